import { gradeTitles, type Grade } from '@/contracts/provenance';
import type { SeriesCatalogue } from '@/contracts/series';
import { stateTitles } from '@/contracts/sign';
import type { Language, Text } from '@/contracts/text';
import { boardWords } from '@/state/wordsBoard';
import { cityTime, csvOf, type Cell } from '../csv';
import type { PartRow, SignRow } from './signRow';

/** What a file of the board must say of itself wherever it ends up. */
export interface BoardStamp {
  /** The time shown, Unix ms. */
  readonly at: number;
  readonly scope: { readonly id: string; readonly title: Text };
  readonly grade: Grade;
  readonly language: Language;
}

/** The weakest grade among the inputs: one simulated reading makes the whole simulated. */
export function gradeOf(catalogue: SeriesCatalogue | undefined): Grade {
  const grades = new Set(catalogue?.series.map(({ provenance }) => provenance.grade));
  const weakest = (['simulated', 'generated', 'derived', 'measured'] as const).find((one) => grades.has(one));
  return weakest ?? 'simulated';
}

export function boardFileName({ scope, at, grade, language }: BoardStamp): string {
  const stamp = cityTime(at).slice(0, 16).replaceAll(/[-:]/g, '');
  return boardWords.file.name(scope.title[language], stamp, gradeTitles[grade][language]);
}

/** One scope's signs, a row a measure, each with its source, time, unit and grade. It never sets one district against another. */
export function boardCsv(rows: readonly SignRow[], stamp: BoardStamp): string {
  const { language } = stamp;
  const w = boardWords.file;
  const cells = ({ sign, state, reading, known }: SignRow, part: PartRow): readonly Cell[] => {
    const { measure, value, hour, week } = part;
    const composite = sign.measures.length > 1;
    const observed = reading?.parts.find(({ id }) => id === measure.id)?.observedAt;
    const rounded = (number: number | undefined) =>
      number === undefined ? undefined : Number(number.toFixed(measure.decimals));
    return [
      cityTime(stamp.at),
      stamp.scope.title[language],
      sign.number,
      sign.title[language],
      composite ? measure.title[language] : '',
      value === null ? undefined : rounded(value),
      measure.unit[language],
      stateTitles[composite ? part.state : state][language],
      observed == null ? '' : cityTime(observed),
      Number(part.coverage.toFixed(3)),
      Number(part.weight.toFixed(3)),
      rounded(hour?.by),
      rounded(week?.before),
      week === undefined ? '' : cityTime(week.at),
      week === undefined
        ? known
          ? boardWords.noWeek[language]
          : ''
        : week.generated
          ? gradeTitles.generated[language]
          : w.shownThen[language],
      sign.version,
      w.source[language],
      gradeTitles[stamp.grade][language],
      w.demo[language],
    ];
  };
  return csvOf(
    w.columns[language],
    rows.flatMap((row) => row.parts.map((part) => cells(row, part))),
  );
}
