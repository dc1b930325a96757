import type { BaseSource } from '@/contracts/base';
import { regionOfCell } from './cells';
import { assetOf } from './cellTileset';
import { earth, transformInto, type LocalFrame } from './ellipsoid';
import { largest, type Mass } from './massing';
import { above, errors, type MadeTile, type MakeTile, type Region, type Tile } from './tile';

/** What the city's tileset must know of a cell. */
export interface TiledCell {
  readonly region: Region;
  /** What stands for it from afar. */
  readonly masses: () => readonly Mass[];
}

/** The tiles of the regions as they were made last, kept from one publishing to the next. */
export type MadeRegions = Map<string, Omit<MadeTile, 'bytes'>>;

/** The whole city in one tile holds at most this many masses. */
const mostInCity = 2500;

const shownOf = (masses: readonly Mass[]) => masses.map((each) => each.building);

/**
 * The root tileset: the city in one tile from a hundred kilometres, its regions of sixteen cells each in one from thirty,
 * and below them the cells' own tilesets. A region is made again only where one of its cells is in `changed`. Returns the
 * files that were made, by their name beside the tileset.
 */
export const tileCity = (
  cells: ReadonlyMap<string, TiledCell>,
  changed: ReadonlySet<string>,
  regions: MadeRegions,
  sources: readonly BaseSource[],
  make: MakeTile,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] => {
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const members = new Map<string, string[]>();
  for (const cell of cells.keys()) {
    const region = regionOfCell(cell);
    const before = members.get(region);
    if (before === undefined) members.set(region, [cell]);
    else before.push(cell);
  }
  const massesOf = (names: Iterable<string>): Mass[] =>
    [...names].flatMap((cell) => cells.get(cell)!.masses());
  for (const [region, names] of members) {
    if (!names.some((cell) => changed.has(cell))) continue;
    const { bytes, ...made } = make(`regions/${region}.glb`, 'region', shownOf(massesOf(names)), earth);
    regions.set(region, made);
    files.push({ name: made.tile.content.uri, bytes });
  }
  const city = make('city.glb', 'city', shownOf(largest(massesOf(cells.keys()), mostInCity)), earth);
  files.push({ name: 'city.glb', bytes: city.bytes });
  const root = above(
    city.tile,
    Array.from(members, ([region, names]) => {
      const { tile, frame } = regions.get(region)!;
      return above(
        { ...tile, transform: transformInto(city.frame, frame) },
        names.map((cell) => cellTile(cell, cells.get(cell)!, frame)),
      );
    }),
  );
  const json = { asset: assetOf(sources), geometricError: 2 * errors.city, root };
  files.push({ name: 'tileset.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });
  return files;
};

/** Names the cell's own tileset, which is placed on the Earth and not in its region's frame. */
const cellTile = (cell: string, { region }: TiledCell, parent: LocalFrame): Tile => ({
  boundingVolume: { region },
  geometricError: errors.far,
  refine: 'REPLACE',
  transform: transformInto(parent, earth),
  content: { uri: `cells/${cell}/tileset.json` },
});
