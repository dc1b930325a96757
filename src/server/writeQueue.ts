import type { StoredRow } from './database/tables';

/** Told to who waits for a row that had to be let go. */
export class Shed extends Error {}

/** Rows on their way to the database, oldest first, never more than it may hold. */
export interface WriteQueue {
  readonly push: (row: StoredRow) => void;
  /** The oldest rows, at most `most`; they are not shed until `written` or `failed` says how it went. */
  readonly begin: (most: number) => readonly StoredRow[];
  readonly written: () => void;
  readonly failed: () => void;
  /** Takes out what the store turns out to have already; whoever waits for it is content. */
  readonly drop: (known: (row: StoredRow) => boolean) => void;
  /** Resolves when the newest row is written; rejects with `Shed` where it is let go. */
  readonly newestKept: () => Promise<void>;
  /** Resolves when everything that waits now is written; rejects with `Shed` where any of it is let go. */
  readonly allKept: () => Promise<void>;
  readonly waiting: () => readonly StoredRow[];
}

interface Waiter {
  readonly from: number;
  readonly through: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Let go in one cut, as letting go one by one would move the whole queue each time. */
const shedAtLeast = 1_000;

/** `shed` is told what had to go, oldest first, because more than `most` rows were waiting. */
export function createWriteQueue(most: number, shed: (rows: readonly StoredRow[]) => void): WriteQueue {
  const rows: StoredRow[] = [];
  /** The number of each row, ever rising; parallel to `rows`. */
  const numbers: number[] = [];
  const waiters: Waiter[] = [];
  let next = 1;
  let writing = 0;

  /** Everything that is not waiting any more and was not shed is written. */
  const content = () => {
    const oldest = numbers[0] ?? next;
    let gone = 0;
    while (gone < waiters.length && waiters[gone]!.through < oldest) gone += 1;
    for (const waiter of waiters.splice(0, gone)) waiter.resolve();
  };

  const shedOldest = () => {
    const surplus = Math.min(rows.length - writing, rows.length - most + shedAtLeast);
    const lost = rows.splice(writing, surplus);
    const [first = 0] = numbers.slice(writing, writing + 1);
    const last = numbers.splice(writing, surplus).at(-1) ?? first;
    for (let at = waiters.length - 1; at >= 0; at--) {
      const waiter = waiters[at]!;
      if (waiter.from > last || waiter.through < first) continue;
      waiters.splice(at, 1);
      waiter.reject(new Shed('There was no room to keep it.'));
    }
    shed(lost);
  };

  const kept = (from: number, through: number): Promise<void> =>
    numbers.length === 0 || through < numbers[0]!
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          waiters.push({ from, through, resolve, reject });
        });

  return {
    push: (row) => {
      rows.push(row);
      numbers.push(next++);
      if (rows.length > most) shedOldest();
    },
    begin: (count) => {
      const begun = rows.slice(0, count);
      writing = begun.length;
      return begun;
    },
    written: () => {
      rows.splice(0, writing);
      numbers.splice(0, writing);
      writing = 0;
      content();
    },
    failed: () => {
      writing = 0;
    },
    drop: (known) => {
      const left = rows.flatMap((row, at) => (known(row) ? [] : [[row, numbers[at]!] as const]));
      rows.splice(0, rows.length, ...left.map(([row]) => row));
      numbers.splice(0, numbers.length, ...left.map(([, number]) => number));
      content();
    },
    newestKept: () => kept(next - 1, next - 1),
    allKept: () => kept(numbers[0] ?? next, next - 1),
    waiting: () => rows,
  };
}
