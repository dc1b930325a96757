import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SiteEntry, SiteRefusal } from '@/contracts/siteScene';
import type { CityQuery } from '@/feeds/cityQuery';
import type { Clock } from '@/feeds/clock';

/** What a site adds to the scene, as far as it is known. */
export interface SiteBoard {
  readonly entries: readonly SiteEntry[];
  readonly refused: readonly SiteRefusal[];
  /** The list has come, or there is none: a name that is not in it is nobody's. */
  readonly read: boolean;
}

export type SiteStore = StoreApi<SiteBoard>;

export interface SiteWatch {
  readonly store: SiteStore;
  /** Reads the list again, as after an import. Never rejects. */
  readonly read: () => Promise<void>;
  readonly destroy: () => void;
}

const againMs = 5_000;

export const noSite: SiteBoard = { entries: [], refused: [], read: false };

/** The list comes beside everything else: nothing waits for it, and the city goes on without it. */
export function watchSite(query: CityQuery, clock: Clock): SiteWatch {
  const store = createStore<SiteBoard>()(() => noSite);
  let cancel: (() => void) | undefined;
  let destroyed = false;
  const read = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    try {
      const { entries, refused } = await query.site();
      if (!destroyed) store.setState({ entries, refused, read: true });
    } catch {
      // Told nowhere yet: the feed says that the server is away, and the list is asked for until it comes.
      if (!destroyed) cancel = clock.after(againMs, () => void read());
    }
  };
  return {
    store,
    read,
    destroy: () => {
      destroyed = true;
      cancel?.();
    },
  };
}
