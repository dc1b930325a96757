import type { StoreApi } from 'zustand/vanilla';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Clock } from '@/feeds/clock';
import type { CityQuery } from '@/feeds/cityQuery';
import type { TelemetryTable } from '@/feeds/telemetryTable';
import { emptyBoard, wholeCity, type SignBoard } from './signBoard';
import type { createSignReader } from './signReader';
import type { TimeStore } from './timeStore';

export interface SignLookOptions {
  readonly query: Pick<CityQuery, 'signMemories' | 'districts' | 'partitions'>;
  readonly signs: StoreApi<SignBoard>;
  readonly time: TimeStore;
  readonly clock: Pick<Clock, 'after'>;
  /** The board should be read anew. */
  readonly changed: () => void;
}

/** Which part of the city the board of signs is of, and what reads it. */
export interface SignLook {
  /** Another catalogue: the same part of it, or the whole city where it has none. */
  readonly furnish: (catalogue: SeriesCatalogue) => void;
  /**
   * Turns to another part. Resolves once it is looked at, with whether there is such a part; where there is none the board
   * stays. Rejects where it cannot be told. Before there is a catalogue it waits for one.
   */
  readonly lookAt: (scope: string) => Promise<boolean>;
  /** Forgets states and trails of another time. */
  readonly forget: () => void;
  readonly read: (table: TelemetryTable) => void;
  readonly destroy: () => void;
}

const retryMs = 2_000;

export function createSignLook({ query, signs, time, clock, changed }: SignLookOptions): SignLook {
  let catalogue: SeriesCatalogue | undefined;
  let reader: ReturnType<typeof createSignReader> | undefined;
  let wanted = signs.getState().scope;
  let turns = 0;
  let destroyed = false;
  let cancelRetry: (() => void) | undefined;
  const waiting: (() => void)[] = [];
  const furnished = () => new Promise<void>((resolve) => void waiting.push(resolve));

  /** Definitions and evaluator come with the first catalogue: the frame does without them. */
  const narrowed = async (scope: string, from: SeriesCatalogue) => {
    const [{ createSignReader }, { sightOf }] = await Promise.all([
      import('./signReader'),
      import('@/feeds/cityScopes'),
    ]);
    const liesIn = await sightOf(scope, from, query);
    return liesIn === undefined ? undefined : createSignReader(from, liesIn);
  };
  const turnTo = async (scope: string): Promise<boolean> => {
    cancelRetry?.();
    turns += 1;
    const turn = turns;
    const isOver = () => destroyed || turn !== turns;
    while (catalogue === undefined) {
      await furnished();
      if (isOver()) return true;
    }
    const from = catalogue;
    const seen = await narrowed(scope, from).catch((cause: unknown) => {
      if (isOver()) return undefined;
      throw cause;
    });
    if (isOver()) return true;
    if (seen === undefined) return false;
    wanted = scope;
    reader = seen;
    signs.setState({ ...emptyBoard, scope }, true);
    await takeOver(scope, isOver);
    changed();
    return true;
  };
  /** What the server remembers of the signs is taken over by a page that turns to them; without it they begin anew. */
  const takeOver = async (scope: string, isOver: () => boolean): Promise<void> => {
    const memories = await query.signMemories(scope).catch(() => ({}));
    if (isOver() || time.getState().mode !== 'live') return;
    signs.setState((board) => ({ ...board, memories: { ...board.memories, ...memories } }));
  };
  /** The board is of something: what it should be of, else the city; tried again while it cannot be had. */
  const stand = (scope: string): void => {
    turnTo(scope).then(
      (found) => {
        if (!found) stand(wholeCity);
      },
      () => {
        cancelRetry = clock.after(retryMs, () => stand(scope));
      },
    );
  };
  const lookAt = async (scope: string): Promise<boolean> => {
    let found = false;
    try {
      found = await turnTo(scope);
    } finally {
      if (!found && reader === undefined && !destroyed) stand(wholeCity);
    }
    return found;
  };
  return {
    furnish: (next) => {
      const first = catalogue === undefined && waiting.length > 0;
      catalogue = next;
      reader = undefined;
      signs.setState({ ...emptyBoard, scope: wanted }, true);
      waiting.splice(0).forEach((go) => go());
      // Whoever asked before there was a catalogue goes on by himself.
      if (!first) stand(wanted);
    },
    lookAt,
    forget: () => signs.setState(({ scope }) => ({ ...emptyBoard, scope }), true),
    read: (table) => {
      if (reader === undefined) return;
      signs.setState(reader(table, time.getState().context(), signs.getState()), true);
    },
    destroy: () => {
      destroyed = true;
      cancelRetry?.();
    },
  };
}
