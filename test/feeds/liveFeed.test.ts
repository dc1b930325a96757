import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeLink } from '../support/fakeLink';
import { frameOf } from '../support/fakeSocket';

let city: ReturnType<typeof createFakeLink>;
beforeEach(() => {
  city = createFakeLink();
});

describe('the live link', () => {
  it('greets with what it has, subscribes, and learns revision and clock of the server', () => {
    city.greet(0);
    expect(city.sockets.newest().sent.slice(0, 2)).toEqual([
      { type: 'hello', resume: { alarms: 0 } },
      { type: 'subscribe' },
    ]);
    expect(city.greetings).toMatchObject([{ revision: 9 }]);
    expect(city.offsets).toEqual([1_500]);
  });

  it('is live with news, stale after five seconds without and lost after fifteen', () => {
    city.greet(0);
    city.news();
    expect(city.state()).toBe('live');
    city.clock.advance(4_250);
    expect(city.state()).toBe('live');
    city.clock.advance(750);
    expect(city.state()).toBe('stale');
    city.news();
    expect(city.state()).toBe('live');
    city.clock.advance(16_000);
    expect(city.state()).toBe('lost');
  });

  it('is not made live by a greeting or by a snapshot of old readings', () => {
    city.greet(0);
    city.sockets.newest().sendFrame(frameOf(9, [0, 1, city.clock.now() - 3_600_000]));
    expect(city.state()).toBeUndefined();
    city.clock.advance(6_000);
    expect(city.state()).toBe('stale');
    expect(city.listener.frame).toHaveBeenCalledTimes(1);
  });

  it('is lost at once when the line is cut, and comes back by itself with longer and longer waits', () => {
    city.greet(0);
    city.sockets.newest().drop();
    expect(city.state()).toBe('lost');
    const wait = (): number => {
      const before = city.clock.now();
      const count = city.sockets.all.length;
      while (city.sockets.all.length === count) city.clock.advance(50);
      city.sockets.newest().drop();
      return city.clock.now() - before;
    };
    const waits = Array.from({ length: 7 }, wait);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    while (city.clock.steady() < 120_000) wait();
    expect(wait()).toBe(30_000);
  });

  it('keeps one line and no more timers through sixty flaps, and tries ever more seldom', () => {
    city.greet(0);
    city.news();
    const timers = city.clock.pending();
    for (let second = 0; second < 60; second += 1) {
      if (!city.sockets.newest().isClosed()) {
        city.greet(0);
        city.news();
        city.sockets.newest().drop();
      }
      city.clock.advance(1_000);
      expect(city.sockets.all.filter((socket) => !socket.isClosed()).length).toBeLessThanOrEqual(1);
      expect(city.clock.pending()).toBeLessThanOrEqual(timers + 1);
    }
    expect(city.sockets.all.length).toBeLessThan(20);
  });

  it('forgives the flaps once a line has held', () => {
    for (let flap = 0; flap < 4; flap += 1) {
      city.sockets.newest().drop();
      city.clock.advance(5_000);
    }
    for (let second = 0; second < 12; second += 1) {
      city.greet(0);
      city.news();
      city.clock.advance(1_000);
    }
    const count = city.sockets.all.length;
    city.sockets.newest().drop();
    city.clock.advance(500);
    expect(city.sockets.all).toHaveLength(count + 1);
  });

  it('takes nothing from another life of the server, nor what a later frame has overtaken', () => {
    city.greet(0);
    const send = (epoch: number, seq: number) =>
      city.sockets.newest().sendFrame({ ...frameOf(9, [0, seq, city.clock.now() + seq]), epoch, seq });
    send(1, 4_294_967_295);
    send(1, 0);
    send(1, 0);
    send(1, 4_294_967_290);
    send(2, 5);
    expect(city.listener.frame).toHaveBeenCalledTimes(3);
    expect(city.dropped()).toBe(2);
  });

  it('comes back at once and without alarm where only its session has ended', () => {
    city.greet(0);
    city.news();
    city.sockets.newest().say({ type: 'bye', reason: 'Your session has ended.', code: 'session' });
    expect(city.state()).toBe('live');
    city.clock.advance(500);
    expect(city.sockets.all).toHaveLength(2);
    city.sockets.newest().drop();
    expect(city.state()).toBe('lost');
  });

  it('asks for one frame a second while nobody looks, and for everything when somebody does', () => {
    city.greet(0);
    const { sent } = city.sockets.newest();
    const subscriptions = () => sent.filter((one) => (one as { type: string }).type === 'subscribe');
    city.feed.watch(false);
    city.feed.watch(false);
    expect(subscriptions().slice(1)).toEqual([{ type: 'subscribe', zoom: 0 }]);
    city.feed.watch(true);
    expect(subscriptions().at(-1)).toEqual({ type: 'subscribe' });
    city.sockets.newest().drop();
    city.feed.watch(false);
    city.feed.watch(true);
    expect(city.sockets.all).toHaveLength(2);
  });

  it('opens a silent line anew, since half-open sockets never say so', () => {
    city.greet(0);
    city.news();
    city.clock.advance(17_000);
    expect(city.sockets.all[0]?.isClosed()).toBe(true);
    expect(city.sockets.all).toHaveLength(2);
    city.greet(0);
    city.news();
    expect(city.state()).toBe('live');
  });

  it('drops and counts what is no message of the contract, and goes on', () => {
    city.greet(0);
    for (const raw of [
      '{',
      '{"type":"hello"}',
      '[]',
      '{"type":"event","log":"alarms"}',
      new ArrayBuffer(7),
      5,
    ]) {
      city.sockets.newest().sendRaw(raw);
    }
    expect(city.dropped()).toBe(6);
    city.news();
    expect(city.state()).toBe('live');
  });

  it('leaves no timer and no line behind', () => {
    city.greet(0);
    city.feed.destroy();
    expect(city.clock.pending()).toBe(0);
    expect(city.sockets.newest().isClosed()).toBe(true);
    city.clock.advance(60_000);
    expect(city.sockets.all).toHaveLength(1);
  });
});

/** What the page last asked the time with. */
const question = (): number =>
  city.sockets
    .newest()
    .sent.flatMap((message) => {
      const { type, sent } = message as { readonly type: string; readonly sent: number };
      return type === 'clock' ? [sent] : [];
    })
    .at(-1) ?? NaN;

describe('the server’s clock over the link', () => {
  it('is asked often at first, then every ten seconds, and the quickest answer counts', () => {
    city.greet(0);
    const ask = (way: number) => {
      const sent = question();
      city.clock.advance(way);
      city.sockets.newest().say({ type: 'clock', sent, time: city.clock.now() + 60_000 - way / 4 });
    };
    ask(400);
    expect(city.offsets.at(-1)).toBe(60_100);
    city.clock.advance(600);
    ask(40);
    expect(city.offsets.at(-1)).toBe(60_010);
    city.clock.advance(1_000);
    ask(800);
    expect(city.offsets.at(-1)).toBe(60_010);
    for (let second = 0; second < 57; second += 1) {
      city.news();
      city.clock.advance(1_000);
    }
    const asked = city.sockets.newest().sent.filter((one) => (one as { type: string }).type === 'clock');
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.length).toBeLessThan(11);
  });

  it('is not learnt from an answer to what nobody asked', () => {
    city.greet(0);
    const known = city.offsets.length;
    city.sockets.newest().say({ type: 'clock', sent: 1, time: 5 });
    expect(city.offsets).toHaveLength(known);
  });

  it('must be told before anything is live again after a sleep, and a line that does not tell is opened anew', () => {
    city.greet(0);
    city.news();
    city.feed.doubt();
    expect(city.state()).toBe('stale');
    city.news();
    expect(city.state()).toBe('stale');
    city.sockets.newest().say({ type: 'clock', sent: question(), time: city.clock.now() });
    city.news();
    expect(city.state()).toBe('live');
    city.feed.doubt();
    city.clock.advance(1_250);
    expect(city.sockets.all[0]?.isClosed()).toBe(true);
    expect(city.sockets.all).toHaveLength(2);
  });
});
