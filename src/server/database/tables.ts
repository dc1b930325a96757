import type { ColumnType } from 'kysely';

/** One reading as it is kept: when it happened and when we knew. Times are ms since the Unix epoch. */
export interface ObservationRow {
  readonly series: number;
  readonly phenomenon_ms: number;
  readonly received_ms: number;
  readonly value: number;
  readonly quality: number;
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

export interface Tables {
  readonly observations: ObservationRow;
  readonly log_entries: LogRow;
  readonly answered: AnsweredRow;
}
