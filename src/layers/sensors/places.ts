import type { Series } from '@/contracts/series';

/**
 * Where marks stand. All series of one Thing at one place are one mark: drawn apart they would lie upon each other, and
 * the last one drawn would hide the state of the rest. The feature a mark stands for is still a series, the one that
 * speaks for it, so that links to `sensors:<series>` go on meaning what they meant.
 */
export interface Places {
  readonly count: number;
  /** The place of each slot. */
  readonly of: Uint32Array;
  /** The slots at place `p` are `members` from `first[p]` up to `first[p + 1]`. */
  readonly first: Uint32Array;
  readonly members: Uint32Array;
}

export function placesOf(series: readonly Pick<Series, 'thing' | 'at'>[]): Places {
  const found = new Map<string, number>();
  const of = Uint32Array.from(series, ({ thing, at }) => {
    const key = `${thing} ${at.join(' ')}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const place = found.size;
    found.set(key, place);
    return place;
  });
  const count = found.size;
  const first = new Uint32Array(count + 1);
  for (const place of of) first[place + 1]! += 1;
  for (let place = 0; place < count; place += 1) first[place + 1]! += first[place]!;
  const next = first.slice(0, count);
  const members = new Uint32Array(series.length);
  of.forEach((place, slot) => {
    members[next[place]!] = slot;
    next[place]! += 1;
  });
  return { count, of, first, members };
}
