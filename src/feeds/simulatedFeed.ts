import type { Clock } from './clock';
import type { Feed, FeedListener } from './liveFeed';
import type { SimulatedMessage, SimulatedOrder } from './simulatedCityFeed';

/** One worker, as much of it as the feed needs. */
export interface WorkerPort {
  readonly listen: (message: (data: unknown) => void, failed: () => void) => void;
  readonly post: (order: SimulatedOrder) => void;
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
  worker.listen(
    (data) => {
      const message = data as SimulatedMessage;
      lastMessageAt = clock.now();
      if (message.kind === 'frame') listener.frame(message.frame);
      else listener.entries(message.entries);
      report('live');
    },
    () => report('lost'),
  );
  worker.post(order);
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

export function spawnSimulatedCity(): WorkerPort {
  const worker = new Worker(new URL('./simulatedFeed.worker.ts', import.meta.url), { type: 'module' });
  return {
    listen: (message, failed) => {
      worker.onmessage = ({ data }) => message(data);
      worker.onerror = failed;
    },
    post: (order) => worker.postMessage(order),
    terminate: () => worker.terminate(),
  };
}
