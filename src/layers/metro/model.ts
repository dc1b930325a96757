import type { MetroRegister } from '@/contracts/base';
import type { LonLat, Position } from '@/contracts/geo';
import { bar, cross, emptyMesh, minus, tube, unit, type Mesh, type Place } from '@/scene/model/mesh';
import { draped } from '@/scene/model/drape';
import { placesAbout } from '@/scene/model/origin';
import { emptyRibbons, ribbon, type Ribbons } from '@/scene/model/ribbons';

type Line = MetroRegister['lines'][number];
type Station = MetroRegister['stations'][number];
export type HeightAt = (lon: number, lat: number) => number;

/** Depth where a line has no course, metres below the ground. */
const usualDepth = 16;
const tubeRadius = 3.1;
const tubesApart = 5.2;
/** Above the streets and below the roofs, metres: a course on the map, not a track in the air. */
const surfaceHeight = 3;
const hall = { long: 160, wide: 22, high: 13 } as const;

export interface LineModel {
  readonly origin: LonLat;
  /** The course as the map shows it. */
  readonly course: Ribbons;
  /** Its two tubes in the ground, or its track above it. */
  readonly tubes: Mesh;
}

const courseOf = (line: Line): readonly Position[] =>
  line.course ?? line.path.map(([lon, lat]): Position => [lon, lat, usualDepth]);

/** A line on the map and in the ground; `undefined` where no source places its stations. */
export function lineOf(line: Line, heightAt: HeightAt): LineModel | undefined {
  const course = courseOf(line);
  const first = course[0];
  if (first === undefined || course.length < 2) return undefined;
  const origin: LonLat = [first[0], first[1]];
  const place = placesAbout(origin);
  const surface = emptyRibbons();
  ribbon(
    surface,
    draped(
      course.map(([lon, lat]) => [lon, lat]),
      heightAt,
      (corner) => Math.max(surfaceHeight, -course[corner]![2]),
    ).map(place),
    { substance: 'own', radius: 2.5, leastPx: 1.5 },
  );
  const tubes = emptyMesh();
  const track = course.map(([lon, lat, deep]) => place([lon, lat, heightAt(lon, lat) - deep]));
  for (const side of [1, -1]) {
    const path = track.map((at, index): Place => {
      const way = unit(minus(track[Math.min(index + 1, track.length - 1)]!, track[Math.max(0, index - 1)]!));
      const left = unit(cross([0, 0, 1], way));
      return [at[0] + left[0] * side * tubesApart, at[1] + left[1] * side * tubesApart, at[2]];
    });
    tube(tubes, path, tubeRadius, 'own', (_, index) => course[index]![2], 6);
  }
  return { origin, course: surface, tubes };
}

/** A station's hall at the depth of the first line that calls there, along that line. */
export function hallOf(station: Station, lines: readonly Line[], heightAt: HeightAt): Mesh {
  const mesh = emptyMesh();
  const place = placesAbout(station.at);
  const course = lines.filter(({ id }) => station.lines.includes(id)).map(courseOf)[0] ?? [];
  const places = course.map(place);
  let nearest = 0;
  places.forEach((at, index) => {
    if (Math.hypot(at[0], at[1]) < Math.hypot(places[nearest]![0], places[nearest]![1])) nearest = index;
  });
  const before = places[Math.max(0, nearest - 1)] ?? [-1, 0, 0];
  const after = places[Math.min(places.length - 1, nearest + 1)] ?? [1, 0, 0];
  const way = unit([after[0] - before[0], after[1] - before[1], 0]);
  const deep = course[nearest]?.[2] ?? usualDepth;
  const middle = heightAt(station.at[0], station.at[1]) - deep + 2;
  const end = (by: number): Place => [(way[0] * by * hall.long) / 2, (way[1] * by * hall.long) / 2, middle];
  bar(mesh, end(-1), end(1), cross([0, 0, 1], way), [hall.wide, hall.high], [hall.wide, hall.high], {
    substance: 'own',
    own: deep,
  });
  return mesh;
}
