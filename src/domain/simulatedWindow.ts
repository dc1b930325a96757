import { lostIntervals, type ObservedProperty, type SeriesCatalogue } from '@/contracts/series';
import { inTimeOrder, type ReadingRows } from '@/contracts/readingRows';
import type { ScenarioId } from '@/contracts/scenario';
import { nextBeat, qualityOf, sampleSeries } from './simulatedCity';

/** Each slot's property, where the catalogue knows it. */
function propertiesBySlot(catalogue: SeriesCatalogue): readonly (ObservedProperty | undefined)[] {
  const byId = new Map(catalogue.properties.map((property) => [property.id, property]));
  return catalogue.series.map((series) => byId.get(series.property));
}

export interface WindowOptions {
  /** Puts each slot's last word before the window. */
  readonly leading?: boolean;
  /** Only these slots. */
  readonly slots?: readonly number[];
}
/** What the simulated devices say in `(from, to]`, in order of time. */
export type SimulateWindow = (from: number, to: number, options?: WindowOptions) => ReadingRows;

export function createSimulateWindow(scenario: ScenarioId, catalogue: SeriesCatalogue): SimulateWindow {
  const properties = propertiesBySlot(catalogue);
  const all = [...catalogue.series.keys()];
  const intervals = Float64Array.from(catalogue.series, ({ intervalS }) => intervalS * 1000);
  const beats = Float64Array.from(catalogue.series, (series) => nextBeat(series, 0));
  const marks = Uint8Array.from(catalogue.series, (series) => qualityOf(scenario, series));
  return (from, to, { leading = false, slots = all } = {}) => {
    const value: number[] = [];
    const timeMs: number[] = [];
    const slot: number[] = [];
    const quality: number[] = [];
    const say = (index: number, at: number): boolean => {
      const series = catalogue.series[index];
      const property = properties[index];
      if (series === undefined || property === undefined) return true;
      const sample = sampleSeries(scenario, series, property, at);
      if (sample === undefined) return false;
      value.push(sample);
      timeMs.push(at);
      slot.push(index);
      quality.push(marks[index]!);
      return true;
    };
    for (const index of slots) {
      const interval = intervals[index];
      const beat = beats[index];
      if (interval === undefined || beat === undefined) continue;
      const first = beat + (Math.floor((from - beat) / interval) + 1) * interval;
      if (leading)
        for (let back = 1; back <= lostIntervals && !say(index, first - back * interval); back += 1);
      for (let at = first; at <= to; at += interval) say(index, at);
    }
    return inTimeOrder({
      value: Float64Array.from(value),
      timeMs: Float64Array.from(timeMs),
      slot: Uint32Array.from(slot),
      quality: Uint8Array.from(quality),
    });
  };
}
