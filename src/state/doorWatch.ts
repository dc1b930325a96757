import type { IngestHealth } from '@/contracts/ingest';
import type { Clock } from '@/feeds/clock';

/** What the server's door says of itself, asked again while anyone on the page looks. It knows only the present. */
export interface DoorWatch {
  /** The newest answer, with the time it was given; `undefined` before the first and where no server of ours answers. */
  readonly read: () => IngestHealth | undefined;
  /** Called when a new answer came; returns the undo. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly destroy: () => void;
}

/** Gentle: what it tells changes slowly, and every open page asks. */
export const doorEveryMs = 5_000;

/** `ask` is absent where the page stands alone: nobody refuses anything there. */
export function createDoorWatch(
  ask: (() => Promise<IngestHealth>) | undefined,
  clock: Pick<Clock, 'every'>,
): DoorWatch {
  const listeners = new Set<() => void>();
  let newest: IngestHealth | undefined;
  let asking = false;
  let stop: (() => void) | undefined;
  const look = async (): Promise<void> => {
    if (ask === undefined || asking) return;
    asking = true;
    try {
      newest = await ask();
      for (const listener of [...listeners]) listener();
    } catch {
      // The last answer stays, and says how old it is; a server that is away is the feed's story to tell.
    } finally {
      asking = false;
    }
  };
  return {
    read: () => newest,
    subscribe: (listener) => {
      listeners.add(listener);
      if (stop === undefined && ask !== undefined) {
        stop = clock.every(doorEveryMs, () => void look());
        void look();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    destroy: () => {
      listeners.clear();
      stop?.();
      stop = undefined;
    },
  };
}
