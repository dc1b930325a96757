import type { StaCity } from '../city';
import { kinds } from '../model';
import { refuse } from '../refusal';
import { compileCondition, type Surroundings } from './compile';
import { partsOf, type Expression } from './expression';

/** What a part of a filter depends on: which series it is, what the quality byte says, or the row itself. */
type Ground = 'series' | 'quality' | 'row';

function groundOfPath(steps: readonly string[]): Ground {
  const path = steps.join('/');
  if (steps[0] === 'Datastream' || steps[0] === 'FeatureOfInterest' || path === 'parameters/grade')
    return 'series';
  return path === 'resultQuality' || path === 'parameters/resolutionSeconds' ? 'quality' : 'row';
}

export function groundsOf(expression: Expression): ReadonlySet<Ground> {
  if (expression.kind === 'path') return new Set([groundOfPath(expression.steps)]);
  return new Set(partsOf(expression).flatMap((part) => [...groundsOf(part)]));
}

const emptyRow = {
  phenomenon_ms: 0,
  received_ms: 0,
  value: 0,
  quality: 0,
  n: 1,
  since_ms: null,
  low: null,
  high: null,
} as const;

const sample = (city: StaCity, series: number, quality: number) =>
  city.observation({ ...emptyRow, series, quality });

/** The series for which a condition on Datastreams holds. */
export function seriesFor(condition: Expression, around: Surroundings): ReadonlySet<number> {
  const fits = compileCondition(condition, kinds.Observation, around);
  const { city } = around;
  return new Set(
    city.catalogue.series
      .map(({ id }) => sample(city, id, 0))
      .filter((row) => row !== undefined)
      .filter(fits)
      .map(({ series }) => series.id),
  );
}

/** The quality bytes for which a condition on their words holds. */
export function qualitiesFor(condition: Expression, around: Surroundings): readonly number[] {
  const fits = compileCondition(condition, kinds.Observation, around);
  const [first] = around.city.catalogue.series;
  return Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => {
    const row = first === undefined ? undefined : sample(around.city, first.id, byte);
    return row !== undefined && fits(row);
  });
}

export const mixed = (at: number, option: string) =>
  refuse(option, at, 'a reading is not compared with a property of its Datastream; ask in two conditions');
