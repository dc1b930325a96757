import { badField, notYet } from '../problems';
import { bounds } from './refusal';

/** What one request may still cost; every part of it draws on the same account. */
export interface Work {
  readonly now: number;
  /** Combinations of values an expression looks at. */
  readonly spend: (values: number) => void;
  /** Entities of the answer; tells how many each of `parents` may still have. */
  readonly room: (parents: number) => number;
  readonly take: (entities: number, place: string) => void;
  /** Gives the city its turn where the work goes on for long; a 503 where it goes on for too long. */
  readonly breathe: () => Promise<void>;
}

const mostValues = 3_000_000;
const turnMs = 12;
const longestMs = 5_000;

export function createWork(now: number): Work {
  const begun = performance.now();
  let turn = begun;
  let values = 0;
  let entities = 0;
  return {
    now,
    spend: (more) => {
      values += more;
      if (values > mostValues) throw badField('query', 'it looks at too many things; ask in smaller parts');
    },
    room: (parents) => Math.max(1, Math.floor((bounds.entities - entities) / Math.max(1, parents))),
    take: (more, place) => {
      entities += more;
      if (entities <= bounds.entities) return;
      const most = `an answer holds at most ${String(bounds.entities)} entities; ask for a smaller $top`;
      throw badField(`${place}$expand`, most);
    },
    breathe: async () => {
      const time = performance.now();
      if (time - begun > longestMs) throw notYet('The question takes too long; ask in smaller parts.');
      if (time - turn < turnMs) return;
      await new Promise((resolve) => setImmediate(resolve));
      turn = performance.now();
    },
  };
}
