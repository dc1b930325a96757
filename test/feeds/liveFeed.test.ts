import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmEvent } from '@/contracts/alarm';
import type { AlarmEntry } from '@/domain/alarm';
import {
  createLiveFeed,
  type FeedListener,
  type Greeting,
  type LinkHealth,
  type LiveFeed,
} from '@/feeds/liveFeed';
import { createFakeClock, settled, type FakeClock } from '../support/fakeClock';
import { createFakeSockets, frameOf } from '../support/fakeSocket';

const event = (seq: number): AlarmEvent => ({
  kind: 'returned',
  alarm: `a${seq}`,
  at: seq,
  known: seq,
  value: 1,
});

/** A server with a numbered log, and a page that listens. */
function setting() {
  const clock: FakeClock = createFakeClock();
  const sockets = createFakeSockets();
  let log: readonly { readonly seq: number; readonly body: unknown }[] = [];
  let reachable = true;
  const asked: number[] = [];
  const seen: number[] = [];
  const gaps: (string | undefined)[] = [];
  const health: LinkHealth[] = [];
  const greetings: Greeting[] = [];
  const offsets: number[] = [];
  const listener: FeedListener = {
    frame: vi.fn(),
    entries: (entries: readonly AlarmEntry[]) => seen.push(...entries.map(({ seq }) => seq)),
    gap: (gap) => gaps.push(gap === undefined ? undefined : `${gap.from}-${gap.to}`),
    health: (next) => health.push(next),
    greeting: (greeting) => greetings.push(greeting),
    offset: (offset) => offsets.push(offset),
    reset: vi.fn(() => void seen.splice(0)),
  };
  const feed: LiveFeed = createLiveFeed({
    connect: sockets.connect,
    entriesAfter: (seq) => {
      asked.push(seq);
      if (!reachable) return Promise.reject(new Error('unreachable'));
      return Promise.resolve(log.filter((entry) => entry.seq > seq).slice(0, 3));
    },
    clock,
    random: () => 1,
    listener,
  });
  const greet = (alarms: number | undefined): void => {
    sockets.newest().open();
    sockets.newest().say({
      type: 'hello',
      epoch: 1,
      seq: alarms === undefined ? {} : { alarms },
      revision: 9,
      time: clock.now() + 1_500,
    });
  };
  return {
    clock,
    sockets,
    feed,
    listener,
    asked,
    seen,
    gaps,
    greetings,
    offsets,
    greet,
    state: () => health.at(-1)?.state,
    dropped: () => health.at(-1)?.dropped,
    serverLog: (...numbers: readonly number[]) => {
      log = numbers.map((seq) => ({ seq, body: event(seq) }));
    },
    reach: (can: boolean) => {
      reachable = can;
    },
    tell: (seq: number) => sockets.newest().say({ type: 'event', log: 'alarms', seq, body: event(seq) }),
    news: () => sockets.newest().sendFrame(frameOf(9, [0, 1, clock.now()])),
  };
}

let city: ReturnType<typeof setting>;
beforeEach(() => {
  city = setting();
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

describe('the alarm log over the link', () => {
  it('is read from the beginning, page by page, then followed', async () => {
    city.serverLog(1, 2, 3, 4, 5);
    city.greet(5);
    await settled();
    city.tell(6);
    expect(city.seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('hands on each entry once though it comes twice', async () => {
    city.serverLog(1, 2);
    city.greet(2);
    city.tell(1);
    city.tell(2);
    await settled();
    city.tell(2);
    expect(city.seen).toEqual([1, 2]);
  });

  it('says a gap, asks for what is missing and only then goes on', async () => {
    city.greet(0);
    city.tell(1);
    city.serverLog(1, 2, 3, 4);
    city.tell(4);
    expect(city.seen).toEqual([1]);
    expect(city.gaps.at(-1)).toBe('2-4');
    await settled();
    expect(city.seen).toEqual([1, 2, 3, 4]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('keeps the gap on screen while the server cannot be asked, and asks again', async () => {
    city.greet(0);
    city.serverLog(1, 2);
    city.reach(false);
    city.tell(2);
    await settled();
    expect(city.gaps.at(-1)).toBe('1-2');
    city.reach(true);
    city.clock.advance(2_000);
    await settled();
    expect(city.seen).toEqual([1, 2]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('trusts a log with numbers left out, once the server says that nothing lies between', async () => {
    city.serverLog(1, 4);
    city.greet(4);
    await settled();
    city.serverLog(1, 4, 9);
    city.tell(9);
    await settled();
    expect(city.seen).toEqual([1, 4, 9]);
  });

  it('resumes after a cut where it stood', async () => {
    city.serverLog(1, 2);
    city.greet(2);
    await settled();
    city.sockets.newest().drop();
    city.clock.advance(500);
    city.serverLog(1, 2, 3);
    city.greet(3);
    expect(city.sockets.newest().sent[0]).toEqual({ type: 'hello', resume: { alarms: 2 } });
    await settled();
    expect(city.seen).toEqual([1, 2, 3]);
  });

  it('begins anew where the server has another, shorter log, but not where its log is only not open yet', async () => {
    city.serverLog(1, 2, 3);
    city.greet(3);
    await settled();
    city.greet(undefined);
    expect(city.listener.reset).toHaveBeenCalledTimes(0);
    city.serverLog(1);
    city.greet(1);
    await settled();
    expect(city.listener.reset).toHaveBeenCalledTimes(1);
    expect(city.seen).toEqual([1]);
  });

  it('asks for what the server says it will not send by itself', async () => {
    city.serverLog(1, 2);
    city.greet(undefined);
    city.sockets.newest().say({ type: 'gap', log: 'alarms', from: 1, to: 2 });
    await settled();
    expect(city.seen).toEqual([1, 2]);
  });

  it('counts an entry it does not understand and goes on behind it', async () => {
    city.greet(0);
    city.sockets.newest().say({ type: 'event', log: 'alarms', seq: 1, body: { kind: 'exploded' } });
    city.tell(2);
    await settled();
    expect(city.seen).toEqual([2]);
    expect(city.dropped()).toBe(1);
  });
});
