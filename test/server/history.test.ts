import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame, type ReadingsFrame } from '@/contracts/live';
import type { AlarmEvent } from '@/contracts/alarm';
import { quality } from '@/contracts/series';
import type { Engine } from '@/server/database/engine';
import type { Keeping } from '@/server/database/retention';
import { migrate } from '@/server/database/open';
import type { ObservationRow } from '@/server/database/tables';
import { createHistory, type History } from '@/server/history';
import { openLog } from '@/server/numberedLog';
import { createReadiness } from '@/server/readiness';
import { decimated, lastBefore } from '@/server/readings';
import { replayed } from '@/server/replayed';
import { until } from './city';
import { engines, openEmbedded, type OpenDatabase } from './databases';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const quiet = () => undefined;
const everyReading: Keeping = { samplingSeconds: 0, rawDays: 7, coarseMinutes: 15, coarseDays: 400 };
const openHistory = (readiness = createReadiness(), keeping = everyReading): History =>
  createHistory({ readiness, keeping, report: quiet });
const row = (
  series: number,
  ms: number,
  value: number,
  more: Partial<ObservationRow> = {},
): ObservationRow => ({
  series,
  phenomenon_ms: ms,
  received_ms: ms,
  value,
  quality: 0,
  ...more,
});

/** A minute from now back; whole seconds, so that frames are easy to count. */
const start = Math.floor(Date.now() / 1000) * 1000 - 60_000;

const frames = async (parts: AsyncIterable<Uint8Array>): Promise<readonly ReadingsFrame[]> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of parts) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const found: ReadingsFrame[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const frame = decodeFrame(new Uint8Array(bytes.subarray(at + 4, at + 4 + length)).buffer);
    if (frame === undefined) throw new Error('a broken frame');
    found.push(frame);
    at += 4 + length;
  }
  return found;
};

describe.each(engines)('history in %s', (_, open) => {
  it.skipIf(open !== undefined)('is not tested: PostgreSQL is not installed here', quiet);
  if (open === undefined) return;

  let kept: OpenDatabase;
  const history = openHistory();
  const ask = history.ask;
  beforeAll(async () => {
    kept = await open();
    await history.attach(kept.database, true);
    for (let second = 0; second < 40; second++) {
      history.keep(row(1, start + second * 1000, 16 + second / 100));
      if (second % 4 === 0) history.keep(row(2, start + second * 1000 + 500, second));
    }
    // Happened at second 10, was known only at second 50.
    history.keep(row(2, start + 10_000, 99, { received_ms: start + 50_000, quality: quality.late }));
    await until(() => history.written() === 51);
  });
  afterAll(async () => {
    await history.close();
    await kept.close();
  });

  it('answers what was sent, at most `px` points, no peak lost', async () => {
    const span = { from: start, to: start + 40_000, knownAt: Date.now() };
    const fine = await decimated(history, 1, span, 4000);
    expect(fine.t).toEqual(Array.from({ length: 40 }, (_, second) => start + second * 1000));
    expect(fine.last[39]).toBeCloseTo(16.39);
    const coarse = await decimated(history, 2, span, 4);
    expect(coarse.t).toHaveLength(4);
    expect(Math.max(...coarse.max)).toBe(99);
    expect(coarse.quality[1]).toBe(quality.late);
  });

  it('knows what was known when', async () => {
    const then = { from: start, to: start + 40_000, knownAt: start + 45_000 };
    const seen = await decimated(history, 2, then, 4);
    expect(Math.max(...seen.max)).toBe(36);
    const last = await ask((database) => lastBefore(database, catalogue, start + 11_000, start + 45_000));
    expect(last.map(({ series, value }) => [series, value])).toEqual([
      [1, 16.11],
      [2, 8],
    ]);
    const later = await ask((database) => lastBefore(database, catalogue, start + 11_000, Date.now()));
    expect(later.find(({ series }) => series === 2)?.value).toBe(99);
  });

  it('replays what was sent, in order, led by what stood before', async () => {
    const span = { from: start + 20_000, to: start + 40_000, knownAt: Date.now() };
    const [first, ...rest] = await frames(replayed(history, catalogue, span));
    expect([...(first?.slot ?? [])].sort()).toEqual([0, 1]);
    expect(Math.max(...(first?.timeMs ?? []))).toBeLessThan(span.from);
    expect(rest).toHaveLength(20);
    const told = rest.flatMap((frame) =>
      [...frame.slot].map((slot, at) => [frame.timeMs[at]!, slot, frame.value[at]!]),
    );
    expect(told.map(([time]) => time)).toEqual(told.map(([time]) => time).sort((a, b) => a! - b!));
    expect(told.filter(([, slot]) => slot === 0)).toEqual(
      Array.from({ length: 20 }, (_, turn) => [start + (20 + turn) * 1000, 0, 16 + (20 + turn) / 100]),
    );
  });

  it('numbers a log without gaps, whoever writes, and never changes an entry', async () => {
    const log = openLog<Partial<AlarmEvent>>(kept.database, 'test');
    for (const alarm of ['a', 'b', 'c']) await log.append({ alarm }, 1);
    expect((await log.after(1, 10)).map(({ seq, body }) => [seq, body.alarm])).toEqual([
      [2, 'b'],
      [3, 'c'],
    ]);
    await expect(sql`update log_entries set known_ms = 0`.execute(kept.database)).rejects.toThrow(
      'never changed',
    );
    await expect(sql`delete from log_entries`.execute(kept.database)).rejects.toThrow('never changed');
  });

  it('keeps a command and its answer together or not at all', async () => {
    const log = openLog<Partial<AlarmEvent>>(kept.database, 'commands');
    const key = { person: 'operator', key: 'k', request: 'close a' };
    const answer = (seq: number) => ({ seq });
    await log.append({ alarm: 'a' }, 1, { key, answer });
    await expect(log.append({ alarm: 'a' }, 1, { key, answer })).rejects.toThrow();
    expect(await log.after(0, 10)).toHaveLength(1);
    expect(await log.answered(key)).toEqual({ request: 'close a', answer: { seq: 1 } });
  });

  it('is brought up to date twice without harm', async () => {
    await migrate(kept.database);
  });
});

describe('a history that is away', () => {
  /** An engine that can be told to fail or to hang. */
  async function faulty() {
    let fault: 'none' | 'fails' | 'hangs' = 'none';
    const hanging: (() => void)[] = [];
    const opened = await openEmbedded((engine): Engine => ({
      ...engine,
      query: (text, parameters) => {
        if (fault === 'fails') return Promise.reject(new Error('disk full'));
        if (fault === 'hangs') {
          return new Promise((resolve, reject) => {
            hanging.push(() => {
              engine.query(text, parameters).then(resolve, reject);
            });
          });
        }
        return engine.query(text, parameters);
      },
    }));
    return {
      ...opened,
      set: (next: typeof fault) => {
        fault = next;
        for (const go of hanging.splice(0)) go();
      },
    };
  }

  it('is said so, readings wait in order, and are written when it is back', async () => {
    const readiness = createReadiness();
    const history = openHistory(readiness);
    const city = await faulty();
    await history.attach(city.database, true);
    city.set('fails');
    for (let turn = 0; turn < 2_500; turn++) history.keep(row(1, start + turn, turn));
    await until(() => readiness.get('history').state === 'failed');
    expect(readiness.get('history').detail).toContain('2500 wait');
    await expect(decimated(history, 1, { from: 0, to: 1, knownAt: 1 }, 1)).rejects.toMatchObject({
      status: 503,
    });
    city.set('none');
    await until(() => history.written() === 2_500);
    expect(readiness.get('history').state).toBe('ready');
    expect(history.shed()).toBe(0);
    await history.close();
    await city.close();
  });

  it('sheds the oldest readings first when it stays away, and counts them', async () => {
    const history = openHistory();
    for (let turn = 0; turn < 125_000; turn++) history.keep(row(1, start + turn, turn));
    expect(history.waiting()).toBeLessThanOrEqual(120_000);
    expect(history.waiting() + history.shed()).toBe(125_000);
    const city = await openEmbedded();
    await history.attach(city.database, true);
    await until(() => history.waiting() === 0);
    const left = await sql<{ least: number; n: number }>`select min(value) as least, count(*)::int as n
      from observations`.execute(city.database);
    expect(left.rows[0]).toEqual({ least: history.shed(), n: 125_000 - history.shed() });
    await history.close();
    await city.close();
  });

  it('that is only slow is said so too; no question waits for ever, and nothing is lost', async () => {
    const readiness = createReadiness();
    const history = openHistory(readiness);
    const city = await faulty();
    await history.attach(city.database, true);
    city.set('hangs');
    history.keep(row(1, start, 1));
    await expect(history.ask((database) => sql`select 1`.execute(database))).rejects.toMatchObject({
      status: 503,
      message: 'The history does not answer in time.',
    });
    await until(() => readiness.get('history').state === 'failed');
    city.set('none');
    await until(() => readiness.get('history').state === 'ready');
    expect([history.written(), history.waiting()]).toEqual([1, 0]);
    await history.close();
    await city.close();
  });
});
