import type { BaseSource } from '@/contracts/base';
import type { Building } from '../blocks/building';
import { quarter, squareOf } from './cells';
import { earth } from './ellipsoid';
import { massing, type Mass } from './massing';
import { above, attributionsOf, errors, type MadeTile, type MakeTile, type Region, type Tile } from './tile';

/** A leaf of the quadtree holds at most this many buildings. */
const most = { mid: 2400, near: 1000 } as const;

export interface CellTileset {
  /** `tileset.json` and the tiles beside it, by file name. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly region: Region;
  /** What stands for the cell from farther away. */
  readonly masses: readonly Mass[];
}

/** The `asset` of a tileset: whom its tiles come from, for readers that ask the tileset and not the tiles. */
export const assetOf = (sources: readonly BaseSource[]): object => {
  const copyright = attributionsOf(sources);
  return {
    version: '1.1',
    tilesetVersion: '1',
    ...(copyright.length === 0 ? {} : { extras: { copyright: copyright.join('; ') } }),
  };
};

/**
 * The tileset of one cell, placed on the Earth by itself. Three levels, each replacing the one above: far (one tile of
 * masses), mid (every building as prisms), near (parapets, sloped roofs, roof plant). Mid tiles are the leaves of a
 * quadtree over the cell, near tiles go on below them.
 */
export const tileCell = (
  cell: string,
  buildings: readonly Building[],
  sources: readonly BaseSource[],
  make: MakeTile,
): CellTileset => {
  const files: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const keep = (made: MadeTile, children: readonly Tile[]): Tile => {
    files.push({ name: made.tile.content.uri, bytes: made.bytes });
    return above(made.tile, children);
  };
  const far = make(
    'far.glb',
    'far',
    massing(buildings, 'far').map((each) => each.building),
    earth,
  );
  const mids = quarter('', squareOf(cell), buildings, most.mid).map((leaf): Tile => {
    const mid = make(`mid${leaf.name}.glb`, 'mid', leaf.buildings, far.frame);
    const nears = quarter(`${leaf.name}-`, leaf.square, leaf.buildings, most.near).map((near) =>
      keep(make(`near${near.name}.glb`, 'near', near.buildings, mid.frame), []),
    );
    return keep(mid, nears);
  });
  const root = keep(far, mids);
  const used = new Set(buildings.map((each) => each.properties.source));
  const json = {
    asset: assetOf(sources.filter((each) => used.has(each.id))),
    geometricError: errors.region,
    root,
  };
  files.push({ name: 'tileset.json', bytes: new TextEncoder().encode(JSON.stringify(json)) });
  return {
    files,
    region: root.boundingVolume.region,
    masses: massing(buildings, 'region'),
  };
};
