import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

interface Tile {
  readonly boundingVolume: object;
  readonly transform?: readonly number[];
  readonly content?: { readonly uri: string };
  readonly children?: readonly Tile[];
}

const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] as const;

/** Column-major product: first `b`, then `a`. */
function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 16 }, (_, index) => {
    const [column, row] = [Math.floor(index / 4), index % 4];
    let sum = 0;
    for (let k = 0; k < 4; k += 1) sum += a[k * 4 + row]! * b[column * 4 + k]!;
    return sum;
  });
}

/**
 * The same buildings as one tileset without levels: every tile of the finest level side by side under one root, as a
 * tiler that knows no levels writes them. `folder` holds `tileset.json`; addresses in the answer are relative to it.
 */
export async function flatTileset(
  folder: string,
): Promise<{ readonly json: string; readonly tiles: number }> {
  const leaves: object[] = [];
  const walk = async (tile: Tile, base: string, above: readonly number[]): Promise<void> => {
    const transform = tile.transform === undefined ? above : product(above, tile.transform);
    const uri = tile.content === undefined ? undefined : posix.join(base, tile.content.uri);
    if (uri?.endsWith('.json') === true) {
      const inner = JSON.parse(await readFile(join(folder, uri), 'utf8')) as { readonly root: Tile };
      await walk(inner.root, posix.dirname(uri), transform);
      return;
    }
    if ((tile.children ?? []).length === 0 && uri !== undefined) {
      leaves.push({
        boundingVolume: tile.boundingVolume,
        geometricError: 0,
        transform,
        content: { uri },
      });
    }
    for (const child of tile.children ?? []) await walk(child, base, transform);
  };
  const text = await readFile(join(folder, 'tileset.json'), 'utf8');
  const { root } = JSON.parse(text) as { readonly root: Tile };
  await walk(root, dirname('tileset.json'), identity);
  return {
    tiles: leaves.length,
    json: JSON.stringify({
      asset: { version: '1.1' },
      geometricError: 1e6,
      root: { boundingVolume: root.boundingVolume, geometricError: 1e6, refine: 'ADD', children: leaves },
    }),
  };
}
