import type { Box, LonLat } from '@/contracts/geo';
import { inRing } from '../polygon';
import { toPlane } from '../plane';

/** Coordinates of nodes by id, for the nodes in a box only: 16 bytes a node, so that a province's extract fits. */
export interface NodeStore {
  readonly add: (id: number, lon: number, lat: number) => void;
  readonly get: (id: number) => LonLat | undefined;
  /** After the last `add`. */
  readonly seal: () => void;
}

export const openNodes = ([west, south, east, north]: Box): NodeStore => {
  let ids = new Float64Array(1 << 16);
  let places = new Int32Array(1 << 17);
  let count = 0;
  let sorted = true;
  const grow = (): void => {
    const moreIds = new Float64Array(ids.length * 2);
    moreIds.set(ids);
    const morePlaces = new Int32Array(places.length * 2);
    morePlaces.set(places);
    [ids, places] = [moreIds, morePlaces];
  };
  return {
    add: (id, lon, lat) => {
      if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return;
      if (count === ids.length) grow();
      sorted &&= count === 0 || ids[count - 1]! < id;
      ids[count] = id;
      places[2 * count] = Math.round(lon * 1e7);
      places[2 * count + 1] = Math.round(lat * 1e7);
      count += 1;
    },
    seal: () => {
      if (sorted) return;
      const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => ids[a]! - ids[b]!);
      ids = Float64Array.from(order, (i) => ids[i]!);
      const from = places;
      places = new Int32Array(2 * count);
      order.forEach((i, to) => places.set(from.subarray(2 * i, 2 * i + 2), 2 * to));
    },
    get: (id) => {
      let [low, high] = [0, count - 1];
      while (low <= high) {
        const middle = (low + high) >>> 1;
        const found = ids[middle]!;
        if (found === id) return [places[2 * middle]! / 1e7, places[2 * middle + 1]! / 1e7];
        if (found < id) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
};

/** Joins ways end to end into rings of node ids; `open` counts chains that never close. */
export const joinWays = (
  ways: readonly (readonly number[])[],
): { readonly rings: number[][]; readonly open: number } => {
  const ends = new Map<number, Set<number>>();
  const meet = (node: number, way: number): void => {
    const own = ends.get(node) ?? new Set();
    ends.set(node, own.add(way));
  };
  ways.forEach((way, i) => {
    if (way.length < 2) return;
    meet(way[0]!, i);
    meet(way.at(-1)!, i);
  });
  const used = new Set<number>();
  const rings: number[][] = [];
  let open = 0;
  for (const [i, way] of ways.entries()) {
    if (used.has(i) || way.length < 2) continue;
    used.add(i);
    const chain = [...way];
    while (chain[0] !== chain.at(-1)) {
      const next = [...(ends.get(chain.at(-1)!) ?? [])].find((each) => !used.has(each));
      if (next === undefined) break;
      used.add(next);
      const more = ways[next]!;
      chain.push(...(more[0] === chain.at(-1) ? more.slice(1) : [...more].reverse().slice(1)));
    }
    if (chain[0] === chain.at(-1)) rings.push(chain);
    else open += 1;
  }
  return { rings, open };
};

/** Polygons of outer rings, each with the inner rings that lie in it. */
export const withHoles = (
  outer: readonly (readonly LonLat[])[],
  inner: readonly (readonly LonLat[])[],
): (readonly LonLat[])[][] => {
  const polygons = outer.map((ring) => ({
    plane: ring.map(([lon, lat]) => toPlane(lon, lat)),
    rings: [ring],
  }));
  for (const hole of inner) {
    const [x, y] = toPlane(...(hole[0] ?? [NaN, NaN]));
    polygons.find(({ plane }) => inRing(plane, x, y))?.rings.push(hole);
  }
  return polygons.map(({ rings }) => rings);
};
