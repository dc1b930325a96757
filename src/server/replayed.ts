import { sql, type RawBuilder } from 'kysely';
import { encodeFrame } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import { mostAheadMs } from './ingest';
import type { ReadHistory, Span } from './readings';
import { columnsOf, latestArrivalMs, promptMs, seek, type CityMoment } from './seek';

/** How a span is played: with what is known by one time throughout, or each moment with what was known then. */
export type Knowing = 'by' | 'then';

const windowMs = 30_000;
const frameMs = 1_000;

interface Row {
  readonly slot: number;
  readonly time: number;
  readonly received: number;
  readonly value: number;
  readonly quality: number;
}

function lengthAndFrame(
  rows: readonly Row[],
  revision: number,
  seq: number,
): readonly [Uint8Array, Uint8Array] {
  const frame = encodeFrame({
    epoch: 0,
    seq,
    revision,
    value: Float64Array.from(rows, (row) => row.value),
    timeMs: Float64Array.from(rows, (row) => row.time),
    slot: Uint32Array.from(rows, (row) => row.slot),
    quality: Uint8Array.from(rows, (row) => row.quality),
  });
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, frame.length, true);
  return [length, frame];
}

function rowsOf({ values, times, qualities }: CityMoment): readonly Row[] {
  return [...times.keys()]
    .filter((slot) => !Number.isNaN(times[slot]!))
    .map((slot) => ({
      slot,
      time: times[slot]!,
      received: times[slot]!,
      value: values[slot]!,
      quality: qualities[slot]!,
    }));
}

const columns = sql`series, phenomenon_ms, received_ms, value, quality`;

/** Rows that happened in `[from, to)`: the prompt ones lie in few partitions, the late ones have an index. */
function happened(from: number, to: number, knownAt: number): RawBuilder<unknown> {
  const prompt = Math.floor(Math.min(knownAt, to + promptMs));
  return sql`select ${columns} from observations
    where phenomenon_ms >= ${from} and phenomenon_ms < ${to}
      and received_ms >= ${from - mostAheadMs} and received_ms <= ${prompt}
    union all select ${columns} from observations
    where quality & 4 <> 0 and phenomenon_ms >= ${from} and phenomenon_ms < ${to}
      and received_ms > ${prompt} and received_ms <= ${Math.floor(Math.min(knownAt, to + latestArrivalMs))}`;
}

/** Rows that had both happened and arrived for the first time in `[from, to)`. */
function becameKnown(from: number, to: number): RawBuilder<unknown> {
  return sql`select ${columns} from observations
    where quality & 4 = 0 and phenomenon_ms >= ${from - promptMs} and phenomenon_ms < ${to}
      and received_ms >= ${from - mostAheadMs} and received_ms < ${to}
      and greatest(received_ms, phenomenon_ms) >= ${from}
    union all select ${columns} from observations
    where quality & 4 <> 0 and received_ms >= ${from} and received_ms < ${to} and phenomenon_ms < ${to}`;
}

/**
 * The history of every series over a span, as `u32 byteLength` + frame, in order. The first frame holds what each slot
 * showed when the span begins. Read window by window, so that a long span never lies in memory whole. Played `then`, a
 * frame's `seq` says how many ms after `from` its rows were known; otherwise frames are numbered.
 */
export async function* replayed(
  history: ReadHistory,
  catalogue: SeriesCatalogue,
  span: Span,
  knowing: Knowing = 'by',
): AsyncGenerator<Uint8Array> {
  const { revision } = catalogue;
  const slotOf = new Map(catalogue.series.map((series, slot) => [series.id, slot]));
  const shownAt = (row: { readonly time: number; readonly received: number }) =>
    knowing === 'by' ? row.time : Math.max(row.time, row.received);
  const before = await seek(
    history,
    catalogue,
    span.from - 1,
    knowing === 'by' ? span.knownAt : Math.min(span.knownAt, span.from - 1),
  );
  yield Buffer.concat(lengthAndFrame(rowsOf(before), revision, 0));
  let frames = 1;
  for (let from = span.from; from < span.to; from += windowMs) {
    const to = Math.min(span.to, from + windowMs);
    const unwritten = history.pending(undefined, from - latestArrivalMs, to);
    const found = await history.ask((database) =>
      columnsOf(database, knowing === 'by' ? happened(from, to, span.knownAt) : becameKnown(from, to)),
    );
    const rows: Row[] = [];
    const take = (series: number, row: Omit<Row, 'slot'>) => {
      const slot = slotOf.get(series);
      const at = shownAt(row);
      if (slot !== undefined && at >= from && at < to && row.received <= span.knownAt)
        rows.push({ slot, ...row });
    };
    found.series?.forEach((series, index) => {
      const time = found.time![index]!;
      const received = found.received![index]!;
      take(series, { time, received, value: found.value![index]!, quality: found.quality![index]! });
    });
    for (const row of unwritten) {
      const { phenomenon_ms: time, received_ms: received, value, quality } = row;
      take(row.series, { time, received, value, quality });
    }
    rows.sort((one, other) => shownAt(one) - shownAt(other) || one.received - other.received);
    const parts: Uint8Array[] = [];
    for (let start = 0; start < rows.length;) {
      const second = Math.floor(shownAt(rows[start]!) / frameMs);
      let end = start;
      while (end < rows.length && Math.floor(shownAt(rows[end]!) / frameMs) === second) end += 1;
      // A frame is shown when its last row was known: never before.
      const seq = knowing === 'by' ? frames : shownAt(rows[end - 1]!) - span.from;
      parts.push(...lengthAndFrame(rows.slice(start, end), revision, seq));
      frames += 1;
      start = end;
    }
    if (parts.length > 0) yield Buffer.concat(parts);
  }
}
