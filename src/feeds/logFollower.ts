import { alarmEvent } from '@/contracts/alarm';
import type { AlarmEntry } from '@/domain/alarm';
import type { Clock } from './clock';

export interface LogGap {
  readonly from: number;
  readonly to: number;
}

export interface LogFollowerOptions {
  readonly entriesAfter: (
    seq: number,
  ) => Promise<readonly { readonly seq: number; readonly body: unknown }[]>;
  readonly clock: Pick<Clock, 'after'>;
  readonly entries: (entries: readonly AlarmEntry[]) => void;
  readonly gap: (gap: LogGap | undefined) => void;
  readonly reset: () => void;
  /** An entry's body was not what the contract says. */
  readonly refused: () => void;
}

export interface LogFollower {
  /** The last number handed on. */
  readonly seq: () => number;
  /** The server says where its log stands: what we lack is fetched; a shorter log than ours is another one. */
  readonly stands: (seq: number) => void;
  /** The server says that it has entries up to here which it does not send by itself. */
  readonly behind: (seq: number) => void;
  readonly take: (seq: number, body: unknown) => void;
  readonly destroy: () => void;
}

const retryMs = 2_000;

/**
 * Hands on a numbered log in order, each entry once. A number that does not follow the last one is kept back while
 * the entries between are fetched; until they come the gap is told.
 */
export function createLogFollower(options: LogFollowerOptions): LogFollower {
  const { entriesAfter, clock, entries, gap, reset, refused } = options;
  const early = new Map<number, unknown>();
  let last = 0;
  let wanted = 0;
  /** Counts logs: an answer that belongs to the log before is thrown away. */
  let generation = 0;
  let fetching = false;
  let destroyed = false;
  let cancelRetry: (() => void) | undefined;

  const hand = (rows: readonly { readonly seq: number; readonly body: unknown }[]): void => {
    const taken: AlarmEntry[] = [];
    for (const { seq, body } of rows) {
      if (seq <= last) continue;
      last = seq;
      const event = alarmEvent.safeParse(body);
      if (event.success) taken.push({ seq, body: event.data });
      else refused();
    }
    if (taken.length > 0) entries(taken);
  };
  const handEarly = (holesAreReal: boolean): void => {
    for (const seq of [...early.keys()].sort((a, b) => a - b)) {
      if (seq > last + 1 && !holesAreReal) return;
      const body = early.get(seq);
      early.delete(seq);
      hand([{ seq, body }]);
    }
  };
  /** Reads to the end of the server's log; what was kept back before the last page came has no entries before it. */
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const before = new Set(early.keys());
      const asked = generation;
      const page = await entriesAfter(last);
      if (destroyed) return;
      if (asked !== generation) continue;
      const from = last;
      hand([...page].sort((a, b) => a.seq - b.seq));
      if (last > from) continue;
      handEarly([...early.keys()].every((seq) => before.has(seq)));
      if (early.size === 0) return;
    }
  };
  const settle = (): void => {
    if (fetching || destroyed) return;
    fetching = true;
    cancelRetry?.();
    cancelRetry = undefined;
    gap({ from: last + 1, to: Math.max(wanted, ...early.keys()) });
    catchUp().then(
      () => {
        fetching = false;
        if (!destroyed) gap(undefined);
      },
      () => {
        fetching = false;
        if (!destroyed) cancelRetry = clock.after(retryMs, settle);
      },
    );
  };

  return {
    seq: () => last,
    stands: (seq) => {
      if (seq < last) {
        last = 0;
        generation += 1;
        early.clear();
        reset();
      }
      wanted = seq;
      if (seq > last) settle();
    },
    behind: (seq) => {
      wanted = Math.max(wanted, seq);
      if (seq > last) settle();
    },
    take: (seq, body) => {
      if (seq <= last) return;
      if (seq === last + 1 && !fetching) return hand([{ seq, body }]);
      early.set(seq, body);
      settle();
    },
    destroy: () => {
      destroyed = true;
      cancelRetry?.();
    },
  };
}
