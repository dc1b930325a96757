import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, noDatabase, openCity, until, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

const join = async (cookie?: string) => {
  const socket = await listen(city.url, cookie === undefined ? {} : { cookie });
  socket.say({ type: 'hello' });
  await socket.heard('hello');
  return socket;
};

describe('who may keep a live socket', () => {
  it('nobody from a page that is not ours', async () => {
    await expect(listen(city.url, { origin: 'https://elsewhere.example' })).rejects.toThrow('403');
    const ours = await listen(city.url, { origin: city.url });
    ours.socket.terminate();
  });

  it('a person until the session ends, an observer beside them for longer', async () => {
    const cookie = await city.signIn('operator');
    const person = await join(cookie);
    const observer = await join();
    const ended = Date.now();
    await city.ask('/api/session', { method: 'DELETE', cookie });
    expect(await person.heard('bye')).toMatchObject({ code: 'session' });
    await until(() => person.closed());
    expect(Date.now() - ended).toBeLessThan(10_000);
    const frames = person.frames.length;
    await city.publish(23);
    await until(() => observer.frames.some((frame) => frame.value[0] === 23));
    expect(person.frames).toHaveLength(frames);
    observer.socket.terminate();
  });

  it('five of one person, and the sixth is told why; another person is not counted', async () => {
    const cookie = await city.signIn('planner');
    const five = [];
    for (let screen = 0; screen < 5; screen += 1) five.push(await join(cookie));
    const sixth = await listen(city.url, { cookie });
    expect(await sixth.heard('bye')).toMatchObject({ code: 'crowded' });
    expect((await until(() => sixth.closed())).code).toBe(1013);
    const other = await join(await city.signIn('official'));
    five.pop()?.socket.terminate();
    await until(async () => {
      const again = await listen(city.url, { cookie });
      again.say({ type: 'hello' });
      const answer = await until(() => again.messages[0]);
      five.push(again);
      return answer.type === 'hello';
    });
    for (const one of [...five, other]) one.socket.terminate();
  });

  it('nobody who never stops asking', async () => {
    const flood = await listen(city.url);
    for (let turn = 0; turn < 200; turn += 1) flood.say({ type: 'subscribe', zoom: turn % 20 });
    expect(await flood.heard('bye')).toMatchObject({ code: 'nonsense' });
    await until(() => flood.closed());
  });
});

describe('the server’s clock', () => {
  it('is told to who asks, with the question’s own time', async () => {
    const socket = await join();
    const before = Date.now();
    socket.say({ type: 'clock', sent: 12.5 });
    const answer = await socket.heard('clock');
    expect(answer.sent).toBe(12.5);
    expect(answer.time).toBeGreaterThanOrEqual(before);
    expect(answer.time).toBeLessThanOrEqual(Date.now());
    socket.socket.terminate();
  });
});

describe('a subscription', () => {
  it.each([
    ['a zoom that is none', '{"type":"subscribe","zoom":1e999}'],
    ['an area with a hole in it', '{"type":"subscribe","bbox":[1,2,null,4]}'],
    ['half a series', '{"type":"subscribe","series":[1.5]}'],
  ])('of %s is nonsense', async (_, message) => {
    const socket = await listen(city.url);
    socket.socket.send(message);
    expect(await socket.heard('bye')).toMatchObject({ code: 'nonsense' });
  });

  it('of more series than there are is answered with those there are', async () => {
    await city.publish(24);
    const socket = await join();
    socket.say({ type: 'subscribe', series: Array.from({ length: 20_000 }, (_, at) => at), zoom: 3 });
    await until(() => socket.frames.length >= 2);
    expect([...(socket.frames[1]?.slot ?? [])]).toEqual([1]);
    expect(socket.closed()).toBeUndefined();
    socket.socket.terminate();
  });
});
