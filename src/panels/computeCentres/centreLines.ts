import type { ComputeCentre, Precision } from '@/contracts/base';
import type { ComputeMeasure } from '@/contracts/computeMeasure';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { SignState } from '@/contracts/sign';
import { computeMeasures, computeState } from '@/domain/computeMeasures';
import type { Demand } from '@/domain/computeSupply';
import type { LatestReading } from '@/state/CityContext';

/** One measure of one centre as last read; without a series nothing is read of it. */
export interface CentreReading {
  readonly measure: ComputeMeasure;
  readonly series: Series | undefined;
  readonly reading: LatestReading | undefined;
  readonly count: LatestReading | undefined;
  readonly state: SignState;
}
export interface CentreLine {
  readonly centre: ComputeCentre;
  readonly readings: readonly CentreReading[];
  /** Oldest observation shown, Unix ms. */
  readonly observedAt: number | undefined;
}

type Read = (series: number) => LatestReading;

/** What is read of each centre now, in the order of the register. */
export function centreLines(
  centres: readonly ComputeCentre[],
  { series }: Pick<SeriesCatalogue, 'series'>,
  read: Read,
): readonly CentreLine[] {
  return centres.map((centre) => {
    const mine = series.filter(({ on }) => on === `compute:${centre.id}`);
    const find = (property: string | undefined) => mine.find((one) => one.property === property);
    const readings = computeMeasures.map((measure): CentreReading => {
      const own = find(measure.property);
      const counted = find(measure.count);
      const reading = own && read(own.id);
      const count = counted && read(counted.id);
      return { measure, series: own, reading, count, state: stateOf(measure, reading) };
    });
    const times = readings.flatMap(({ reading }) => reading?.observedAt ?? []);
    return { centre, readings, observedAt: times.length === 0 ? undefined : Math.min(...times) };
  });
}

function stateOf(measure: ComputeMeasure, reading: LatestReading | undefined): SignState {
  if (reading?.value === undefined || reading.state === 'absent' || reading.state === 'lost') return 'absent';
  return reading.state === 'stale' ? 'stale' : computeState(measure, reading.value);
}

/** What is asked of a centre in the precision its register states. */
export function demandIn(
  { series }: Pick<SeriesCatalogue, 'series'>,
  read: Read,
): (centre: ComputeCentre, precision: Precision) => Demand {
  return (centre, precision) => {
    const property = `compute-demand-${precision.toLowerCase()}`;
    const asked = series.find((one) => one.on === `compute:${centre.id}` && one.property === property);
    const reading = asked && read(asked.id);
    if (reading?.value === undefined || reading.observedAt === undefined || reading.state === 'lost')
      return { kind: 'absent' };
    return reading.state === 'fresh'
      ? { kind: 'fresh', value: reading.value, at: reading.observedAt }
      : { kind: 'stale' };
  };
}

/** Centre ids by one measure, greatest first; what is not known comes last, in the order of the register. */
export function orderBy(lines: readonly CentreLine[], measure: ComputeMeasure['id']): readonly string[] {
  const valueOf = ({ readings }: CentreLine) => {
    const found = readings.find((one) => one.measure.id === measure);
    return found === undefined || found.state === 'absent' ? -Infinity : (found.reading?.value ?? -Infinity);
  };
  return lines
    .toSorted((a, b) => (valueOf(b) > valueOf(a) ? 1 : valueOf(b) < valueOf(a) ? -1 : 0))
    .map(({ centre }) => centre.id);
}
