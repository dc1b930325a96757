import type { BaseSource } from '@/contracts/base';
import { assetOf } from './cellTileset';
import { above, type Region, type Tile } from './tile';

/**
 * The root tileset with other volumes for some cells, and for what holds them: cells may be made anew below a root that is
 * older. `sources` are all that its tiles come from now. A cell the root does not know stays unknown to it.
 */
export const withCells = (
  root: string,
  regions: ReadonlyMap<string, Region>,
  sources: readonly BaseSource[],
): string => {
  const tileset = JSON.parse(root) as { readonly root: Tile };
  const fitted = (tile: Tile): Tile => {
    const cell = /^cells\/([^/]+)\/tileset\.json$/.exec(tile.content.uri)?.[1];
    const region = cell === undefined ? undefined : regions.get(cell);
    return above(
      region === undefined ? tile : { ...tile, boundingVolume: { region } },
      (tile.children ?? []).map(fitted),
    );
  };
  return JSON.stringify({ ...tileset, asset: assetOf(sources), root: fitted(tileset.root) });
};
