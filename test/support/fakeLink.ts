import { vi } from 'vitest';
import type { AlarmEvent } from '@/contracts/alarm';
import type { AlarmEntry } from '@/domain/alarm';
import {
  createLiveFeed,
  type FeedListener,
  type Greeting,
  type LinkHealth,
  type LiveFeed,
} from '@/feeds/liveFeed';
import { createFakeClock, type FakeClock } from './fakeClock';
import { createFakeSockets, frameOf } from './fakeSocket';

const event = (seq: number): AlarmEvent => ({
  kind: 'returned',
  alarm: `a${seq}`,
  at: seq,
  known: seq,
  value: 1,
});

/** A server with a numbered log, and a page that listens. */
export function createFakeLink() {
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
