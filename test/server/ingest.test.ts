import fc from 'fast-check';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObservationRow } from '@/server/database/tables';
import { createIngest } from '@/server/ingest';
import { createLatest } from '@/server/latest';
import { createRefusalBook, type RefusalReason } from '@/server/refusalBook';
import { quality } from '@/contracts/series';
import { jsonOf, noDatabase, openCity, until, type TestCity } from './city';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const now = Date.parse('2026-03-01T08:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

function openDoor() {
  const latest = createLatest(catalogue);
  const book = createRefusalBook();
  const kept: ObservationRow[] = [];
  const newest: ObservationRow[] = [];
  const ingest = createIngest({
    catalogue,
    latest,
    book,
    keep: (row) => {
      kept.push(row);
      return undefined;
    },
    settled: () => Promise.resolve(),
    newest: (_slot, row) => newest.push(row),
  });
  const send = (body: unknown, topic = 'v1.1/Datastreams(2)/Observations', receivedMs = now) => {
    const payload =
      body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    void ingest.take({ topic, payload, from: 'test', receivedMs });
  };
  return { latest, book, kept, newest, ingest, send };
}

describe('a reading at the door', () => {
  it('is kept with the time it happened and the time it arrived', () => {
    const { send, kept, newest } = openDoor();
    send({ phenomenonTime: '2026-03-01T15:59:58.250+08:00', result: 21.5 });
    expect(kept).toEqual([
      { series: 2, phenomenon_ms: now - 1750, received_ms: now, value: 21.5, quality: 0 },
    ]);
    expect(newest).toEqual(kept);
  });

  it.each<[RefusalReason, unknown, string?]>([
    ['not-json', 'hello'],
    ['not-json', '{"phenomenonTime":'],
    ['not-json', `{"phenomenonTime":"${at(0)}","result":NaN}`],
    ['not-utf8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['shape', '[]'],
    ['shape', 'null'],
    ['shape', { result: 1 }],
    ['shape', { phenomenonTime: 5, result: 1 }],
    ['shape', { phenomenonTime: at(0) }],
    ['shape', { phenomenonTime: at(0), result: '21.5' }],
    ['shape', { phenomenonTime: at(0), result: [21] }],
    ['shape', { phenomenonTime: at(0), result: true }],
    ['not-finite', { phenomenonTime: at(0), result: 'NaN' }],
    ['not-finite', `{"phenomenonTime":"${at(0)}","result":1e999}`],
    ['out-of-range', { phenomenonTime: at(0), result: 60.1 }],
    ['out-of-range', { phenomenonTime: at(0), result: -41 }],
    ['bad-time', { phenomenonTime: 'now', result: 1 }],
    ['bad-time', { phenomenonTime: '2026-03-01T08:00:00', result: 1 }],
    ['bad-time', { phenomenonTime: '2026-13-41T08:00:00Z', result: 1 }],
    ['bad-time', { phenomenonTime: `${at(-60)}/${at(0)}`, result: 1 }],
    ['future', { phenomenonTime: at(61), result: 1 }],
    ['future', { phenomenonTime: '2036-01-01T00:00:00Z', result: 1 }],
    ['too-old', { phenomenonTime: at(-24 * 3600 - 1), result: 1 }],
    ['too-old', { phenomenonTime: '1970-01-01T00:00:00Z', result: 1 }],
    ['too-large', { phenomenonTime: at(0), result: 1, more: 'x'.repeat(70_000) }],
    ['unknown-series', { phenomenonTime: at(0), result: 1 }, 'v1.1/Datastreams(999999)/Observations'],
    ['topic', { phenomenonTime: at(0), result: 1 }, 'v1.1/Datastreams(2)/Observations/x'],
    ['topic', { phenomenonTime: at(0), result: 1 }, 'v1.1/Datastreams(-2)/Observations'],
  ])('is refused as %s: %j', (reason, body, topic) => {
    const { send, kept, book } = openDoor();
    send(body, topic);
    expect(kept).toEqual([]);
    expect(book.byReason()).toEqual({ [reason]: 1 });
    expect(book.recent()[0]).toMatchObject({ reason, from: 'test' });
  });

  it('that repeats one is dropped, whether newest or late', () => {
    const { send, kept, book } = openDoor();
    for (const seconds of [-30, -10, -10, -30, -20, -20]) send({ phenomenonTime: at(seconds), result: 20 });
    expect(kept).toHaveLength(3);
    expect(book.byReason()).toEqual({ duplicate: 3 });
  });

  it('that comes late is kept and marked, and never shown as the newest', () => {
    const { send, kept, latest, newest } = openDoor();
    send({ phenomenonTime: at(-10), result: 20 });
    send({ phenomenonTime: at(-3600), result: 35 });
    expect(kept.map((row) => row.quality)).toEqual([0, quality.late]);
    expect(newest).toHaveLength(1);
    expect(latest.values[1]).toBe(20);
  });

  it('of a clock a little fast is taken at our time and says so; of one a second fast as it is', () => {
    const { send, kept } = openDoor();
    send({ phenomenonTime: at(1), result: 20 });
    send({ phenomenonTime: at(50), result: 21 }, undefined, now + 10_000);
    expect(kept.map((row) => [row.phenomenon_ms - now, row.quality])).toEqual([
      [1000, 0],
      [10_000, quality.clamped],
    ]);
  });

  it('that its device doubts is marked', () => {
    const { send, kept } = openDoor();
    send({ phenomenonTime: at(-2), result: 20, resultQuality: 'good' });
    send({ phenomenonTime: at(-1), result: 20, resultQuality: 'suspect' });
    expect(kept.map((row) => row.quality)).toEqual([0, quality.suspect]);
  });

  it('is taken or counted, whatever bytes come', () => {
    const { send, kept, book } = openDoor();
    let sent = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.json(), (bytes, json) => {
        send(bytes);
        send(json);
        sent += 2;
        expect(kept.length + book.total()).toBe(sent);
      }),
    );
  });

  it('leaves a sample without control characters, and only the last two hundred', () => {
    const { send, book } = openDoor();
    for (let turn = 0; turn < 300; turn++) send(`line one\nline two \u001b[31m\u202e ${String(turn)}`);
    expect(book.recent()).toHaveLength(200);
    expect(book.total()).toBe(300);
    expect(book.recent()[0]?.sample).toBe('line one·line two ·[31m· 299');
  });
});

describe('a device at the broker', () => {
  let city: TestCity;
  beforeAll(async () => {
    city = await openCity(noDatabase);
  });
  afterAll(() => city.close());
  const refused = async () => {
    const cookie = await city.signIn('steward');
    return jsonOf<{ items: { reason: string; from: string; topic: string }[]; total: number }>(
      await city.ask('/api/ingest/refused?limit=5', { cookie }),
    );
  };
  const stage = 'v1.1/Datastreams(1)/Observations';

  it('needs its own password', async () => {
    await expect(city.device('demo-device', 'wrong')).rejects.toThrow();
    await expect(city.device('gateway-01', 'demo')).rejects.toThrow();
    await expect(city.device('__proto__', '')).rejects.toThrow();
  });

  it('moves its own number within a second', async () => {
    await city.publish(22.5);
    const found = await until(async () => {
      const why = jsonOf<{ inputs: { series: number; value: number | null }[] }>(
        await city.ask('/api/indicators/devices-online/why'),
      );
      return why.inputs.find((input) => input.series === 2 && input.value === 22.5);
    });
    expect(found.value).toBe(22.5);
  });

  it.each([
    ['another Thing’s Datastream', stage, 'not-own'],
    ['a topic of its own making', 'v1.1/Things(1)', 'topic'],
    ['the system’s topic', '$SYS/broker', 'topic'],
  ])('that writes to %s is cut, and the refusal is on the list', async (_, topic, reason) => {
    const client = await city.device();
    const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(topic, JSON.stringify({ phenomenonTime: new Date().toISOString(), result: 30 }), {
      qos: 1,
    });
    await gone;
    expect((await refused()).items[0]).toMatchObject({ reason, from: 'demo-device', topic });
  });

  it('that leaves a last will for another’s Datastream leaves nothing', async () => {
    const { default: mqtt } = await import('mqtt');
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${String(city.server.mqttPort)}`, {
      username: 'demo-device',
      password: 'demo',
      protocolVersion: 4,
      reconnectPeriod: 0,
      will: {
        topic: stage,
        payload: Buffer.from(JSON.stringify({ phenomenonTime: new Date().toISOString(), result: 30 })),
        qos: 0,
        retain: false,
      },
    });
    client.stream.destroy();
    await city.publish(22.6);
    const why = jsonOf<{ inputs: { value: number | null }[] }>(
      await city.ask('/api/indicators/river-stage/why'),
    );
    expect(why.inputs[0]?.value).toBeNull();
  });

  it('may listen to nobody', async () => {
    const client = await city.device();
    await expect(client.subscribeAsync('#')).rejects.toThrow();
  });

  it('that announces a packet of 200 MB is cut before it sends it', async () => {
    const socket = connect(city.server.mqttPort ?? 0, '127.0.0.1');
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x64]));
    await gone;
    const [first] = (await refused()).items;
    expect(first).toMatchObject({ reason: 'too-large', from: 'nobody signed in' });
  });

  it('that has signed in and announces ten megabytes is cut, and the list says who it was', async () => {
    const client = await city.device();
    const gone = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.on('error', () => undefined);
    client.publish('v1.1/Datastreams(2)/Observations', Buffer.alloc(10 * 1024 * 1024, 'x'), { qos: 1 });
    await gone;
    const [first] = (await refused()).items;
    expect(first).toMatchObject({ reason: 'too-large', from: 'demo-device' });
  });

  it('that sends 70 KB is told by the list, and stays', async () => {
    const client = await city.device();
    await client.publishAsync('v1.1/Datastreams(2)/Observations', 'x'.repeat(70_000), { qos: 1 });
    await until(async () => (await refused()).items[0]?.reason === 'too-large');
    expect(client.connected).toBe(true);
  });

  it('that sends rubbish for packets harms nobody', async () => {
    for (let turn = 0; turn < 30; turn++) {
      const socket = connect(city.server.mqttPort ?? 0, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.end(Buffer.from(Array.from({ length: 200 }, (_, at_) => (at_ * 37 + turn * 101) % 256)));
    }
    await city.publish(23);
    expect((await city.ask('/healthz')).status).toBe(200);
  });
});
