import { signedArea } from '../polygon';
import { toPlane, type Point } from '../plane';
import type { Building, Part } from '../blocks/building';
import type { Rectangle } from '../rectangle';
import type { BaseSource } from '@/contracts/base';
import type { BuildingRow } from './buildingRow';
import type { Area } from './mendArea';

/** A building of an import as the city holds it; it stands on `ground` (ellipsoidal metres) and in no block. */
export const importedBuilding = (row: BuildingRow, source: BaseSource, ground: number): Building => {
  const pieces = row.parts ?? [{ areas: row.areas, baseM: 0, topM: row.heightM }];
  const plane = (ring: Area[number]): Point[] => ring.map(([lon, lat]) => toPlane(lon, lat));
  const parts = pieces.flatMap(({ areas, baseM, topM }) =>
    areas.map(([outer = [], ...holes]): Part => ({
      ring: plane(outer),
      ...(holes.length === 0 ? {} : { holes: holes.map(plane) }),
      base: baseM,
      top: topM,
      taper: 1,
      roof: 'flat',
    })),
  );
  const plot = plotAround(row.areas.map(([outer = []]) => plane(outer)));
  return {
    properties: {
      id: `${source.id}-${row.id}`,
      code: '',
      name: row.name,
      use: row.use,
      floors: row.floors,
      height: row.heightM,
      heightOrigin:
        row.heightSource === 'height' ? 'measured' : row.heightSource === 'levels' ? 'derived' : 'generated',
      year: row.year,
      area: row.areaM2,
      district: row.district,
      grade: row.heightSource === 'default' ? 'derived' : source.grade,
      lon: row.at[0],
      lat: row.at[1],
      ground,
      street: '',
      heightSource: row.heightSource,
      source: source.id,
      cim: 2,
      surveyed: row.surveyed,
    },
    centre: [plot.x, plot.y],
    plot,
    parts,
    block: -1,
  };
};

/** The rectangle along the longest side of the largest outline that holds every outline. */
export const plotAround = (rings: readonly (readonly Point[])[]): Rectangle => {
  const largest = rings.reduce(
    (best, ring) => (signedArea(ring) > signedArea(best) ? ring : best),
    rings[0] ?? [],
  );
  let [longest, angle] = [0, 0];
  for (const [i, b] of largest.entries()) {
    const a = largest.at(i - 1)!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length > longest) [longest, angle] = [length, Math.atan2(b[1] - a[1], b[0] - a[0])];
  }
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let [lowU, highU, lowV, highV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const ring of rings)
    for (const [x, y] of ring) {
      lowU = Math.min(lowU, x * c + y * s);
      highU = Math.max(highU, x * c + y * s);
      lowV = Math.min(lowV, y * c - x * s);
      highV = Math.max(highV, y * c - x * s);
    }
  const [u, v] = [(lowU + highU) / 2, (lowV + highV) / 2];
  return {
    x: u * c - v * s,
    y: u * s + v * c,
    angle,
    halfLength: (highU - lowU) / 2,
    halfDepth: (highV - lowV) / 2,
  };
};
