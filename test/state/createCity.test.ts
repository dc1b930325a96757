import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmEvent } from '@/contracts/alarm';
import { encodeFrame } from '@/contracts/live';
import { observer } from '@/feeds/cityClient';
import { createSimulatedCityFeed, type SimulatedOrder } from '@/feeds/simulatedCityFeed';
import { createSimulateWindow } from '@/domain/simulatedWindow';
import type { City } from '@/state/city';
import { createCity, type World } from '@/state/createCity';
import { detectCity } from '@/state/detectCity';
import { depthAlarm, operator, smallCatalogue } from '../support/fakeCity';
import { createFakeClock, monday, settled } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';
import { createFakeServer, json, type Answer } from '../support/fakeServer';
import { createFakeSockets, frameOf } from '../support/fakeSocket';

const minute = 60_000;
const raised: AlarmEvent = {
  kind: 'raised',
  alarm: depthAlarm.id,
  at: monday - 2 * minute,
  known: monday - 2 * minute + 500,
  rule: 'water-depth',
  severity: 'warning',
  title: depthAlarm.title,
  place: depthAlarm.place,
  district: depthAlarm.district,
  evidence: depthAlarm.evidence,
};
const acknowledged: AlarmEvent = {
  kind: 'acknowledged',
  alarm: depthAlarm.id,
  at: monday - minute,
  known: monday - minute,
  by: 'operator',
  comment: '已派人',
};

/** What the server remembers of the river: a stage that tells its own minute. */
const pastFrames = (from: number, to: number): Response => {
  const rows: [number, number, number][] = [];
  for (let at = Math.ceil(from / 30_000) * 30_000 - 30_000; at < to; at += 30_000)
    rows.push([0, 20 + (at - monday) / (10 * minute), at]);
  const frame = encodeFrame(frameOf(smallCatalogue.revision, ...rows));
  const bytes = new Uint8Array(4 + frame.length);
  new DataView(bytes.buffer).setUint32(0, frame.length, true);
  bytes.set(frame, 4);
  return new Response(bytes);
};

function setting(answers: Readonly<Record<string, Answer>> = {}) {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const log = [
    { seq: 1, body: raised },
    { seq: 2, body: acknowledged },
  ];
  const server = createFakeServer({
    'GET /api/series': () => json(smallCatalogue),
    'GET /api/alarms': ({ query }) =>
      json({ items: log.filter(({ seq }) => seq > Number(query['after'])), next: null }),
    'GET /api/replay': ({ query }) => pastFrames(Number(query['from']), Number(query['to'])),
    'POST /api/alarms/water-depth-3-1/acknowledge': () =>
      json({ ...depthAlarm, handling: 'acknowledged', seq: 3 }),
    'POST /api/session': () => json(operator),
    'DELETE /api/session': () => json(observer),
    'GET /api/session': () => json({ ...observer, demo: ['operator'] }),
    ...answers,
  });
  const urls: URL[] = [];
  const terminate = vi.fn();
  const world: World = {
    base: new URL('https://city.test/'),
    fetch: server.fetch,
    openSocket: (url, listener) => {
      urls.push(url);
      return sockets.connect(listener);
    },
    spawnSimulation: () => {
      let tell: (data: unknown) => void = () => undefined;
      let running: { readonly destroy: () => void } | undefined;
      return {
        listen: (message) => {
          tell = message;
        },
        post: (order: SimulatedOrder) => {
          running = createSimulatedCityFeed(order, clock, (message) => tell(message));
        },
        terminate: () => {
          running?.destroy();
          terminate();
        },
      };
    },
    clock,
    random: () => 0.5,
    newKey: () => 'key',
    storage: undefined,
  };
  return { clock, sockets, server, urls, world, terminate };
}

describe('a served city', () => {
  let place: ReturnType<typeof setting>;
  let city: City;
  const greet = (): void => {
    place.sockets.newest().open();
    place.sockets.newest().say({
      type: 'hello',
      epoch: 1,
      seq: { alarms: 2 },
      revision: smallCatalogue.revision,
      time: place.clock.now(),
    });
  };
  const hear = (slot: number, value: number): void =>
    place.sockets.newest().sendFrame(frameOf(smallCatalogue.revision, [slot, value, place.clock.now()]));
  const river = () => city.signs.getState().readings['river-stage'];

  beforeEach(async () => {
    place = setting();
    city = createCity(place.world, { session: observer });
    await settled();
    greet();
    await settled();
  });
  afterEach(() => city.destroy());

  it('reads the catalogue, opens the socket beside the page and follows the alarm log', () => {
    expect(place.urls.map(String)).toEqual(['wss://city.test/api/live']);
    expect(city.catalogue.getState().catalogue?.series).toHaveLength(6);
    expect(city.alarms.getState()).toMatchObject({ seq: 2, gap: undefined });
    expect(city.alarms.getState().alarms[0]).toMatchObject({ handling: 'acknowledged' });
  });

  it('shows what it hears: on the table at once, in the signs at the next beat, in its health each second', () => {
    hear(0, 26);
    expect(city.telemetry().values[0]).toBe(26);
    expect(river()).toBeUndefined();
    place.clock.advance(250);
    expect(river()).toMatchObject({ value: 26, state: 'attention' });
    place.clock.advance(1_000);
    expect(city.health.getState()).toMatchObject({ state: 'live', fresh: 1, total: 6, dropped: 0 });
  });

  it('keeps a state by its hysteresis from beat to beat', () => {
    hear(0, 25.01);
    place.clock.advance(1_000);
    hear(0, 24.97);
    place.clock.advance(1_000);
    expect(river()).toMatchObject({ value: 24.97, state: 'attention' });
  });

  it('says within seconds that the readings are old: on the table, in the sign and in its health', () => {
    hear(0, 20);
    hear(2, 1);
    place.clock.advance(22_000);
    expect(city.telemetry().states[2]).toBe(2);
    place.clock.advance(40_000);
    expect(river()?.state).toBe('stale');
    expect(city.health.getState()).toMatchObject({ state: 'lost', fresh: 0 });
  });

  it('wakes nobody when nothing changes', () => {
    hear(0, 20);
    place.clock.advance(2_000);
    const beats = city.pulse.beat();
    place.clock.advance(5_000);
    expect(city.pulse.beat()).toBe(beats);
  });

  it('replays the same table from the past, while the present goes on unseen', async () => {
    hear(0, 26);
    place.clock.advance(500);
    city.time.getState().replayAt(monday - 5 * minute);
    await settled();
    place.clock.advance(250);
    expect(city.telemetry().values[0]).toBe(19.5);
    expect(river()).toMatchObject({ state: 'normal', value: 19.5 });
    expect(city.now().mode).toBe('replay');
    expect(city.health.getState().state).toBe('replay');
    hear(0, 27.5);
    expect(city.telemetry().values[0]).toBe(19.5);
    city.time.getState().goLive();
    expect(city.telemetry().values[0]).toBe(27.5);
    place.clock.advance(250);
    expect(river()).toMatchObject({ state: 'warning', value: 27.5 });
  });

  it('plays at the speed asked for', async () => {
    city.time.getState().replayAt(monday - 10 * minute);
    city.time.getState().setSpeed(8);
    city.time.getState().play(true);
    for (let second = 0; second < 30; second += 1) {
      place.clock.advance(1_000);
      await settled();
    }
    expect(city.time.getState().at).toBe(monday - 6 * minute);
    expect(city.telemetry().values[0]).toBeCloseTo(19.4, 9);
  });

  it('shows the alarms as they stood then', async () => {
    const at = (ago: number): void => city.time.getState().replayAt(monday - ago * minute);
    at(3);
    expect(city.alarms.getState().alarms).toEqual([]);
    at(1.5);
    expect(city.alarms.getState().alarms[0]).toMatchObject({ handling: 'new' });
    city.time.getState().replayAt(monday - 1.5 * minute, monday - 2 * minute);
    expect(city.alarms.getState().alarms).toEqual([]);
    city.time.getState().goLive();
    expect(city.alarms.getState().alarms[0]).toMatchObject({ handling: 'acknowledged' });
    await settled();
  });

  it('sends no command from a replay or on a dead feed, and never queues one', async () => {
    hear(0, 20);
    city.time.getState().replayAt(monday - minute);
    expect(await city.query.acknowledge(depthAlarm, '是')).toMatchObject({ ok: false, status: 409 });
    city.time.getState().goLive();
    place.clock.advance(6_000);
    expect(await city.query.acknowledge(depthAlarm, '是')).toMatchObject({ ok: false, status: 503 });
    expect(place.server.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    hear(0, 20);
    expect(await city.query.acknowledge(depthAlarm, '是')).toMatchObject({ ok: true });
  });

  it('shows an acknowledgement only when the log says so', async () => {
    hear(0, 20);
    const before = city.alarms.getState();
    await city.query.acknowledge(depthAlarm, '是');
    expect(city.alarms.getState()).toBe(before);
  });

  it('becomes the person who signs in, and the observer again', async () => {
    await city.query.signIn('operator', 'demo');
    expect(city.session.getState().session.user).toBe('operator');
    await city.query.signOut();
    expect(city.session.getState().session).toMatchObject({ user: null, demo: ['operator'] });
  });

  it('reads the catalogue anew when the server speaks of another fleet', async () => {
    const asked = () => place.server.asked.filter(({ path }) => path === '/api/series').length;
    expect(asked()).toBe(1);
    place.sockets.newest().say({ type: 'hello', epoch: 2, seq: {}, revision: 77, time: monday });
    await settled();
    expect(asked()).toBe(2);
    place.sockets.newest().sendFrame(frameOf(77, [0, 99, monday]));
    expect(city.telemetry().values[0]).toBeNaN();
    place.clock.advance(1_000);
    expect(city.health.getState().dropped).toBe(1);
  });

  it('ends everything it began', () => {
    city.destroy();
    expect(place.clock.pending()).toBe(0);
    expect(place.sockets.newest().isClosed()).toBe(true);
  });

  it('is one of two that know nothing of each other', async () => {
    const other = createCity(place.world, { session: observer });
    await settled();
    other.scene.getState().setLayer('water', { visible: true });
    other.preferences.getState().setTheme('day');
    expect(city.scene.getState().layers).toEqual({});
    expect(city.preferences.getState().theme).toBe('night');
    other.destroy();
  });
});

describe('a city whose server is slow to wake', () => {
  it('asks for the catalogue until it comes', async () => {
    let awake = false;
    const place = setting({ 'GET /api/series': () => (awake ? json(smallCatalogue) : json({}, 503)) });
    const city = createCity(place.world, { session: observer });
    await settled();
    expect(city.catalogue.getState().catalogue).toBeUndefined();
    expect(city.telemetry().slots).toBe(0);
    awake = true;
    place.clock.advance(2_000);
    await settled();
    expect(city.telemetry().slots).toBe(6);
    city.destroy();
    expect(place.clock.pending()).toBe(0);
  });

  it('says that the replay cannot be had', async () => {
    const place = setting({ 'GET /api/replay': () => json({}, 503) });
    const city = createCity(place.world, { session: observer });
    await settled();
    city.time.getState().replayAt(monday - minute);
    await settled();
    place.clock.advance(1_000);
    expect(city.health.getState().state).toBe('lost');
    city.destroy();
  });
});

describe('静态演示', () => {
  it('is found out by asking for a session, and runs on registers and a worker', async () => {
    const place = setting({
      'GET /api/session': () =>
        new Response('<!doctype html>', { status: 404, headers: { 'content-type': 'text/html' } }),
      'GET /tiles/registers/series.json': () => json(fakeFleet),
    });
    const city = await detectCity(place.world);
    await settled();
    expect(city.query.served).toBe(false);
    expect(place.urls).toEqual([]);
    place.clock.advance(2_000);
    expect(city.health.getState()).toMatchObject({ state: 'live', total: 2001 });
    expect(city.health.getState().fresh).toBeGreaterThan(1_900);
    expect(Object.keys(city.signs.getState().readings)).toHaveLength(8);
    expect(city.alarms.getState().alarms.length).toBeGreaterThan(0);
    expect(await city.query.acknowledge(depthAlarm, '是')).toMatchObject({ ok: false, status: 503 });

    city.time.getState().replayAt(monday - 10 * minute);
    await settled();
    const past = createSimulateWindow('weekday', fakeFleet)(monday - 10 * minute, monday - 10 * minute, {
      leading: true,
      slots: [0],
    });
    expect(city.telemetry().values[0]).toBe(past.value[0]);
    city.destroy();
    expect(place.terminate).toHaveBeenCalledTimes(1);
    expect(place.clock.pending()).toBe(0);
  });

  it('is not what our own server is taken for', async () => {
    const place = setting();
    const city = await detectCity(place.world, { layers: { water: { visible: true, opacity: 1 } } });
    expect(city.query.served).toBe(true);
    expect(city.session.getState().session.demo).toEqual(['operator']);
    expect(city.scene.getState().layers.water?.visible).toBe(true);
    city.destroy();
  });
});
