/** On or off with a delay each way. */
export interface Latch {
  /** Whether it is past its limit or back at `at`, Unix ms, which must not go backwards. What it turned to, if it did. */
  readonly turn: (past: boolean, back: boolean, at: number) => 'on' | 'off' | undefined;
  readonly isOn: () => boolean;
  /** Takes over a state that was found elsewhere; the delay towards leaving it begins anew where the state is another. */
  readonly set: (on: boolean) => void;
}

/**
 * A condition that must last before it counts: past the limit without a break for `onDelayS` turns it on, back without a
 * break for `offDelayS` turns it off. In the deadband between the two neither delay runs.
 */
export function createLatch({
  onDelayS,
  offDelayS,
}: {
  readonly onDelayS: number;
  readonly offDelayS: number;
}): Latch {
  let on = false;
  /** Since when it tends to the other state; NaN while it does not. */
  let since = Number.NaN;
  return {
    turn: (past, back, at) => {
      if (!(on ? back : past)) {
        since = Number.NaN;
        return undefined;
      }
      if (Number.isNaN(since)) since = at;
      if (at - since < (on ? offDelayS : onDelayS) * 1000) return undefined;
      on = !on;
      since = Number.NaN;
      return on ? 'on' : 'off';
    },
    isOn: () => on,
    set: (next) => {
      if (next === on) return;
      on = next;
      since = Number.NaN;
    },
  };
}
