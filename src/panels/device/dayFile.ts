import { gradeTitles } from '@/contracts/provenance';
import type { ObservedProperty, Series } from '@/contracts/series';
import type { Language } from '@/contracts/text';
import { deviceWords } from '@/state/wordsDevice';
import type { ChartPoint } from '../chart/points';
import { cityTime, csvOf } from '../csv';

/** A day as a file. Each row says by itself what it is, where it comes from and that it is simulated, wherever it ends up. */
export function dayFile(
  points: readonly ChartPoint[],
  series: Series,
  property: ObservedProperty,
  language: Language,
  until: number,
): { readonly name: string; readonly content: string } {
  const { file, qualityOf } = deviceWords;
  const { grade, source } = series.provenance;
  const rows = points.map(({ at, low, high, last, quality }) => [
    cityTime(at),
    series.id,
    series.thing,
    series.name[language],
    property.name[language],
    property.unitTitle,
    low,
    high,
    last,
    qualityOf(quality)[language],
    gradeTitles[grade][language],
    source[language],
  ]);
  const day = cityTime(until).slice(0, 16).replaceAll(/[-:]/g, '');
  return {
    name: file.name(series.id, day, gradeTitles[grade][language]),
    content: csvOf(file.columns[language], rows),
  };
}
