/** A condition that is held on or off, and since when it tends to the other, Unix ms; `null` while it does not. */
export interface Held {
  readonly on: boolean;
  readonly turning: number | null;
}

export interface Delays {
  readonly onDelayS: number;
  readonly offDelayS: number;
}

/** After one more look at `at`, Unix ms: what tends away without a break for its delay turns; a break begins it anew. */
export function turned(held: Held, tendsAway: boolean, at: number, { onDelayS, offDelayS }: Delays): Held {
  if (!tendsAway) return held.turning === null ? held : { on: held.on, turning: null };
  const since = held.turning ?? at;
  const delayS = held.on ? offDelayS : onDelayS;
  return at - since >= delayS * 1000 ? { on: !held.on, turning: null } : { on: held.on, turning: since };
}

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
export function createLatch(delays: Delays): Latch {
  let held: Held = { on: false, turning: null };
  return {
    turn: (past, back, at) => {
      const { on } = held;
      held = turned(held, on ? back : past, at, delays);
      return held.on === on ? undefined : held.on ? 'on' : 'off';
    },
    isOn: () => held.on,
    set: (on) => {
      if (on !== held.on) held = { on, turning: null };
    },
  };
}
