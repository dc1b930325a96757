import { describe, expect, it, vi } from 'vitest';
import { encodeFrame } from '@/contracts/live';
import { traceSign } from '@/domain/signs';
import { signTextOf } from '@/domain/signTexts';
import { signDefinitions } from '@/domain/definitions';
import { askSession, createServedCity, observer } from '@/feeds/cityClient';
import { createStaticCity } from '@/feeds/staticClient';
import { depthAlarm, operator, operatorCard } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { createFakeServer, json, problemOf, type Answer } from '../support/fakeServer';
import { fakeBridge, fakeFleet } from '../support/fakeFleet';
import { frameOf } from '../support/fakeSocket';
import { planOf } from '../support/signTable';

const base = new URL('http://city.test/');
const live = { mode: 'live', at: monday, knownAt: monday } as const;
const past = { mode: 'replay', at: monday - 60_000, knownAt: monday } as const;
const servedBy = (answers: Readonly<Record<string, Answer>>) => {
  const server = createFakeServer(answers);
  const city = createServedCity({ base, fetch: server.fetch, newKey: () => 'key-1', language: () => 'en' });
  return { ...server, ...city };
};

describe('questions to our server', () => {
  it('name their time in a replay and leave it to the server’s now when live', async () => {
    const { plan, table } = planOf(signDefinitions[0]!, []);
    const trace = traceSign(plan, table, live, signTextOf('river-stage'));
    const { query, asked } = servedBy({ 'GET /api/indicators/river-stage/why': () => json(trace) });
    expect(await query.why('river-stage', live)).toEqual(trace);
    await query.why('river-stage', past);
    expect(asked[0]?.query).toEqual({});
    expect(asked[1]?.query).toEqual({ at: '2026-03-02T01:59:00.000Z', knownAt: '2026-03-02T02:00:00.000Z' });
  });

  it('ask in the person’s language', async () => {
    const { query, asked } = servedBy({ 'GET /api/series': () => json(fakeFleet) });
    await query.catalogue();
    expect(asked[0]?.headers.get('accept-language')).toBe('en');
  });

  it('read a register once however many layers want it, and again after a failure', async () => {
    let failing = true;
    const { query, asked } = servedBy({
      'GET /tiles/registers/bridges.json': () => (failing ? problemOf(503, 'not yet') : json([fakeBridge])),
    });
    await expect(query.bridges()).rejects.toThrow('not yet');
    failing = false;
    expect(await query.bridges()).toEqual([fakeBridge]);
    await query.bridges();
    expect(asked).toHaveLength(2);
  });

  it('refuse what is not of the contract’s shape instead of showing it', async () => {
    const { query } = servedBy({ 'GET /api/series': () => json({ revision: 'one' }) });
    await expect(query.catalogue()).rejects.toThrow('/api/series');
  });

  it('command with the alarm’s version and a key, and tell a refusal in words', async () => {
    const { query, asked } = servedBy({
      'POST /api/alarms/water-depth-3-1/acknowledge': () =>
        json({ ...depthAlarm, handling: 'acknowledged', seq: 2 }),
      'POST /api/alarms/water-depth-3-1/close': () => problemOf(409, 'The condition has not returned'),
    });
    expect(await query.acknowledge(depthAlarm, '已派人')).toMatchObject({ ok: true, value: { seq: 2 } });
    expect(asked[0]).toMatchObject({ body: { comment: '已派人' } });
    expect(asked[0]?.headers.get('if-match')).toBe('"1"');
    expect(asked[0]?.headers.get('idempotency-key')).toBe('key-1');
    expect(await query.closeAlarm(depthAlarm, '')).toEqual({
      ok: false,
      status: 409,
      detail: 'The condition has not returned',
    });
  });

  it('say of an unreachable server that it is unreachable', async () => {
    const city = createServedCity({
      base,
      fetch: () => Promise.reject(new TypeError('no route')),
      newKey: () => '',
      language: () => 'zh',
    });
    expect(await city.query.record('b1', live)).toEqual({ ok: false, status: 0, detail: 'no route' });
  });

  it('read the masked card as it comes', async () => {
    const { query } = servedBy({ 'GET /api/records/buildings/b1': () => json(operatorCard) });
    expect(await query.record('b1', live)).toEqual({ ok: true, value: operatorCard });
  });

  it('read the replay’s frames in order, and refuse a cut one', async () => {
    const frame = encodeFrame(frameOf(1, [3, 4, monday]));
    const bytes = new Uint8Array(4 + frame.length);
    new DataView(bytes.buffer).setUint32(0, frame.length, true);
    bytes.set(frame, 4);
    let length = bytes.length;
    const { replay, asked } = servedBy({ 'GET /api/replay': () => new Response(bytes.slice(0, length)) });
    const { signal } = new AbortController();
    expect([...(await replay(1.5, 2.5, 7, signal)).slot]).toEqual([3]);
    expect([...(await replay(1.5, 2.5, 'then', signal)).shownMs]).toEqual([2]);
    expect([...(await replay(1.5, 2.5, 'now', signal)).shownMs]).toEqual([monday]);
    expect(asked.map(({ query }) => query)).toEqual([
      { from: '1', to: '3', knownAt: '7' },
      { from: '1', to: '3', known: 'then' },
      { from: '1', to: '3' },
    ]);
    length -= 1;
    await expect(replay(1, 2, 'now', signal)).rejects.toThrow('replay');
  });

  it('take the day’s pictures one by one as they come, however the answer is cut, and refuse a stump', async () => {
    const frames = [1, 2, 3].map((seq) => encodeFrame({ ...frameOf(1, [seq, 4, monday]), seq }));
    const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + 4 + frame.length, 0));
    let place = 0;
    for (const frame of frames) {
      new DataView(bytes.buffer).setUint32(place, frame.length, true);
      bytes.set(frame, place + 4);
      place += 4 + frame.length;
    }
    let length = bytes.length;
    const { overview, asked } = servedBy({
      'GET /api/timeline/frames': () =>
        new Response(
          new ReadableStream({
            start: (stream) => {
              for (let at = 0; at < length; at += 7)
                stream.enqueue(bytes.slice(at, Math.min(length, at + 7)));
              stream.close();
            },
          }),
        ),
    });
    const told: number[] = [];
    const { signal } = new AbortController();
    await overview(0, 9, 900_000, ({ seq }) => told.push(seq), signal);
    expect(told).toEqual([1, 2, 3]);
    expect(asked[0]?.query).toEqual({ from: '0', to: '9', step: '900' });
    length -= 1;
    await expect(overview(0, 9, 900_000, () => undefined, signal)).rejects.toThrow('cut');
  });
});

describe('who is there', () => {
  it.each([
    ['our server, nobody signed in', () => json(observer), observer],
    ['our server, an operator', () => json(operator), operator],
    ['our server in trouble', () => problemOf(500, 'oops'), observer],
    ['any web server', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), undefined],
  ] as const)('%s', async (_, answer, expected) => {
    const { fetch } = createFakeServer({ 'GET /api/session': answer });
    expect(await askSession(fetch, base)).toEqual(expected);
  });

  it('nobody at all', async () => {
    expect(await askSession(() => Promise.reject(new Error('offline')), base)).toBeUndefined();
  });
});

describe('静态演示', () => {
  const { fetch, asked } = createFakeServer({
    'GET /sub/tiles/registers/series.json': () => json(fakeFleet),
  });
  const switched = vi.fn();
  const { query, replay, glance } = createStaticCity(
    fetch,
    new URL('http://host.test/sub/'),
    ({ zh }) => zh,
    () => monday,
    switched,
  );

  it('stands on the registers beside the page and asks nothing else', async () => {
    expect((await query.catalogue()).series).toHaveLength(fakeFleet.series.length);
    expect(asked.map(({ path }) => path)).toEqual(['/sub/tiles/registers/series.json']);
  });

  it('plays another scenario for anyone who asks, from then on in its past too', async () => {
    expect(await query.playedScenario()).toMatchObject({ ok: true, value: { since: null, refused: null } });
    await query.playScenario('weekday');
    expect(switched).not.toHaveBeenCalled();
    const answer = await query.playScenario('high-water');
    expect(answer).toMatchObject({ ok: true, value: { scenario: 'high-water', since: monday } });
    expect(switched).toHaveBeenCalledExactlyOnceWith('high-water');
    const stage = async () =>
      (await query.observations({ series: 1, from: monday - 60_000, to: monday, px: 10, time: live }))
        .last[0]!;
    const glanced = () => {
      const rows = glance(monday);
      return rows?.value[rows.slot.indexOf(0)];
    };
    expect(await stage()).toBeGreaterThan(27);
    expect(glanced()).toBeGreaterThan(27);
    await query.playScenario('weekday');
    expect(await stage()).toBeLessThan(25);
    expect(glanced()).toBeLessThan(25);
  });

  it('explains a sign from the simulated city itself', async () => {
    const trace = await query.why('bridge-speed', live);
    expect(trace.reading.value).not.toBeNull();
    expect(trace.inputs).toHaveLength(2);
    await expect(query.why('no-such-sign', live)).rejects.toThrow('no-such-sign');
  });

  it('draws a history no wider than asked, and never of the future', async () => {
    const history = await query.observations({
      series: 1,
      from: monday - 900_000,
      to: monday + 900_000,
      px: 10,
      time: live,
    });
    expect(history.t.length).toBeLessThanOrEqual(10);
    expect(history.t.length).toBeGreaterThan(3);
    expect(Math.max(...history.t)).toBeLessThanOrEqual(monday);
    history.t.forEach((_, index) => {
      expect(history.min[index]).toBeLessThanOrEqual(history.last[index]!);
      expect(history.max[index]).toBeGreaterThanOrEqual(history.last[index]!);
    });
    expect(
      (await query.observations({ series: 2, from: monday - 900_000, to: monday, px: 10, time: live })).t,
    ).toEqual([]);
  });

  it('replays, led by the last word of each series', async () => {
    const rows = await replay(monday - 60_000, monday);
    expect(rows.timeMs.filter((at) => at <= monday - 60_000).length).toBeGreaterThan(1_900);
  });

  it('has no records and no commands, and says why', async () => {
    for (const answer of [
      await query.record('b1', live),
      await query.acknowledge(depthAlarm, ''),
      await query.closeAlarm(depthAlarm, ''),
      await query.signIn('operator', 'demo'),
    ]) {
      expect(answer).toMatchObject({ ok: false, status: 503 });
      expect(answer.ok ? '' : answer.detail).toContain('静态演示');
    }
  });
});
