import type { Box, LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { cut, emptyField, mapField, outlineDistance, shapesOf, type Field, type Shape } from './field';
import { levelFor, lineDistance, octaves, roundedCorners } from './lakes';
import type { NamedWater } from './labels';
import { lakeSketches } from './lakeSketches';
import type { LesserRiver } from './lesserRivers';
import { distance, inside, signedArea } from './line';
import { noise } from './noise';
import { toPlane, type Metres } from './plane';
import type { Rivers } from './rivers';

/** A lake beyond the inner city, and its name where one is known. */
export type OuterLake = Omit<NamedWater, 'name'> & { readonly name?: Text };

/** Where lakes are drawn as sketches; the coarse extract is not used there. */
const innerCity: Box = [114.14, 30.38, 114.51, 30.72];
const smallestKm2 = 2.5;

const namedLakes: readonly (readonly [zh: string, en: string, at: LonLat])[] = [
  ['梁子湖', 'Liangzi Lake', [114.51, 30.25]],
  ['斧头湖', 'Futou Lake', [114.22, 30.02]],
  ['涨渡湖', 'Zhangdu Lake', [114.7, 30.65]],
  ['武湖', 'Wu Lake', [114.51, 30.81]],
  ['鲁湖', 'Lu Lake', [114.2, 30.2]],
  ['沉湖', 'Chen Lake', [113.83, 30.34]],
  ['严东湖', 'Yandong Lake', [114.552, 30.531]],
  ['北湖', 'Bei Lake', [114.53, 30.612]],
];

/** The lakes of the extract that are lakes of the city, the largest first, with shores as a cartographer would draw them. */
export function outerLakes(
  rivers: Pick<Rivers, 'distance'>,
  lesser: readonly LesserRiver[],
  extract: readonly (readonly LonLat[])[],
  city: readonly (readonly Metres[])[],
  dry: (p: Metres) => number,
): OuterLake[] {
  const sketched = lakeSketches.flatMap((sketch) => sketch.lobes.map((lobe) => lobe.map(toPlane)));
  const courses = lesser.flatMap(({ axis }) => axis.points.filter((_, i) => i % 8 === 0));
  return extract
    .map((ring) => ({ ring, plane: ring.slice(0, -1).map(toPlane) }))
    .filter(({ ring, plane }) => {
      const km2 = Math.abs(signedArea(plane)) / 1e6;
      const middle = centre(plane);
      const named = nameOf(plane) !== undefined;
      return (
        km2 >= smallestKm2 &&
        (named || city.some((outline) => inside(middle, outline))) &&
        !ring.some(
          ([lon, lat]) =>
            lon > innerCity[0] && lon < innerCity[2] && lat > innerCity[1] && lat < innerCity[3],
        ) &&
        plane.every((p) => rivers.distance(p) > 150) &&
        // What the extract holds of a river is the river itself in steps of a kilometre.
        (named || !courses.some((p) => distance(p, middle) < 900)) &&
        !sketched.some((lobe) => lobe.some((p) => inside(p, plane)) || plane.some((p) => inside(p, lobe)))
      );
    })
    .sort((a, b) => Math.abs(signedArea(b.plane)) - Math.abs(signedArea(a.plane)))
    .map(({ plane }, i) => {
      const name = nameOf(plane);
      return {
        ...(name === undefined ? {} : { name }),
        km2: Math.abs(signedArea(plane)) / 1e6,
        confidence: 'L' as const,
        openStreetMap: true,
        shapes: drawnShore(plane, 300 + i, dry),
      };
    });
}

/**
 * A shore finer than the extract's step of about a kilometre: bays by bending the plane, narrow inlets where low hills come
 * down to the water, and even stretches where a dyke would run. The area and its middle stay what the extract says.
 */
export function drawnShore(ring: readonly Metres[], seed: number, dry: (p: Metres) => number): Shape[] {
  const area = Math.abs(signedArea(ring));
  const size = Math.sqrt(area);
  const outline = roundedCorners(ring, 3);
  const wave = Math.min(2600, Math.max(800, size * 0.26));
  const inlet = Math.min(1700, size * 0.2);
  const grid = emptyField(outline, 2000, area > 5e7 ? 30 : 18);
  const rugged = mapField(grid, (p) => {
    const plain = outlineDistance(p, outline);
    if (Math.abs(plain) > 1900) return plain;
    // How ragged the shore is here: 0 along a dyke, 1 where it is left to itself.
    const ragged = between(-0.5, 0.05, noise(p, 3.2 * wave, seed + 9));
    const warp = wave * (0.1 + 0.3 * ragged);
    const bent: Metres = [p[0] + warp * octaves(p, wave, seed + 2), p[1] + warp * octaves(p, wave, seed + 3)];
    const shore =
      outlineDistance(bent, outline) + wave * (0.02 + 0.1 * ragged) * octaves(p, wave * 0.6, seed);
    const fingers = Math.max(
      finger(bent, wave, 0.24, seed + 5),
      0.45 * finger(bent, wave * 0.5, 0.3, seed + 6),
    );
    return shore - inlet * ragged * fingers * (1 - between(-200, inlet, shore));
  });
  const rough = calmed(rugged);
  const land = mapField(grid, (p) => -dry(p));
  const level = levelFor(rough, land, area);
  const shapes = shapesOf(cut(rough, land, level), 0, area > 5e7 ? 11 : 7, 90_000);
  const [is, was] = [middleOf(rough, land, level), areaCentre(ring)];
  return shapes.map((shape) =>
    shape.map((line) => line.map(([x, y]): Metres => [x + was[0] - is[0], y + was[1] - is[1]])),
  );
}

/** 1 along the courses of an imagined brook, 0 away from it: where a valley would have been drowned. */
function finger(p: Metres, wavelength: number, width: number, seed: number): number {
  return 1 - between(0, width, Math.abs(noise(p, wavelength, seed)));
}

/** Every place the mean of those around it: what is narrower than two steps goes, and points become round. */
function calmed(field: Field): Field {
  const { cols, values } = field;
  const line = (from: Float64Array, ahead: number): Float64Array =>
    from.map((value, i) => (value + (from[i - ahead] ?? value) + (from[i + ahead] ?? value)) / 3);
  let calm = values;
  for (let round = 0; round < 3; round += 1) calm = line(line(calm, 1), cols);
  return { ...field, values: calm };
}

/** 0 below `low`, 1 above `high`, smooth between. */
function between(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

function middleOf(rough: Field, land: Field, level: number): Metres {
  let [wet, x, y] = [0, 0, 0];
  rough.values.forEach((value, i) => {
    if (value >= level || land.values[i]! >= 0) return;
    wet += 1;
    x += i % rough.cols;
    y += Math.floor(i / rough.cols);
  });
  return [rough.west + (x / wet) * rough.step, rough.south + (y / wet) * rough.step];
}

function areaCentre(ring: readonly Metres[]): Metres {
  const [ox, oy] = ring[0]!;
  let [twice, x, y] = [0, 0, 0];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const cross = (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
    twice += cross;
    x += (a[0] + b[0] - 2 * ox) * cross;
    y += (a[1] + b[1] - 2 * oy) * cross;
  });
  return [ox + x / (3 * twice), oy + y / (3 * twice)];
}

function nameOf(ring: readonly Metres[]): Text | undefined {
  const found = namedLakes.find(([, , at]) => inside(toPlane(at), ring) || near(ring, toPlane(at)));
  return found === undefined ? undefined : { zh: found[0], en: found[1] };
}

function near(ring: readonly Metres[], p: Metres): boolean {
  return Math.abs(signedArea(ring)) > 2e7 && lineDistance(p, [...ring, ring[0]!]) < 1500;
}

function centre(ring: readonly Metres[]): Metres {
  const sum = ring.reduce(([x, y], p) => [x + p[0], y + p[1]] as const, [0, 0] as const);
  return [sum[0] / ring.length, sum[1] / ring.length];
}
