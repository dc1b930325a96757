import { stateTitles, type SignState } from '@/contracts/sign';
import type { Language, Text } from '@/contracts/text';
import { boardWords } from '@/state/wordsBoard';
import { figure } from '@/state/wordsFormat';
import type { ChartPoint } from '../chart/points';
import { difference, sizeOf } from './figures';
import type { PartRow, SignRow } from './signRow';

/** A line of the board in words: of a sign, or below it of one of its parts. */
export interface BoardLine {
  readonly id: string;
  readonly part: boolean;
  readonly title: string;
  readonly number: string;
  readonly value: string;
  readonly unit: string;
  readonly state: SignState;
  readonly stateWord: string;
  readonly hour: string;
  readonly week: string;
  readonly coverage: string;
  readonly day: string;
  readonly trail: readonly ChartPoint[];
}

const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The board as lines: what the table on screen and the picture both show. */
export function boardLines(rows: readonly SignRow[], language: Language): readonly BoardLine[] {
  const say = (text: Text) => text[language];
  const w = boardWords;
  const held = ({ hour, week, measure, value }: PartRow, known: boolean) => ({
    hour:
      value === null || !known
        ? '–'
        : hour === undefined
          ? say(w.noHour)
          : say(w.trend(sizeOf(hour, measure), hour.direction)),
    week:
      value === null || !known
        ? '–'
        : week === undefined
          ? say(w.noWeek)
          : `${figure(week.before, measure.decimals)} (${difference(week.by, measure)})${week.generated ? ` ${say(w.generated)}` : ''}`,
  });
  const valued = ({ measure, value }: PartRow) => ({
    value: figure(value, measure.decimals),
    unit: value === null ? '' : say(measure.unit),
  });
  return rows.flatMap((row): readonly BoardLine[] => {
    const { sign, shown, state, trail } = row;
    const low = Math.min(...trail.map((point) => point.low));
    const high = Math.max(...trail.map((point) => point.high));
    const day =
      trail.length === 0
        ? '–'
        : `${figure(low, shown.measure.decimals)}–${figure(high, shown.measure.decimals)}`;
    const whole: BoardLine = {
      id: sign.id,
      part: false,
      title: say(sign.title),
      number: String(sign.number),
      ...valued(shown),
      ...held(shown, row.known),
      state,
      stateWord: say(stateTitles[state]),
      coverage: percent(row.reading?.coverage ?? 0),
      day,
      trail,
    };
    if (row.parts.length === 1) return [whole];
    return [
      whole,
      ...row.parts.map((part): BoardLine => ({
        id: `${sign.id} ${part.measure.id}`,
        part: true,
        title: `${say(part.measure.title)} · ${say(w.weight(part.weight))}`,
        number: '',
        ...valued(part),
        ...held(part, row.known),
        state: part.state,
        stateWord: say(stateTitles[part.state]),
        coverage: percent(part.coverage),
        day: '',
        trail: [],
      })),
    ];
  });
}
