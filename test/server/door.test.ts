import { describe, expect, it } from 'vitest';
import { quality } from '@/contracts/series';
import type { ObservationRow } from '@/server/database/tables';
import { createIngest } from '@/server/ingest';
import { createLatest } from '@/server/latest';
import { createRefusalBook, type RefusalReason } from '@/server/refusalBook';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const now = Date.parse('2026-03-01T08:00:00Z');
const topic = 'v1.1/Datastreams(2)/Observations';

function openDoor() {
  const latest = createLatest(catalogue);
  const book = createRefusalBook();
  const kept: ObservationRow[] = [];
  const settled: number[] = [];
  const ingest = createIngest({
    catalogue,
    latest,
    book,
    keep: (row, acknowledged) => {
      kept.push(row);
      return acknowledged ? Promise.resolve() : undefined;
    },
    settled: (series) => {
      settled.push(series);
      return Promise.resolve();
    },
    newest: () => undefined,
  });
  const send = (
    result: unknown,
    {
      statedMs = now,
      receivedMs = now,
      acknowledged = false,
      more = {},
      from = 'thermometer',
      to = topic,
    } = {},
  ) => {
    const told = { phenomenonTime: new Date(statedMs).toISOString(), result, ...more };
    const payload = Buffer.from(JSON.stringify(told));
    return ingest.take({ topic: to, payload, from, receivedMs, acknowledged });
  };
  const say = (...told: Parameters<typeof send>) => {
    void send(...told);
  };
  const clock = () => {
    const { state, offsetMs, samples } = ingest.clocks();
    return [state[0], offsetMs[0], samples[0]];
  };
  return { latest, book, kept, settled, ingest, send, say, clock };
}

describe('a message that names its unit', () => {
  it.each<[RefusalReason | undefined, object]>([
    [undefined, { unitOfMeasurement: 'Cel' }],
    [undefined, { unitOfMeasurement: '°C' }],
    [undefined, { unit: 'Cel' }],
    [undefined, { unitOfMeasurement: { symbol: '°C', name: 'degree Celsius' } }],
    [undefined, { unitOfMeasurement: {} }],
    ['unit', { unitOfMeasurement: '[degF]' }],
    ['unit', { unit: 'K' }],
    ['unit', { unitOfMeasurement: { symbol: '°F', name: 'degree Fahrenheit' } }],
    ['shape', { unitOfMeasurement: 7 }],
    ['shape', { unit: ['Cel'] }],
  ])('is told %s for %j', (reason, more) => {
    const { say, book, kept } = openDoor();
    say(20, { more });
    expect(book.byReason()).toEqual(reason === undefined ? {} : { [reason]: 1 });
    expect(kept).toHaveLength(reason === undefined ? 1 : 0);
  });
});

describe('a hostile message', () => {
  it.each([
    [
      'that means a prototype',
      `{"__proto__":{"result":20},"phenomenonTime":"${new Date(now).toISOString()}"}`,
    ],
    ['that is all brackets', '['.repeat(30_000) + ']'.repeat(30_000)],
    [
      'whose result is thirty thousand brackets',
      `{"phenomenonTime":"2026-03-01T08:00:00Z","result":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
    ],
  ])('%s is refused for its shape and changes nothing', (_, words) => {
    const { ingest, book, kept } = openDoor();
    void ingest.take({ topic, payload: Buffer.from(words), from: 'x', receivedMs: now });
    expect(book.byReason()).toEqual({ shape: 1 });
    expect(kept).toEqual([]);
    expect(({} as { result?: unknown }).result).toBeUndefined();
  });
});

describe('a reading that comes more than a minute after it happened', () => {
  it('is late also where nothing newer is known, and is still the newest', () => {
    const { say, kept, latest, ingest } = openDoor();
    say(20, { statedMs: now - 61_000 });
    say(21, { statedMs: now - 60_000 });
    expect(kept.map((row) => row.quality)).toEqual([quality.late, 0]);
    expect(latest.values[1]).toBe(21);
    expect(ingest.late()).toBe(1);
  });
});

describe('the clock of a device', () => {
  it('is ahead when three messages in a row say so, and right again with the first good one', () => {
    const { say, clock, latest } = openDoor();
    say(1, { statedMs: now - 200 });
    expect(clock()).toEqual(['ok', 200, 1]);
    for (const turn of [1, 2, 3])
      say(turn, { statedMs: now + turn * 1000 + 30_000, receivedMs: now + turn * 1000 });
    expect(clock()).toEqual(['ahead', -30_000, 4]);
    expect(latest.times[1]).toBe(now + 3_000);
    say(4, { statedMs: now + 3_900, receivedMs: now + 4_000 });
    expect(clock()).toEqual(['ok', 100, 5]);
    expect([latest.values[1], latest.times[1]]).toEqual([4, now + 3_900]);
  });

  it('is measured also by messages refused for it', () => {
    const { say, clock, book, latest } = openDoor();
    const day = 24 * 60 * 60 * 1000;
    for (const turn of [1, 2, 3]) say(turn, { statedMs: now + day, receivedMs: now + turn });
    expect(clock()).toEqual(['ahead', 3 - day, 3]);
    for (const turn of [1, 2, 3]) say(turn, { statedMs: 0, receivedMs: now + turn });
    expect(clock()[0]).toBe('behind');
    expect(book.byReason()).toEqual({ future: 3, 'too-old': 3 });
    expect(latest.times[1]).toBeNaN();
  });

  it('is not blamed for what comes again or out of order', () => {
    const { say, clock } = openDoor();
    for (const turn of [1, 2, 3, 4]) say(turn, { statedMs: now });
    for (let back = 1; back < 20; back++) say(5, { statedMs: now - back * 600_000 });
    expect(clock()).toEqual(['ok', 0, 1]);
  });
});

describe('a message whose sender waits', () => {
  it('is answered by its keeping; a copy by the keeping of all before it; a refused one at once', async () => {
    const { send, settled } = openDoor();
    await expect(send(20, { acknowledged: true })).resolves.toBeUndefined();
    expect(settled).toEqual([]);
    await expect(send(20, { acknowledged: true })).resolves.toBeUndefined();
    expect(settled).toEqual([2]);
    expect(send('warm', { acknowledged: true })).toBeUndefined();
  });

  it('may come again when it could not be kept, also of a fast clock, and is then no copy', () => {
    const { say, kept, ingest, book } = openDoor();
    say(20, { statedMs: now - 1000, acknowledged: true });
    say(21, { statedMs: now + 20_000, acknowledged: true });
    ingest.forget(kept.splice(0));
    say(20, { statedMs: now - 1000, acknowledged: true });
    say(21, { statedMs: now + 20_000, receivedMs: now + 5, acknowledged: true });
    expect(kept.map((row) => row.value)).toEqual([20, 21]);
    expect(book.total()).toBe(0);
  });

  it('is a copy also of what was kept before a restart', () => {
    const { say, kept, ingest, book } = openDoor();
    ingest.recall([{ series: 2, phenomenon_ms: now - 1000, received_ms: now - 900, value: 20, quality: 0 }]);
    say(20, { statedMs: now - 1000, acknowledged: true });
    expect(kept).toEqual([]);
    expect(book.byReason()).toEqual({ duplicate: 1 });
  });
});

describe('the book of refusals', () => {
  it('knows by device and by series what, how often, since when and how it looked', () => {
    const { say, book } = openDoor();
    say('hot', { receivedMs: now });
    say(99, { receivedMs: now + 1000 });
    say('hotter', { receivedMs: now + 2000 });
    say(1, { from: 'stranger', to: 'v1.1/Datastreams(777777)/Observations' });
    expect(book.byDevice().map(({ key, count }) => [key, count])).toEqual([
      ['stranger', 1],
      ['thermometer', 3],
    ]);
    const [series] = book.bySeries();
    expect(book.bySeries()).toHaveLength(1);
    expect(series).toMatchObject({
      key: 2,
      count: 3,
      reasons: {
        shape: { count: 2, first: now, last: now + 2000 },
        'out-of-range': { count: 1, first: now + 1000, last: now + 1000 },
      },
    });
    expect(series?.latest.sample).toContain('hotter');
    expect(book.latestOf('out-of-range')?.sample).toContain('99');
    expect(book.latestOf('future')).toBeUndefined();
  });

  it('stays small whatever names are made up', () => {
    const book = createRefusalBook();
    const long = 'x'.repeat(100_000);
    for (let turn = 0; turn < 10_000; turn++) {
      const from = `${String(turn)}${long}`;
      book.refuse('topic', { topic: from, payload: Buffer.from(from), from, receivedMs: now }, turn);
    }
    expect(book.total()).toBe(10_000);
    expect(book.byDevice()).toHaveLength(4_096);
    expect(book.bySeries()).toHaveLength(4_096);
    expect(JSON.stringify(book.byDevice()).length).toBeLessThan(4_096 * 1_000);
  });
});
