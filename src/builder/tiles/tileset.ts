import { groundHeight, type Position } from '@/contracts/geo';
import type { Building } from '../blocks/building';
import { toLonLat } from '../plane';
import { frameAt, transformInto, type LocalFrame } from './ellipsoid';
import { massing } from './massing';
import type { WriteGlb } from './glb';
import { meshOf, type Detail } from './mesh';

interface Tile {
  readonly boundingVolume: { readonly region: readonly number[] };
  readonly geometricError: number;
  readonly refine: 'REPLACE';
  readonly transform: readonly number[];
  readonly content: { readonly uri: string };
  readonly children?: readonly Tile[];
}

export interface WrittenTileset {
  /** tileset.json and the contents, by file name. */
  readonly json: string;
  readonly tiles: number;
}

/** What a level gets wrong, metres: massing of whole rows, missing roofs and parapets, nothing. */
const errors: Readonly<Record<Detail, number>> = { far: 110, mid: 24, near: 0 };

/** A leaf of the quadtree holds at most this many buildings. */
const most = { mid: 2400, near: 700 } as const;

interface Square {
  readonly west: number;
  readonly south: number;
  readonly size: number;
}

interface Cell {
  readonly name: string;
  readonly buildings: readonly Building[];
}

/**
 * Three levels, each replacing the one above: far (one tile: merged massing), mid (every building as prisms), near
 * (parapets, sloped roofs, roof plant). Mid tiles are the leaves of a quadtree over the city, near tiles go on below them.
 */
export const writeTileset = async (
  buildings: readonly Building[],
  writeGlb: WriteGlb,
  write: (name: string, bytes: Uint8Array) => Promise<void>,
  onTile: (done: number, of: number) => void,
): Promise<WrittenTileset> => {
  const root = squareAround(buildings);
  const mids = split('', root, buildings, most.mid).map((cell) => ({
    ...cell,
    nears: split(`${cell.name}-`, squareAround(cell.buildings), cell.buildings, most.near),
  }));
  const total = 1 + mids.reduce((sum, mid) => sum + 1 + mid.nears.length, 0);
  let done = 0;
  const tile = async (
    name: string,
    detail: Detail,
    members: readonly Building[],
    parent: LocalFrame | undefined,
    children: (frame: LocalFrame) => Promise<readonly Tile[]>,
  ): Promise<Tile> => {
    const frame = frameAt(middleOf(members));
    const shown = detail === 'far' ? massing(members) : members;
    const uri = `${detail}${name}.glb`;
    await write(
      uri,
      await writeGlb(
        meshOf(shown, frame, detail),
        shown.map((each) => each.properties),
      ),
    );
    done += 1;
    onTile(done, total);
    const below = await children(frame);
    return {
      boundingVolume: { region: regionOf(shown === members ? members : [...members, ...shown]) },
      geometricError: errors[detail],
      refine: 'REPLACE',
      transform: transformInto(parent, frame),
      content: { uri },
      ...(below.length === 0 ? {} : { children: below }),
    };
  };
  const each = async <T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> => {
    const out: R[] = [];
    for (const item of items) out.push(await make(item));
    return out;
  };
  const none = (): Promise<readonly Tile[]> => Promise.resolve([]);
  const top = await tile('', 'far', buildings, undefined, (far) =>
    each(mids, (mid) =>
      tile(mid.name, 'mid', mid.buildings, far, (frame) =>
        each(mid.nears, (near) => tile(near.name, 'near', near.buildings, frame, none)),
      ),
    ),
  );
  const json = JSON.stringify({
    asset: { version: '1.1', tilesetVersion: '1' },
    geometricError: 480,
    root: top,
  });
  return { json, tiles: total };
};

const squareAround = (buildings: readonly Building[]): Square => {
  const xs = buildings.map((each) => each.centre[0]);
  const ys = buildings.map((each) => each.centre[1]);
  const west = xs.reduce((a, b) => Math.min(a, b), Infinity);
  const south = ys.reduce((a, b) => Math.min(a, b), Infinity);
  const size = Math.max(
    xs.reduce((a, b) => Math.max(a, b), -Infinity) - west,
    ys.reduce((a, b) => Math.max(a, b), -Infinity) - south,
  );
  return { west, south, size: size + 1 };
};

const split = (name: string, square: Square, buildings: readonly Building[], limit: number): Cell[] => {
  if (buildings.length === 0) return [];
  if (buildings.length <= limit) return [{ name, buildings }];
  const half = square.size / 2;
  return [0, 1, 2, 3].flatMap((quarter) => {
    const west = square.west + (quarter & 1) * half;
    const south = square.south + (quarter >> 1) * half;
    const members = buildings.filter(
      ({ centre: [x, y] }) => x >= west && x < west + half && y >= south && y < south + half,
    );
    return split(`${name}${quarter}`, { west, south, size: half }, members, limit);
  });
};

const middleOf = (buildings: readonly Building[]): Position => {
  const [west, south, east, north] = degreesOf(buildings);
  return [(west + east) / 2, (south + north) / 2, groundHeight];
};

const degreesOf = (buildings: readonly Building[]): readonly [number, number, number, number] => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const building of buildings) {
    for (const part of building.parts) {
      for (const point of part.ring) {
        const [lon, lat] = toLonLat(point);
        box[0] = Math.min(box[0], lon);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lon);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  return box;
};

/** Radians and ellipsoidal metres; wide enough for rounded vertices, eaves and roof plant. */
const regionOf = (buildings: readonly Building[]): number[] => {
  const [west, south, east, north] = degreesOf(buildings);
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const slack = 6e-5;
  const high = buildings.reduce((top, each) => Math.max(top, each.properties.height), 0);
  return [
    radians(west - slack),
    radians(south - slack),
    radians(east + slack),
    radians(north + slack),
    groundHeight - 1,
    groundHeight + high + 6,
  ];
};
