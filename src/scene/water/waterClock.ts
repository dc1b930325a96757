/** Milliseconds between two pictures the water asks for: eight a second. */
export const waterBeatMs = 125;

export interface WaterClockOptions {
  /** Whether the water may move just now: asked anew before every picture. */
  readonly moving: () => boolean;
  /** Asks for one picture. */
  readonly ask: () => void;
  /** Calls `act` once after so many milliseconds, unless the undo is called before. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/**
 * What makes the water move in a scene that draws only when asked: one picture a beat, and the next beat begins only when
 * that picture has been drawn. A page that is not shown, or a machine that is slow, is asked for less.
 */
export interface WaterClock {
  /** A picture has been drawn, or something the water's motion depends on has changed. */
  readonly wake: () => void;
  readonly stop: () => void;
}

export function createWaterClock({ moving, ask, after }: WaterClockOptions): WaterClock {
  let cancel: (() => void) | undefined;
  return {
    wake: () => {
      if (cancel !== undefined || !moving()) return;
      cancel = after(waterBeatMs, () => {
        cancel = undefined;
        if (moving()) ask();
      });
    },
    stop: () => {
      cancel?.();
      cancel = undefined;
    },
  };
}
