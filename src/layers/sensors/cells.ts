/** From a view of the whole municipality down to about a kilometre: finer than that, marks stand for themselves. */
export const coarsest = 9;
export const finest = 15;

export interface Tile {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The squares of the web's map tiles, level by level, that hold anything, as a tree of columns. They are the same for
 * every fleet, so that a cluster's name means the same ground tomorrow. Places lie in `order` so that those of any cell
 * are neighbours.
 */
export interface Cells {
  readonly count: number;
  /** The cells from 0 up to this one have no parent. */
  readonly roots: number;
  readonly level: Uint8Array;
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  /** −1 at a root. */
  readonly parent: Int32Array;
  /** The children of a cell are neighbours; a finest cell has none. */
  readonly firstChild: Uint32Array;
  readonly children: Uint8Array;
  readonly order: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** The finest cell of each place. */
  readonly leafOf: Uint32Array;
}

/** Web Mercator tile of a place in degrees, WGS 84. */
export function tileAt(lon: number, lat: number, level: number): Tile {
  const across = 2 ** level;
  const slope = Math.tan(Math.PI / 4 + (lat * Math.PI) / 360);
  const clamp = (value: number) => Math.min(across - 1, Math.max(0, Math.floor(value)));
  return {
    level,
    x: clamp(((lon + 180) / 360) * across),
    y: clamp((0.5 - Math.log(slope) / (2 * Math.PI)) * across),
  };
}

/** Width in metres of a tile at the latitude of its upper edge, on a sphere of the equator's girth. */
export function tileWidth({ level, y }: Pick<Tile, 'level' | 'y'>): number {
  const north = Math.PI * (1 - (2 * y) / 2 ** level);
  return 40_075_017 / 2 ** level / Math.cosh(north);
}

export function tileId({ level, x, y }: Tile): string {
  return `cluster:${level}/${x}/${y}`;
}

/** `undefined` where a feature's id names no cell of ours. */
export function readTileId(id: string): Tile | undefined {
  const [, level, x, y] = /^cluster:(\d{1,2})\/(\d{1,6})\/(\d{1,6})$/.exec(id)?.map(Number) ?? [];
  if (level === undefined || x === undefined || y === undefined) return undefined;
  return level >= coarsest && level <= finest ? { level, x, y } : undefined;
}

/** Interleaves 15 bits with 15: places of one cell are neighbours in this order at every level. */
function interleaved(x: number, y: number): number {
  let woven = 0;
  for (let bit = 0; bit < finest; bit += 1)
    woven |= (((x >> bit) & 1) << (2 * bit)) | (((y >> bit) & 1) << (2 * bit + 1));
  return woven;
}

interface Draft extends Tile {
  readonly parent: number;
  readonly start: number;
  readonly end: number;
  firstChild: number;
  children: number;
}

/** `at` gives each place in degrees. */
export function growCells(
  count: number,
  at: (place: number) => readonly [number, number, ...number[]],
): Cells {
  const keys = Uint32Array.from({ length: count }, (_, place) => {
    const [lon, lat] = at(place);
    const { x, y } = tileAt(lon, lat, finest);
    return interleaved(x, y);
  });
  const order = Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b);
  const drafts: Draft[] = [];
  const split = (from: number, to: number, level: number, parent: number): void => {
    const shift = 2 * (finest - level);
    for (let start = from; start < to;) {
      const run = keys[order[start]!]! >>> shift;
      let end = start + 1;
      while (end < to && keys[order[end]!]! >>> shift === run) end += 1;
      const [lon, lat] = at(order[start]!);
      drafts.push({ ...tileAt(lon, lat, level), parent, start, end, firstChild: 0, children: 0 });
      start = end;
    }
  };
  split(0, count, coarsest, -1);
  const roots = drafts.length;
  for (let cell = 0; cell < drafts.length; cell += 1) {
    const draft = drafts[cell]!;
    if (draft.level === finest) continue;
    draft.firstChild = drafts.length;
    split(draft.start, draft.end, draft.level + 1, cell);
    draft.children = drafts.length - draft.firstChild;
  }
  const leafOf = new Uint32Array(count);
  drafts.forEach(({ level, start, end }, cell) => {
    if (level === finest) for (let row = start; row < end; row += 1) leafOf[order[row]!] = cell;
  });
  return {
    count: drafts.length,
    roots,
    level: Uint8Array.from(drafts, ({ level }) => level),
    x: Uint32Array.from(drafts, ({ x }) => x),
    y: Uint32Array.from(drafts, ({ y }) => y),
    parent: Int32Array.from(drafts, ({ parent }) => parent),
    firstChild: Uint32Array.from(drafts, ({ firstChild }) => firstChild),
    children: Uint8Array.from(drafts, ({ children }) => children),
    start: Uint32Array.from(drafts, ({ start }) => start),
    end: Uint32Array.from(drafts, ({ end }) => end),
    order,
    leafOf,
  };
}
