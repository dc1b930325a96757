/** The slow copy panels look through: beats at most four times a second, and only when something was written. */
export interface PanelPulse {
  /** Called with the beat's number; returns the undo. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly beat: () => number;
  /** Tells the pulse that the table changed; a beat follows within 250 ms. */
  readonly touch: () => void;
  readonly destroy: () => void;
}
