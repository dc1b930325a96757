import { quality } from '@/contracts/series';
import type { SignDefinition, SignMeasure, SignReading, SignState } from '@/contracts/sign';
import type { SignHistory } from '@/contracts/signHistory';
import { measureOf } from '@/domain/definitions';
import type { ChartPoint } from '../chart/points';

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
export const weekMs = 7 * dayMs;
/** How far from the moment meant a look may lie and still stand for it. */
const nearMs = { hour: 20 * minuteMs, week: 35 * minuteMs } as const;

/** What is kept of the signs about a time: the day before it, and the hour about the same time last week. */
export interface SignPast {
  readonly at: number;
  readonly day: SignHistory;
  readonly week: SignHistory;
}

export interface Change {
  readonly by: number;
  readonly direction: 'up' | 'down' | 'level';
  readonly before: number;
  /** When it stood so, Unix ms. */
  readonly at: number;
  /** That moment was imagined, never shown. */
  readonly generated: boolean;
}

/** One measure of a sign as a line of the board. */
export interface PartRow {
  readonly measure: SignMeasure;
  readonly value: number | null;
  readonly state: SignState;
  readonly coverage: number;
  /** Share of the sign's weight. */
  readonly weight: number;
  /** Against an hour ago and the same hour last week; absent where nothing is kept of then. */
  readonly hour: Change | undefined;
  readonly week: Change | undefined;
}

/** A sign as the board, the table and the files tell it; `parts` are all its measures, `shown` is one of them. */
export interface SignRow {
  readonly sign: SignDefinition;
  readonly reading: SignReading | undefined;
  readonly state: SignState;
  readonly shown: PartRow;
  readonly parts: readonly PartRow[];
  readonly trail: readonly ChartPoint[];
  /** Whether what is kept of then is at hand: without it nothing is said of an hour or a week ago. */
  readonly known: boolean;
}

export function signRow(
  sign: SignDefinition,
  reading: SignReading | undefined,
  past: SignPast | undefined,
): SignRow {
  const total = sign.measures.reduce((sum, { weight }) => sum + weight, 0);
  const parts = sign.measures.map((measure): PartRow => {
    const part = reading?.parts.find(({ id }) => id === measure.id);
    const value = part?.value ?? null;
    const news = part?.state === 'stale' ? null : value;
    return {
      measure,
      value,
      state: part?.state ?? 'absent',
      coverage: part?.coverage ?? 0,
      weight: measure.weight / total,
      hour: past && change(past.day, sign.id, measure, past.at - 60 * minuteMs, nearMs.hour, news),
      week: past && change(past.week, sign.id, measure, past.at - weekMs, nearMs.week, news),
    };
  });
  const measure = measureOf(sign, reading?.measure);
  const shown = parts.find((part) => part.measure.id === measure.id)!;
  const state = reading?.state ?? 'absent';
  const trail = past === undefined ? [] : trailOf(past.day, sign.id, measure.id);
  // The sign may have no value where one of its measures has.
  const alone = { ...shown, value: reading?.value ?? null, state };
  return {
    sign,
    reading,
    state,
    shown: sign.measures.length > 1 ? shown : alone,
    parts,
    trail,
    known: past !== undefined,
  };
}

function measurePast(history: SignHistory, sign: string, measure: string) {
  return history.signs.find(({ id }) => id === sign)?.measures.find(({ id }) => id === measure);
}

function change(
  history: SignHistory,
  sign: string,
  measure: SignMeasure,
  moment: number,
  near: number,
  value: number | null,
): Change | undefined {
  const past = measurePast(history, sign, measure.id);
  if (past === undefined || value === null) return undefined;
  let nearest = -1;
  history.t.forEach((at, index) => {
    if (past.last[index] == null || Math.abs(at - moment) > near) return;
    if (nearest < 0 || Math.abs(at - moment) < Math.abs(history.t[nearest]! - moment)) nearest = index;
  });
  const before = past.last[nearest];
  if (before == null) return undefined;
  const by = value - before;
  // What the shown digits do not tell apart is level.
  const level = Math.abs(by) < 10 ** -measure.decimals / 2;
  return {
    by: level ? 0 : by,
    direction: level ? 'level' : by > 0 ? 'up' : 'down',
    before,
    at: history.t[nearest]!,
    generated: history.generated[nearest] === true,
  };
}

/** The day of one measure as a chart takes it; where nothing was news there is no point, and the line breaks. */
export function trailOf(history: SignHistory, sign: string, measure: string): readonly ChartPoint[] {
  const past = measurePast(history, sign, measure);
  if (past === undefined) return [];
  return history.t.flatMap((at, index) => {
    const last = past.last[index] ?? null;
    const [low, high] = [past.min[index] ?? last, past.max[index] ?? last];
    if (last === null || low === null || high === null) return [];
    return [{ at, low, high, last, quality: history.generated[index] === true ? quality.backfilled : 0 }];
  });
}
