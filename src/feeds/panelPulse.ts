import type { Clock } from './clock';

/** The slow copy panels look through: beats at most four times a second, and only when something was written. */
export interface PanelPulse {
  /** Called with the beat's number; returns the undo. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly beat: () => number;
  /** Tells the pulse that the table changed; a beat follows within 250 ms. */
  readonly touch: () => void;
  readonly destroy: () => void;
}

const beatMs = 250;

export function createPanelPulse(clock: Pick<Clock, 'after'>): PanelPulse {
  const listeners = new Set<() => void>();
  let beats = 0;
  let destroyed = false;
  let cancel: (() => void) | undefined;
  const strike = (): void => {
    cancel = undefined;
    beats += 1;
    for (const listener of [...listeners]) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    beat: () => beats,
    touch: () => {
      if (!destroyed) cancel ??= clock.after(beatMs, strike);
    },
    destroy: () => {
      destroyed = true;
      cancel?.();
      listeners.clear();
    },
  };
}
