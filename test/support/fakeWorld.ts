import { vi } from 'vitest';
import type { AlarmEvent } from '@/contracts/alarm';
import { encodeFrame } from '@/contracts/live';
import { observer } from '@/feeds/cityClient';
import { createSimulatedCityFeed, type SimulatedOrder } from '@/feeds/simulatedCityFeed';
import type { World } from '@/state/createCity';
import { depthAlarm, operator, smallCatalogue } from './fakeCity';
import { createFakeClock, monday } from './fakeClock';
import { createFakeServer, json, type Answer } from './fakeServer';
import { createFakeSockets, frameOf } from './fakeSocket';

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

/** A server, a socket and a machine for one page, all in the test's hand. */
export function createFakeWorld(answers: Readonly<Record<string, Answer>> = {}) {
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
  let watched = true;
  const looks = new Set<() => void>();
  const onlines = new Set<() => void>();
  const kept = (runs: Set<() => void>) => (run: () => void) => {
    runs.add(run);
    return () => void runs.delete(run);
  };
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
          running?.destroy();
          running = createSimulatedCityFeed(order, clock, (message) => tell(message));
        },
        terminate: () => {
          running?.destroy();
          terminate();
        },
      };
    },
    clock,
    attention: { watched: () => watched, changed: kept(looks), online: kept(onlines) },
    random: () => 0.5,
    newKey: () => 'key',
    storage: undefined,
  };
  return {
    clock,
    sockets,
    server,
    urls,
    world,
    terminate,
    look: (anybody: boolean) => {
      watched = anybody;
      for (const run of looks) run();
    },
    online: () => onlines.forEach((run) => run()),
    listeners: () => looks.size + onlines.size,
  };
}
