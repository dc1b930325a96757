import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';
import type { SignColumns } from '@/domain/signs/layout';

/** One reading as the door takes it: when it happened and when we knew. Times are ms since the Unix epoch. */
export interface ObservationRow {
  readonly series: number;
  readonly phenomenon_ms: number;
  readonly received_ms: number;
  readonly value: number;
  readonly quality: number;
}

/**
 * One row as it is kept: a reading itself (`n` 1, the other columns null), or the mean `value` of `n` readings from
 * `since_ms` to `phenomenon_ms`, known when the last of them had come.
 */
export interface KeptRow extends ObservationRow {
  readonly n: Generated<number>;
  readonly since_ms: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly last: number | null;
}

/** A row of history as it is read. */
export type StoredRow = Selectable<KeptRow>;

/** Why readings may be missing: let go for want of room, while we were not running, or while the site's broker was away. */
export type GapReason = 'shed' | 'restart' | 'away';

/**
 * A stretch of time (by when readings were received, or would have been) in which some may be missing. `rows` says how
 * many, where that is known; `to_ms` is null while it lasts.
 */
export interface GapRow {
  readonly id: GeneratedAlways<number>;
  readonly from_ms: number;
  readonly to_ms: number | null;
  readonly rows: number | null;
  readonly reason: GapReason;
}

/** How far the history before the first start has been written; there is one row, or none yet. */
export interface BackfillRow {
  readonly id: number;
  readonly revision: number;
  readonly until_ms: number;
  readonly done: number;
}

/** The city as it was known at a moment: one encoded live frame of every slot ever heard. */
export interface KeyframeRow {
  readonly at_ms: number;
  readonly revision: number;
  readonly frame: Uint8Array;
}

/** Which scenario the simulator played from a moment on, and who asked for it. */
export interface ScenarioSwitchRow {
  readonly at_ms: number;
  readonly scenario: string;
  readonly person: string;
}

/** One entry of a numbered log; numbers have no gaps and entries never change. */
export interface LogRow {
  readonly log: string;
  readonly seq: number;
  readonly known_ms: number;
  readonly body: ColumnType<unknown, string>;
}

/** What a command with this key already answered, so that a retry changes nothing. */
export interface AnsweredRow {
  readonly person: string;
  readonly key: string;
  readonly request: string;
  readonly at_ms: number;
  readonly answer: ColumnType<unknown, string>;
}

/** How many readings happened in a minute, and how many of them came late; bigint on the wire to the database. */
export interface ReadingCountRow {
  readonly minute_ms: number;
  readonly readings: number;
  readonly late: number;
}

/** What the positions of a kept look are (domain/signs/layout). */
export interface SignLayoutRow {
  readonly layout: string;
  readonly columns: ColumnType<SignColumns, string>;
}

/** One scope's signs at a moment, as they were shown, or `generated`: as they would have been before the first start. */
export interface SignLooksRow {
  readonly scope: string;
  readonly at_ms: number;
  readonly layout: string;
  readonly generated: boolean;
  readonly figures: readonly (number | null)[];
  readonly measure_states: readonly number[];
  readonly sign_states: readonly number[];
}

/** How far the week before the first start has been imagined; there is one row, or none yet. */
export interface SignFillRow {
  readonly id: number;
  readonly until_ms: number;
  readonly done: number;
}

/** A hand-over page: `draft` while it is written, `content` frozen by the first signature, `head` and `hash` by the second. */
export interface HandOverRow {
  readonly number: number;
  readonly version: number;
  readonly state: 'draft' | 'offered' | 'signed';
  readonly draft: ColumnType<unknown, string, string>;
  readonly content: string | null;
  readonly head: string | null;
  readonly hash: string | null;
}

/** How many messages were refused in a minute, for a reason; a start leaves a row without a reason. */
export interface RefusalCountRow {
  readonly minute_ms: number;
  readonly reason: string;
  readonly refused: number;
}

export interface Tables {
  readonly observations: KeptRow;
  readonly gaps: GapRow;
  readonly backfill: BackfillRow;
  readonly keyframes: KeyframeRow;
  readonly reading_counts: ReadingCountRow;
  readonly scenario_switches: ScenarioSwitchRow;
  readonly sign_layouts: SignLayoutRow;
  readonly sign_looks: SignLooksRow;
  readonly sign_fill: SignFillRow;
  readonly log_entries: LogRow;
  readonly answered: AnsweredRow;
  readonly handovers: HandOverRow;
  readonly refusal_counts: RefusalCountRow;
}
