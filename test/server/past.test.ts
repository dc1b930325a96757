import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, type ReadingsFrame } from '@/contracts/live';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { writeKeyframe, thinKeyframes, firstKeyframe } from '@/server/keyframes';
import { overviewFrames } from '@/server/overview';
import { addCounts, countReading, readCounts, type MinuteCounts } from '@/server/readingCounts';
import { decimated, lastBefore, type KeptReading, type ReadHistory } from '@/server/readings';
import { replayed, type Knowing } from '@/server/replayed';
import { seek, type CityMoment } from '@/server/seek';
import { openEmbedded, openPostgres, postgresPrograms, type OpenDatabase } from './databases';
import { smallCatalogue } from './fixture';
import { lastWords, makePast, seeded, writePast, type LastWord } from './pastOf';

const catalogue = smallCatalogue();
const hour = 3_600_000;
const minute = 60_000;
const from = Math.floor(Date.now() / hour) * hour - 12 * hour;
const length = 6 * hour;
const random = seeded(20_251_124);
const spoken = catalogue.series.slice(0, 8).map(({ id }) => id);
const rows = makePast({ random, from, lengthMs: length, series: spoken, rows: 3_000 });
/** The last arrivals have not been written yet. */
const written = rows.slice(0, -40);
const unwritten = rows.slice(-40);
const slotOf = new Map(catalogue.series.map(({ id }, slot) => [id, slot]));

function frameOf(words: ReadonlyMap<number, LastWord>): Uint8Array {
  const told = [...words];
  return encodeFrame({
    epoch: 0,
    seq: 0,
    revision: catalogue.revision,
    value: Float64Array.from(told, ([, { value }]) => value),
    timeMs: Float64Array.from(told, ([, { time }]) => time),
    slot: Uint32Array.from(told, ([one]) => slotOf.get(one)!),
    quality: Uint8Array.from(told, ([, { quality }]) => quality),
  });
}

const wordsOf = (moment: CityMoment): ReadonlyMap<number, LastWord> =>
  new Map(
    catalogue.series.flatMap(({ id }, slot) =>
      Number.isNaN(moment.times[slot]!)
        ? []
        : [
            [
              id,
              { time: moment.times[slot]!, value: moment.values[slot]!, quality: moment.qualities[slot]! },
            ],
          ],
    ),
  );
const inOrder = (words: ReadonlyMap<number, LastWord>) => [...words].sort(([one], [other]) => one - other);

async function framesOf(parts: AsyncIterable<Uint8Array>): Promise<readonly ReadingsFrame[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of parts) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const found: ReadingsFrame[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32LE(at);
    const frame = decodeFrame(Uint8Array.from(bytes.subarray(at + 4, at + 4 + size)).buffer);
    if (frame === undefined) throw new Error('a broken frame');
    found.push(frame);
    at += 4 + size;
  }
  return found;
}

const engines: readonly (readonly [string, (() => Promise<OpenDatabase>) | undefined])[] = [
  ['the embedded database', openEmbedded],
  ['PostgreSQL', postgresPrograms === undefined ? undefined : () => openPostgres(postgresPrograms ?? '')],
];

describe.each(engines)('the past in %s', (_, open) => {
  it.skipIf(open !== undefined)('is not tested: PostgreSQL is not installed here', () => undefined);
  if (open === undefined) return;

  let kept: OpenDatabase;
  const history: ReadHistory = {
    ask: (question) => question(kept.database),
    pending: (series, since, to) =>
      unwritten.filter(
        (row) =>
          (series === undefined || row.series === series) &&
          row.phenomenon_ms >= since &&
          row.phenomenon_ms <= to,
      ),
  };
  const moments = Array.from({ length: 60 }, () => {
    const at = Math.floor(from - minute + random() * (length + hour));
    const knownAt = random() < 0.4 ? from + 2 * length : Math.floor(at + (random() - 0.3) * 3 * hour);
    return { at, knownAt };
  });

  beforeAll(async () => {
    kept = await open();
    await sql`create table observations_test partition of observations default`.execute(kept.database);
    await writePast(kept.database, written);
    for (let at = from; at < from + length; at += 5 * minute) {
      if (random() < 0.15) continue;
      await writeKeyframe(kept.database, at, catalogue.revision, frameOf(lastWords(rows, Infinity, at)));
    }
    // A keyframe of a fleet that is no more says nothing about today's slots.
    const other = frameOf(new Map([[spoken[0]!, { time: from, value: -1, quality: 0 }]]));
    await writeKeyframe(kept.database, from + 17 * minute, catalogue.revision + 1, other);
  });
  afterAll(() => kept.close());

  it('is found through keyframes exactly as by looking at every row, whatever was known', async () => {
    for (const { at, knownAt } of moments) {
      const found = wordsOf(await seek(history, catalogue, at, knownAt));
      expect([at - from, knownAt - from, ...inOrder(found)]).toEqual([
        at - from,
        knownAt - from,
        ...inOrder(lastWords(rows, at, knownAt)),
      ]);
    }
  });

  it('is found without any keyframe as well', async () => {
    const before = from - minute;
    expect(wordsOf(await seek(history, catalogue, before, from + length)).size).toBe(
      lastWords(rows, before, from + length).size,
    );
    const asked = await lastBefore(kept.database, catalogue, from + hour, from + 2 * hour);
    const words = lastWords(written, from + hour, from + 2 * hour);
    expect(asked.map(({ series, value }) => [series, value])).toEqual(
      inOrder(words).map(([series, { value }]) => [series, value]),
    );
  });

  it.each(['by', 'then'] satisfies Knowing[])(
    'is played (known %s) so that each moment shows what the same seek would',
    async (knowing) => {
      const start = from + 2 * hour;
      const span = { from: start, to: start + 10 * minute, knownAt: start + 3 * hour };
      const [lead, ...rest] = await framesOf(replayed(history, catalogue, span, knowing));
      const table = createTelemetryTable(
        catalogue.series.map(({ intervalS }) => intervalS),
        catalogue.revision,
      );
      table.write(lead!);
      let next = 0;
      const shownAt = (frame: ReadingsFrame) =>
        knowing === 'then' ? start + frame.seq : Math.max(...frame.timeMs);
      for (let at = start + 999; at < span.to; at += 1_000) {
        for (; next < rest.length && shownAt(rest[next]!) <= at; next += 1) table.write(rest[next]!);
        const shown = wordsOf({ ...table });
        const known = knowing === 'then' ? at : span.knownAt;
        expect(inOrder(shown).map(([one, { time }]) => [one, time])).toEqual(
          inOrder(lastWords(rows, at, known)).map(([one, { time }]) => [one, time]),
        );
      }
      expect(next).toBe(rest.length);
      expect(rest.length).toBeGreaterThan(10);
    },
  );

  it('is thinned to the pixels without losing least, greatest or last, means and unwritten rows included', async () => {
    for (const px of [1, 7, 96, 4_000]) {
      for (const knownAt of [from + 2 * hour, from + 2 * length]) {
        const span = { from: from + 10 * minute, to: from + length, knownAt };
        const told = await decimated(history, spoken[1]!, span, px);
        const width = (span.to - span.from) / px;
        const parts = new Map<number, KeptReading[]>();
        for (const row of rows) {
          if (row.series !== spoken[1] || row.received_ms > knownAt) continue;
          if (row.phenomenon_ms < span.from || row.phenomenon_ms >= span.to) continue;
          const part = Math.floor((row.phenomenon_ms - span.from) / width);
          parts.set(part, [...(parts.get(part) ?? []), row]);
        }
        const wanted = [...parts.entries()]
          .sort(([one], [other]) => one - other)
          .map(([, held]) => {
            const last = held.reduce((best, row) => (row.phenomenon_ms >= best.phenomenon_ms ? row : best));
            return {
              t: last.phenomenon_ms,
              min: Math.min(...held.map((row) => row.low ?? row.value)),
              max: Math.max(...held.map((row) => row.high ?? row.value)),
              last: last.last ?? last.value,
              flags: held.reduce((flags, row) => flags | (row.quality & ~0x30), 0),
              resolution: Math.max(...held.map((row) => row.quality & 0x30)),
            };
          });
        expect(told.t).toEqual(wanted.map(({ t }) => t));
        expect(told.min).toEqual(wanted.map(({ min }) => min));
        expect(told.max).toEqual(wanted.map(({ max }) => max));
        expect(told.last).toEqual(wanted.map(({ last }) => last));
        expect(told.quality).toEqual(wanted.map(({ flags, resolution }) => flags | resolution));
        expect(told.t.length).toBeLessThanOrEqual(px);
      }
    }
  });

  it('is seen at a glance as it was known then, one picture a step', async () => {
    const span = { from: from + 30 * minute, to: from + 2 * hour };
    const frames = await framesOf(overviewFrames(history, catalogue, span.from, span.to, 15 * minute));
    expect(frames.length).toBeGreaterThanOrEqual(6);
    expect(frames.length).toBeLessThanOrEqual(7);
    for (const frame of frames) {
      const at = span.from + frame.seq;
      const shown = [...frame.slot].map((slot, row) => [catalogue.series[slot]!.id, frame.timeMs[row]!]);
      expect(shown.sort(([one], [other]) => one! - other!)).toEqual(
        inOrder(lastWords(rows, Infinity, at)).map(([one, { time }]) => [one, time]),
      );
    }
  });

  it('counts what happened in each minute, and what of it came late, and adds to what was counted', async () => {
    const counts: MinuteCounts = new Map();
    for (const row of rows) countReading(counts, row.phenomenon_ms, row.quality);
    const half = new Map([...counts].filter(([at]) => at < from + hour));
    const rest = new Map([...counts].filter(([at]) => at >= from + hour));
    await addCounts(kept.database, half);
    await addCounts(kept.database, half);
    const told = await readCounts(kept.database, rest, from, from + length, 6);
    const happened = (part: number, late: boolean) =>
      rows.filter(
        (row) => Math.floor((row.phenomenon_ms - from) / hour) === part && (!late || (row.quality & 4) !== 0),
      ).length;
    expect(told.readings).toEqual(
      [0, 1, 2, 3, 4, 5].map((part) => happened(part, false) * (part === 0 ? 2 : 1)),
    );
    expect(told.late).toEqual([0, 1, 2, 3, 4, 5].map((part) => happened(part, true) * (part === 0 ? 2 : 1)));
  });

  it('keeps every keyframe of a day, one a quarter of an hour before it, and none beyond its time', async () => {
    const now = from + 30 * hour;
    const before = await kept.database.selectFrom('keyframes').select('at_ms').execute();
    await thinKeyframes(kept.database, now, 40 * hour);
    const left = await kept.database.selectFrom('keyframes').select('at_ms').orderBy('at_ms').execute();
    const times = left.map(({ at_ms }) => Number(at_ms));
    const old = times.filter((at) => at < now - 24 * hour);
    const quarters = new Set(
      before
        .map(({ at_ms }) => Number(at_ms))
        .filter((at) => at < now - 24 * hour)
        .map((at) => Math.floor(at / (15 * minute))),
    );
    expect(old.map((at) => Math.floor(at / (15 * minute)))).toEqual([...quarters].sort((a, b) => a - b));
    await thinKeyframes(kept.database, now, 25 * hour);
    expect(await firstKeyframe(kept.database, catalogue.revision)).toBeGreaterThanOrEqual(now - 25 * hour);
  });
});
