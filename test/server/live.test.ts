import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { listen, noDatabase, openCity, until, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

describe('the live socket', () => {
  it('greets, tells what is known, then only what changed', async () => {
    await city.publish(20);
    const socket = await listen(city.url);
    socket.say({ type: 'hello' });
    const hello = await socket.heard('hello');
    expect(hello).toMatchObject({ revision: city.small.catalogue.revision, seq: {} });
    expect(Math.abs(hello.time - Date.now())).toBeLessThan(60_000);
    const snapshot = await until(() => socket.frames[0]);
    expect([...snapshot.slot]).toEqual([1]);
    await city.publish(21);
    const beat = await until(() => socket.frames.find((frame) => frame.value[0] === 21));
    expect(beat).toMatchObject({ epoch: hello.epoch, revision: hello.revision });
    expect(beat.seq).toBeGreaterThan(snapshot.seq);
    expect([...beat.slot, ...beat.quality]).toEqual([1, 0]);
    socket.socket.terminate();
  });

  it('greets also who says nothing', async () => {
    const socket = await listen(city.url);
    await socket.heard('hello');
    await until(() => socket.frames.length > 0);
    socket.socket.terminate();
  });

  it('tells only the series, class or area asked for', async () => {
    const none = await listen(city.url);
    none.say({ type: 'hello' });
    none.say({ type: 'subscribe', class: 'river-stage' });
    const some = await listen(city.url);
    some.say({
      type: 'subscribe',
      class: 'environment',
      series: [1, 2],
      bbox: [114.29, 30.58, 114.3, 30.59],
    });
    some.say({ type: 'hello' });
    await until(() => none.frames.length >= 2 && some.frames.length >= 1);
    expect(none.frames.at(-1)?.slot).toHaveLength(0);
    const before = none.frames.length;
    await city.publish(22);
    await until(() => some.frames.some((frame) => frame.value[0] === 22));
    expect(none.frames).toHaveLength(before);
    for (const socket of [none, some]) socket.socket.terminate();
  });

  it.each([
    ['words that are no JSON', 'hello'],
    ['a message of no kind', '{"type":"shout"}'],
    ['an area of three sides', '{"type":"subscribe","bbox":[1,2,3]}'],
    ['a number that is none', '{"type":"hello","resume":{"alarms":"x"}}'],
    ['a poisoned prototype', '{"__proto__":{"type":"hello"}}'],
    ['null', 'null'],
    ['bytes', Buffer.from([1, 2, 3])],
    ['a million brackets', '['.repeat(200_000)],
  ])('says goodbye to who sends %s, and goes on for the others', async (_, message) => {
    const good = await listen(city.url);
    good.say({ type: 'hello' });
    const bad = await listen(city.url);
    bad.socket.send(message);
    await until(() => bad.closed());
    expect(bad.messages.at(-1)).toMatchObject({ type: 'bye' });
    const value = Math.round(Math.random() * 3000) / 100;
    await city.publish(value);
    await until(() => good.frames.some((frame) => frame.value[0] === value));
    good.socket.terminate();
  });

  it('closes on a message too large and on frames of no protocol', async () => {
    const large = await listen(city.url);
    large.socket.on('error', () => undefined);
    large.socket.send(Buffer.alloc(300_000));
    expect((await until(() => large.closed())).code).not.toBe(1000);
    const raw = connect(Number(new URL(city.url).port), '127.0.0.1');
    raw.on('error', () => undefined);
    raw.on('data', () => raw.write(randomBytes(5_000)));
    const gone = new Promise<void>((resolve) => raw.once('close', () => resolve()));
    raw.write(
      `GET /api/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    await gone;
    expect((await city.ask('/healthz')).status).toBe(200);
  });

  it('cuts who has gone without a word within ten seconds, and nobody else', async () => {
    const good = await listen(city.url);
    good.say({ type: 'hello' });
    const frozen = await listen(city.url);
    frozen.say({ type: 'hello' });
    await frozen.heard('hello');
    // Reads no more and so answers no ping, like a machine that went to sleep.
    frozen.socket.pause();
    const froze = Date.now();
    const metric = async (name: string) =>
      Number(new RegExp(`^city_${name} (\\d+)`, 'm').exec((await city.ask('/metrics')).text)?.[1]);
    const cut = await metric('live_cut_total');
    await until(async () => (await metric('live_cut_total')) === cut + 1);
    expect(Date.now() - froze).toBeLessThan(10_000);
    expect(good.socket.readyState).toBe(WebSocket.OPEN);
    frozen.socket.terminate();
    good.socket.terminate();
  });

  it('says goodbye when the server stops', async () => {
    const socket = await listen(city.url);
    socket.say({ type: 'hello' });
    await socket.heard('hello');
    await city.restart();
    expect((await socket.heard('bye')).reason).toContain('stopping');
    await until(() => socket.closed());
    const again = await listen(city.url);
    again.say({ type: 'hello' });
    expect((await again.heard('hello')).epoch).not.toBe((await socket.heard('hello')).epoch);
    again.socket.terminate();
  });
});
