import { gradeTitles } from '@/contracts/provenance';
import { stateTitles } from '@/contracts/sign';
import type { Language } from '@/contracts/text';
import { computeLimits } from '@/domain/computeMeasures';
import type { PrecisionSupply } from '@/domain/computeSupply';
import { words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { cityTime, csvOf, type Cell } from '../csv';
import type { CentreLine } from './centreLines';

/** The panel as a file: a line for each reading and each part of an account, each with its time, unit, grade and source. */
export function computeFile(
  lines: readonly CentreLine[],
  supplies: readonly PrecisionSupply[],
  language: Language,
  at: number,
): { readonly name: string; readonly content: string } {
  const simulated = gradeTitles.simulated[language];
  const readings = lines.flatMap(({ centre, readings }) => [
    ...readings.map(({ measure, series, reading, state }): readonly Cell[] => [
      reading?.observedAt === undefined ? undefined : cityTime(reading.observedAt),
      centre.name[language],
      measure.short[language],
      state === 'absent' ? undefined : reading?.value,
      measure.unit[language],
      stateTitles[state][language],
      words.layers.reading[reading?.state ?? 'absent'][language],
      series === undefined ? undefined : gradeTitles[series.provenance.grade][language],
      series?.provenance.source[language],
      computeLimits(measure).source[language],
    ]),
    [
      centre.provenance.date,
      centre.name[language],
      `${w.file.capacity[language]} (${w.precision[centre.precision][language]})`,
      centre.pflops,
      centre.precision === 'INT8' ? 'POPS' : 'PFLOPS',
      undefined,
      undefined,
      gradeTitles[centre.provenance.grade][language],
      centre.provenance.source[language],
      undefined,
    ] satisfies readonly Cell[],
  ]);
  const accounts = supplies.flatMap((supply) =>
    (['used', 'free', 'unknown', 'beyond'] as const).map((part): readonly Cell[] => [
      supply.observedAt === undefined ? undefined : cityTime(supply.observedAt),
      undefined,
      `${w.precision[supply.precision][language]} ${w[part][language]}`,
      supply[part],
      w.precisionUnit(supply.precision),
      undefined,
      undefined,
      simulated,
      w.supplyRule[language],
      undefined,
    ]),
  );
  return {
    name: w.file.name(cityTime(at).slice(0, 16).replaceAll(/[-:]/g, ''), simulated),
    content: csvOf(w.file.columns[language], [...readings, ...accounts]),
  };
}
