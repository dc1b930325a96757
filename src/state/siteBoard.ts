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
/** What is imported, or written into the site's file, while the page is open is there within the minute. */
const lookMs = 30_000;

/** An entry that says the same is the same: what is drawn of it goes on as it was. */
function keep(before: readonly SiteEntry[], now: readonly SiteEntry[]): readonly SiteEntry[] {
  const known = new Map(before.map((entry) => [JSON.stringify(entry), entry]));
  const kept = now.map((entry) => known.get(JSON.stringify(entry)) ?? entry);
  return kept.length === before.length && kept.every((entry, index) => entry === before[index])
    ? before
    : kept;
}

export const noSite: SiteBoard = { entries: [], refused: [], read: false };

/** The list comes beside everything else: nothing waits for it, and the city goes on without it. */
export function watchSite(query: CityQuery, clock: Clock): SiteWatch {
  const store = createStore<SiteBoard>()(() => noSite);
  let cancel: (() => void) | undefined;
  let destroyed = false;
  let turn = 0;
  const read = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    turn += 1;
    const mine = turn;
    const later = (ms: number) => {
      if (!destroyed && mine === turn) cancel = clock.after(ms, () => void read());
    };
    try {
      const { entries, refused } = await query.site();
      if (destroyed || mine !== turn) return;
      store.setState((before) => ({ entries: keep(before.entries, entries), refused, read: true }));
      // A page without a server of ours is published with its list: there is nothing to wait for.
      if (query.served) later(lookMs);
    } catch {
      // Told nowhere yet: the feed says that the server is away, and the list is asked for until it comes.
      later(againMs);
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
