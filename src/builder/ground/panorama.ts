import { bridgeRecord, groundFiles, registers, type BuildingProperties } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { elementClasses, panoramaPath, type ElementClass, type PanoramaFile } from '@/contracts/panorama';
import { reliefFile } from '@/contracts/relief';
import { seriesCatalogue } from '@/contracts/series';

/** A little beyond the municipality's south-west corner. */
const corner = [113.68, 29.95] as const;
/** A kilometre at 30.6° north. */
const step = [0.01044, 0.00899] as const;
const [columns, rows] = [142, 162];

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

type Counts = Float64Array;

const width = 2 * elementClasses.length;

function cellAt([lon, lat]: LonLat): number | undefined {
  const column = Math.floor((lon - corner[0]) / step[0]);
  const row = Math.floor((lat - corner[1]) / step[1]);
  return column < 0 || row < 0 || column >= columns || row >= rows ? undefined : row * columns + column;
}

/** Every position of a geometry, however deep. */
function* positionsOf(coordinates: unknown): Generator<LonLat> {
  if (!Array.isArray(coordinates)) return;
  const [first, second] = coordinates as unknown[];
  if (typeof first === 'number' && typeof second === 'number') yield [first, second];
  else for (const part of coordinates as unknown[]) yield* positionsOf(part);
}

/** The cells along a geometry's lines, steps between positions included. */
function cellsAlong(geometry: Feature['geometry']): ReadonlySet<number> {
  const found = new Set<number>();
  let before: LonLat | undefined;
  for (const at of positionsOf(geometry.coordinates)) {
    const last = before ?? at;
    const far = Math.max(Math.abs(at[0] - last[0]) / step[0], Math.abs(at[1] - last[1]) / step[1]);
    // Pieces that are far apart are other parts of the same feature.
    const pieces = far > 40 ? 0 : Math.ceil(far * 2);
    for (let piece = 0; piece <= pieces; piece += 1) {
      const share = pieces === 0 ? 1 : piece / pieces;
      const cell = cellAt([last[0] + (at[0] - last[0]) * share, last[1] + (at[1] - last[1]) * share]);
      if (cell !== undefined) found.add(cell);
    }
    before = at;
  }
  return found;
}

/** The cells an area touches. */
function cellsUnder(geometry: Feature['geometry']): ReadonlySet<number> {
  return new Set([...cellsAlong(geometry), ...middlesUnder(geometry)]);
}

/** The cells whose middle an area covers. */
function middlesUnder(geometry: Feature['geometry']): ReadonlySet<number> {
  const found = new Set<number>();
  const polygons = (
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  ) as LonLat[][][];
  for (const rings of polygons) {
    const lats = (rings[0] ?? []).map(([, lat]) => lat);
    const first = Math.max(0, Math.floor((Math.min(...lats) - corner[1]) / step[1]));
    const last = Math.min(rows - 1, Math.floor((Math.max(...lats) - corner[1]) / step[1]));
    for (let row = first; row <= last; row += 1) {
      const lat = corner[1] + (row + 0.5) * step[1];
      const crossings = rings
        .flatMap((ring) =>
          ring.flatMap(([x, y], index) => {
            const [u, v] = ring[(index + 1) % ring.length]!;
            return y > lat === v > lat ? [] : [x + ((lat - y) / (v - y)) * (u - x)];
          }),
        )
        .sort((one, other) => one - other);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(0, Math.ceil((crossings[pair]! - corner[0]) / step[0] - 0.5));
        const to = Math.min(columns - 1, Math.floor((crossings[pair + 1]! - corner[0]) / step[0] - 0.5));
        for (let column = from; column <= to; column += 1) found.add(row * columns + column);
      }
    }
  }
  return found;
}

const generatedGrades: readonly unknown[] = ['generated', 'simulated'];

/** The path and text of 要素全景, counted from what the base holds: its files as they are written, and its buildings. */
export const panoramaOf = (
  files: ReadonlyMap<string, string | Uint8Array>,
  buildings: Iterable<{ readonly properties: Pick<BuildingProperties, 'lon' | 'lat' | 'grade' | 'cim'> }>,
): readonly [path: string, content: string] => {
  const counts = new Map<number, Counts>();
  const cims = new Map<number, number>();
  const count = (cell: number | undefined, of: ElementClass, generated: boolean, cim: number): void => {
    if (cell === undefined) return;
    const held = counts.get(cell) ?? new Float64Array(width);
    held[2 * elementClasses.indexOf(of) + (generated ? 1 : 0)]! += 1;
    counts.set(cell, held);
    if (cim > (cims.get(cell) ?? 0)) cims.set(cell, cim);
  };
  const json = (path: string): unknown => {
    const content = files.get(path);
    return typeof content === 'string' ? JSON.parse(content) : undefined;
  };
  const features = (path: string): readonly Feature[] =>
    (json(path) as { readonly features: readonly Feature[] } | undefined)?.features ?? [];

  for (const { properties } of buildings) {
    const cell = cellAt([properties.lon, properties.lat]);
    count(cell, 'buildings', generatedGrades.includes(properties.grade), properties.cim);
    // Who lives there is simulated for every house.
    count(cell, 'records', true, 0);
  }
  // What a file does not say of itself: streets come from the generator, water and hills from sources, parks from blocks.
  const drawn = [
    ['streets', groundFiles.streets, cellsAlong, () => true],
    ['water', groundFiles.water, cellsUnder, () => false],
    ['green', groundFiles.green, cellsUnder, (kind: unknown) => kind === 'park'],
    ['subdistricts', groundFiles.subdistricts, cellsUnder, () => true],
  ] as const;
  for (const [of, path, cellsIn, unless] of drawn) {
    for (const { properties, geometry } of features(path)) {
      const { grade, kind } = properties;
      const generated = grade === undefined ? unless(kind) : generatedGrades.includes(grade);
      for (const cell of cellsIn(geometry)) count(cell, of, generated, 1);
    }
  }
  for (const bridge of (json(registers.bridges) ?? []) as readonly unknown[]) {
    const { axis, provenance } = bridgeRecord.parse(bridge);
    const course = { type: 'LineString', coordinates: axis };
    for (const cell of cellsAlong(course))
      count(cell, 'bridges', generatedGrades.includes(provenance.grade), 2);
  }
  const catalogue = seriesCatalogue.safeParse(json(registers.series));
  const places = new Map((catalogue.data?.series ?? []).map(({ thing, at }) => [thing, at]));
  for (const [lon, lat] of places.values()) count(cellAt([lon, lat]), 'devices', true, 0);

  const relief = reliefFile.safeParse(json(groundFiles.relief)).data;
  const inside = new Set(
    features(groundFiles.districts).flatMap(({ geometry }) => [...middlesUnder(geometry)]),
  );
  const cells = [...inside]
    .sort((one, other) => one - other)
    .map((cell) => {
      if (relief !== undefined) count(cell, 'terrain', generatedGrades.includes(relief.provenance.grade), 1);
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      return [column, row, cims.get(cell) ?? 0, ...(counts.get(cell) ?? new Float64Array(width))];
    });
  const file: PanoramaFile = { version: 1, corner, step, classes: [...elementClasses], cells };
  return [panoramaPath, JSON.stringify(file)];
};
