import { isRefusal } from '@/scene/tileGate';
import { createAgain } from './again';
import type { Trouble } from './trouble';
import { wordsOf } from './why';

/**
 * Tiles that are asked for until they come. The engine gives a tile that failed up for good; here it only ever waits, and
 * what is coarser stands in its place meanwhile.
 */
export interface Asking {
  /** Asks, again and again; rejects where the asking was ended, or the tile was asked for often enough. */
  readonly tile: <T>(address: string, ask: () => Promise<T>) => Promise<T>;
  readonly missing: () => number;
  /** Some were asked for so often that the engine was told: only asking for the whole anew brings those. */
  readonly lost: () => boolean;
  /** Asks at once for all that are missing. */
  readonly again: () => void;
  readonly stop: () => void;
}

interface AskingOptions {
  readonly trouble: Trouble;
  /** Is what is asked for to be seen? While it is not, nobody is asked again. */
  readonly wanted: () => boolean;
  /** Called when `missing` is another number. */
  readonly changed: () => void;
}

/** With pauses that double up to two minutes, some ten minutes: what is not there by then, nobody looks at any more. */
const mostTries = 10;

export function createAsking({ trouble, wanted, changed }: AskingOptions): Asking {
  const missing = new Set<symbol>();
  let waiting: (() => void)[] = [];
  let stopped = false;
  let lost = false;
  const again = createAgain(() => {
    if (!stopped && !wanted()) return;
    const due = waiting;
    waiting = [];
    for (const go of due) go();
  });
  return {
    tile: async (address, ask) => {
      const name = Symbol();
      for (let tries = 1; ; tries += 1) {
        try {
          const tile = await ask();
          if (missing.delete(name)) {
            again.well();
            if (missing.size === 0) trouble.over();
            changed();
          }
          return tile;
        } catch (error) {
          if (stopped || error === undefined) throw error;
          missing.add(name);
          trouble.met(error, address);
          // What the gate refused comes again as it was.
          if (tries >= mostTries || isRefusal(wordsOf(error))) {
            lost = true;
            throw error;
          }
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            again.soon();
          });
          if (stopped) throw error;
        }
      }
    },
    missing: () => missing.size,
    lost: () => lost,
    again: again.now,
    stop: () => {
      stopped = true;
      again.now();
      again.stop();
    },
  };
}
