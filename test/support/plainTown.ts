import type { BuildingProperties } from '@/contracts/base';
import { part, type Building } from '@/builder/blocks/building';
import { toLonLat, type Point } from '@/builder/plane';
import { randomOf } from '@/builder/random';
import { rectangle } from '@/builder/rectangle';

/** A building as an import would hand it on: a footprint, a height and what a table says of it. */
export const plainBuilding = (
  serial: number,
  centre: Point,
  size: readonly [length: number, depth: number],
  more: Partial<BuildingProperties> = {},
): Building => {
  const height = more.height ?? 18;
  const plot = rectangle(centre[0], centre[1], (serial % 8) / 5, size[0], size[1]);
  const [lon, lat] = toLonLat(centre);
  const id = `b-${String(serial).padStart(5, '0')}`;
  return {
    properties: {
      ...{ id, code: `G420102${String(serial).padStart(7, '0')}`, name: '', use: 'residential' },
      ...{ floors: Math.max(1, Math.round(height / 3.2)), height, heightOrigin: 'generated', year: 1998 },
      ...{
        area: Math.round(size[0] * size[1]),
        district: '420102',
        grade: 'generated',
        lon,
        lat,
        ground: 8.4,
      },
      ...{ street: '420102002', heightSource: 'generated', source: 'generated', cim: 2, surveyed: '' },
      ...more,
    },
    centre,
    plot,
    parts: [part(plot, 0, height)],
    block: -1,
  };
};

/** So many buildings on a square of `side` metres, in no order, every fifth with a podium; the same each time. */
export function* plainTown(count: number, side: number): Generator<Building> {
  const random = randomOf(count, side);
  for (let serial = 0; serial < count; serial += 1) {
    const at: Point = [(random() - 0.5) * side, (random() - 0.5) * side];
    const high = random();
    const height = 6 + 90 * high * high * high;
    const town = plainBuilding(serial, at, [14 + 40 * random(), 10 + 12 * random()], {
      height,
      ground: 8 + 20 * random(),
      year: 1950 + Math.floor(70 * random()),
      street: `42010200${Math.floor(9 * random())}`,
    });
    if (serial % 5 !== 0) yield town;
    else yield { ...town, parts: [...town.parts, part({ ...town.plot, halfDepth: 5 }, 0, height / 3)] };
  }
}
