import type { LonLat } from '@/contracts/geo';
import { gcj02ToWgs84 } from '@/domain/datum';
import { joinRings, traceArcs, type Arc } from './arcs';
import { inside, keptIndices, signedArea } from './line';
import { burn, repair } from './labelRaster';
import { toDegrees, toPlane, type Metres } from './plane';

export interface SourceDistrict {
  readonly code: string;
  readonly rings: readonly (readonly LonLat[])[];
}

export interface DistrictShape {
  readonly code: string;
  /** Polygons in WGS 84; neighbours use identical vertices along their common border. */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

export interface DistrictMap {
  readonly shapes: readonly DistrictShape[];
  /** Borders of two districts at full detail, in plane metres; '' is outside the city. */
  readonly border: (a: string, b: string) => readonly (readonly Metres[])[];
  readonly gapKm2: number;
  readonly sliverKm2: number;
}

/** Cells per degree: four to one step of the source's own 1/1024° grid, about 23 × 27 m. */
const cellsPerDegree = 4096;
const cellKm2 = (95.9 / cellsPerDegree) * (110.9 / cellsPerDegree);
const sliverKm2 = 0.2;

/**
 * Borders are drawn once: the rings (GCJ-02) are burnt into one raster of labels, traced as arcs between meeting points,
 * converted to WGS 84, simplified arc by arc, and put together again.
 */
export function mapDistricts(source: readonly SourceDistrict[], tolerance: number): DistrictMap {
  const all = source.flatMap((d) => d.rings.flat());
  const west = Math.floor(Math.min(...all.map((p) => p[0])) * cellsPerDegree) - 4;
  const south = Math.floor(Math.min(...all.map((p) => p[1])) * cellsPerDegree) - 4;
  const cols = Math.ceil(Math.max(...all.map((p) => p[0])) * cellsPerDegree) + 4 - west;
  const rows = Math.ceil(Math.max(...all.map((p) => p[1])) * cellsPerDegree) + 4 - south;
  const raster = burn(
    cols,
    rows,
    source.map((d) =>
      d.rings.map((ring) => ring.map(([x, y]) => [x * cellsPerDegree - west, y * cellsPerDegree - south])),
    ),
  );
  const { gapCells, sliverCells } = repair(raster, Math.round(sliverKm2 / cellKm2));
  const arcs = traceArcs(raster).map((arc) => ({
    ...arc,
    points: arc.points.map(([x, y]) =>
      toPlane(gcj02ToWgs84([(x + west) / cellsPerDegree, (y + south) / cellsPerDegree])),
    ),
  }));
  const drawn = arcs.map((arc) => ({ ...arc, points: simplifyArc(arc.points, tolerance) }));
  return {
    shapes: source.map((d, i) => ({ code: d.code, polygons: polygonsOf(drawn, i + 1) })),
    border: (a, b) => {
      const label = (code: string): number => source.findIndex((d) => d.code === code) + 1;
      const [one, two] = [label(a), label(b)];
      return arcs
        .filter((arc) => (arc.left === one && arc.right === two) || (arc.left === two && arc.right === one))
        .map((arc) => arc.points);
    },
    gapKm2: gapCells * cellKm2,
    sliverKm2: sliverCells * cellKm2,
  };
}

/** A closed border is split in two, so that it keeps an area. */
function simplifyArc(points: readonly Metres[], tolerance: number): Metres[] {
  const closed = points[0]!.join() === points.at(-1)!.join();
  if (!closed) return keptIndices(points, tolerance).map((i) => points[i]!);
  const half = Math.floor(points.length / 2);
  const first = keptIndices(points.slice(0, half + 1), tolerance).map((i) => points[i]!);
  const second = keptIndices(points.slice(half), tolerance).map((i) => points[half + i]!);
  return [...first, ...second.slice(1)];
}

function polygonsOf(
  arcs: readonly (Omit<Arc, 'points'> & { readonly points: readonly Metres[] })[],
  label: number,
) {
  const chains = arcs.flatMap((arc) => {
    if (arc.left === label) return [arc.points];
    if (arc.right === label) return [[...arc.points].reverse()];
    return [];
  });
  const rings = joinRings(chains);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  return rings
    .filter((ring) => signedArea(ring) > 0)
    .sort((a, b) => signedArea(b) - signedArea(a))
    .map((outer) => [outer, ...holes.filter((hole) => inside(hole[0]!, outer))])
    .map((polygon) => polygon.map((ring) => ring.map(toDegrees)));
}
