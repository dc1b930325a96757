import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { observer } from '@/feeds/cityClient';
import { createSimulateWindow } from '@/domain/simulatedWindow';
import type { City } from '@/state/city';
import { createCity } from '@/state/createCity';
import { detectCity } from '@/state/detectCity';
import { depthAlarm, smallCatalogue } from '../support/fakeCity';
import { monday, settled } from '../support/fakeClock';
import { someFleet } from '../support/fakeFleet';
import { json } from '../support/fakeServer';
import { frameOf } from '../support/fakeSocket';
import { createFakeWorld } from '../support/fakeWorld';

const minute = 60_000;

describe('a served city', () => {
  let place: ReturnType<typeof createFakeWorld>;
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
    place = createFakeWorld();
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
    expect(await city.scenario.play('rainstorm')).toMatchObject({ ok: false, status: 409 });
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

  it('says within five seconds that nothing comes any more, and since when', () => {
    hear(0, 20);
    const last = place.clock.now();
    place.clock.advance(5_000);
    expect(city.health.getState()).toMatchObject({ state: 'stale', lastMessageAt: last });
    place.clock.advance(60_000);
    greet();
    place.sockets.newest().sendFrame(frameOf(smallCatalogue.revision, [0, 20, last]));
    place.clock.advance(1_000);
    expect(city.health.getState().lastMessageAt).toBe(last);
    expect(city.present() - last).toBe(66_000);
  });

  it('shows nothing as live after a sleep before the server has told the time', () => {
    hear(0, 20);
    place.clock.advance(1_000);
    expect(city.telemetry().states[0]).toBe(1);
    const asleep = 8 * 60 * minute;
    place.clock.sleep(asleep);
    // What waited in the line is handed on before any timer runs.
    place.sockets.newest().sendFrame(frameOf(smallCatalogue.revision, [1, 20, monday + 500]));
    expect([...city.telemetry().states.subarray(0, 2)]).toEqual([3, 3]);
    expect(city.health.getState().state).toBe('stale');
    place.clock.advance(1_250);
    expect(place.sockets.all[0]?.isClosed()).toBe(true);
    place.sockets.newest().open();
    place.sockets.newest().say({
      type: 'hello',
      epoch: 1,
      seq: { alarms: 2 },
      revision: smallCatalogue.revision,
      time: place.clock.now(),
    });
    hear(0, 21);
    expect(city.telemetry().states[0]).toBe(1);
    expect(city.health.getState().state).toBe('live');
  });

  it.each([10, -10])('shows the same ages on a machine whose clock is %i minutes off', async (minutes) => {
    const wrong = createFakeWorld();
    wrong.clock.set(minutes * minute);
    const other = createCity(wrong.world, { session: observer });
    await settled();
    const truth = () => wrong.clock.now() - minutes * minute;
    wrong.sockets.newest().open();
    wrong.sockets.newest().say({
      type: 'hello',
      epoch: 1,
      seq: {},
      revision: smallCatalogue.revision,
      time: truth(),
    });
    wrong.sockets.newest().sendFrame(frameOf(smallCatalogue.revision, [0, 20, truth() - 3_000]));
    wrong.clock.advance(1_000);
    expect(other.telemetry().states[0]).toBe(1);
    expect(other.now().at).toBe(truth());
    expect(other.health.getState()).toMatchObject({ state: 'live', lastMessageAt: truth() - 1_000 });
    wrong.clock.advance(10 * minute);
    expect(other.telemetry().states[0]).toBe(3);
    other.destroy();
  });

  it.each([10, -10])('is not moved by a clock that is set by %i minutes while it runs', (minutes) => {
    hear(0, 20);
    place.clock.advance(1_000);
    place.clock.set(minutes * minute);
    place.clock.advance(250);
    const asked = place.sockets.newest().sent as readonly { readonly type: string; readonly sent: number }[];
    const { sent } = asked.findLast(({ type }) => type === 'clock')!;
    const truth = () => place.clock.now() - minutes * minute;
    // Set back, it is not even noticed; put forward, it might have slept, and the server is asked.
    if (minutes > 0) place.sockets.newest().say({ type: 'clock', sent, time: truth() });
    expect(city.telemetry().states[0]).toBe(1);
    expect(city.now().at).toBe(truth());
    place.sockets.newest().sendFrame(frameOf(smallCatalogue.revision, [0, 22, truth()]));
    expect(city.health.getState().state).toBe('live');
    expect(place.sockets.all).toHaveLength(1);
  });

  it('asks little while nobody looks, and judges everything anew when somebody does', () => {
    hear(0, 20);
    place.look(false);
    expect(place.sockets.newest().sent.at(-1)).toEqual({ type: 'subscribe', zoom: 0 });
    // Timers of a hidden page may not run at all.
    place.clock.sleep(60 * minute);
    place.look(true);
    expect(city.telemetry().states[0]).toBe(3);
    expect(place.sockets.newest().sent).toContainEqual({ type: 'subscribe' });
  });

  it('tries again at once when the network is back', () => {
    place.sockets.newest().drop();
    place.online();
    expect(place.sockets.all).toHaveLength(2);
  });

  it('opens its line anew as whoever it has become, also where the server ends the session', async () => {
    await city.query.signIn('operator', 'demo');
    expect(place.sockets.all).toHaveLength(2);
    greet();
    place.sockets.newest().say({ type: 'bye', reason: 'Your session has ended.', code: 'session' });
    await settled();
    expect(city.session.getState().session.user).toBeNull();
    expect(place.sockets.all.filter((socket) => !socket.isClosed())).toHaveLength(1);
  });

  it('says when the server hands out another page, or speaks a later contract', () => {
    const hello = {
      type: 'hello',
      epoch: 1,
      seq: {},
      revision: smallCatalogue.revision,
      time: monday,
    } as const;
    place.sockets.newest().say({ ...hello, page: 'a', version: 1 });
    place.sockets.newest().say(hello);
    place.clock.advance(1_000);
    expect(city.health.getState().outdated).toBe(false);
    place.sockets.newest().say({ ...hello, page: 'b', version: 1 });
    place.clock.advance(1_000);
    expect(city.health.getState().outdated).toBe(true);
  });

  it('says that it is one page too many', () => {
    place.sockets.newest().say({ type: 'bye', reason: 'Too many.', code: 'crowded' });
    expect(city.health.getState()).toMatchObject({ state: 'lost', crowded: true });
    place.online();
    greet();
    hear(0, 20);
    expect(city.health.getState()).toMatchObject({ state: 'live', crowded: false });
  });

  it('ends everything it began', () => {
    city.destroy();
    expect(place.clock.pending()).toBe(0);
    expect(place.listeners()).toBe(0);
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
    const place = createFakeWorld({
      'GET /api/series': () => (awake ? json(smallCatalogue) : json({}, 503)),
    });
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
    const place = createFakeWorld({ 'GET /api/replay': () => json({}, 503) });
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
    const place = createFakeWorld({
      'GET /api/session': () =>
        new Response('<!doctype html>', { status: 404, headers: { 'content-type': 'text/html' } }),
      'GET /tiles/registers/series.json': () => json(someFleet),
    });
    const city = await detectCity(place.world);
    await import('@/state/signReader');
    await settled();
    expect(city.query.served).toBe(false);
    expect(place.urls).toEqual([]);
    place.clock.advance(2_000);
    expect(city.health.getState()).toMatchObject({ state: 'live', total: someFleet.series.length });
    expect(city.health.getState().fresh).toBeGreaterThan(1_100);
    expect(Object.keys(city.signs.getState().readings)).toHaveLength(36);
    expect(city.alarms.getState().alarms.length).toBeGreaterThan(0);
    expect(await city.query.acknowledge(depthAlarm, '是')).toMatchObject({ ok: false, status: 503 });

    await city.scenario.play('high-water');
    place.clock.advance(1_000);
    expect(city.telemetry().values[0]).toBeGreaterThan(27);
    expect(city.alarms.getState().alarms.map(({ rule }) => rule)).toContain('embankment-seepage');
    expect(city.alarms.getState().alarms.map(({ rule }) => rule)).not.toContain('water-depth');
    await city.scenario.play('weekday');
    place.clock.advance(1_000);
    expect(city.telemetry().values[0]).toBeLessThan(25);

    city.time.getState().replayAt(monday - 10 * minute);
    await settled();
    const past = createSimulateWindow('weekday', someFleet)(monday - 10 * minute, monday - 10 * minute, {
      leading: true,
      slots: [0],
    });
    expect(city.telemetry().values[0]).toBe(past.value[0]);
    city.destroy();
    expect(place.terminate).toHaveBeenCalledTimes(1);
    expect(place.clock.pending()).toBe(0);
  });

  it('is not what our own server is taken for', async () => {
    const place = createFakeWorld();
    const city = await detectCity(place.world, { layers: { water: { visible: true, opacity: 1 } } });
    expect(city.query.served).toBe(true);
    expect(city.session.getState().session.demo).toEqual(['operator']);
    expect(city.scene.getState().layers.water?.visible).toBe(true);
    city.destroy();
  });
});
