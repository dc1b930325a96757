import type { Clock } from './clock';
import type { Feed, FeedListener } from './liveFeed';
import type { SimulatedMessage, SimulatedOrder } from './simulatedCityFeed';

/** As much of a Worker as the feed needs. */
export interface WorkerPort {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: (() => void) | null;
  readonly postMessage: (order: SimulatedOrder) => void;
  readonly terminate: () => void;
}

const staleAfterMs = 5_000;
const lostAfterMs = 15_000;

/** The static page's feed: a worker plays the city, and everything beyond it is as with the live socket. */
export function createSimulatedFeed(
  spawn: () => WorkerPort,
  order: SimulatedOrder,
  clock: Pick<Clock, 'now' | 'every'>,
  listener: FeedListener,
): Feed {
  const worker = spawn();
  let lastMessageAt: number | undefined;
  let state: 'connecting' | 'live' | 'stale' | 'lost' = 'connecting';
  const report = (next: typeof state): void => {
    if (next === state) return;
    state = next;
    listener.health({ state, lastMessageAt, dropped: 0 });
  };
  worker.onmessage = ({ data }) => {
    const message = data as SimulatedMessage;
    lastMessageAt = clock.now();
    if (message.kind === 'frame') listener.frame(message.frame);
    else listener.entries(message.entries);
    report('live');
  };
  worker.onerror = () => report('lost');
  worker.postMessage(order);
  listener.greeting({ revision: order.catalogue.revision, offset: 0 });
  const stop = clock.every(500, () => {
    if (lastMessageAt === undefined) return;
    const silence = clock.now() - lastMessageAt;
    if (silence > lostAfterMs) report('lost');
    else if (silence > staleAfterMs) report('stale');
  });
  return {
    destroy: () => {
      stop();
      worker.terminate();
    },
  };
}
