import type { ScenarioId } from '@/contracts/scenario';
import type { Clock } from './clock';
import type { Feed, FeedListener } from './liveFeed';
import type { SimulatedMessage, SimulatedOrder } from './simulatedCityFeed';

/** One worker, as much of it as the feed needs. */
export interface WorkerPort {
  readonly listen: (message: (data: unknown) => void, failed: () => void) => void;
  readonly post: (order: SimulatedOrder) => void;
  readonly terminate: () => void;
}

/** A feed that can go over to another scenario: the log begins anew, and a snapshot comes first. */
export interface SimulatedFeed extends Feed {
  readonly play: (scenario: ScenarioId) => void;
}

const watchMs = 250;
const staleAfterMs = 4_500;
const lostAfterMs = 15_000;

/** The static page's feed: a worker plays the city, and everything beyond it is as with the live socket. */
export function createSimulatedFeed(
  spawn: () => WorkerPort,
  first: Omit<SimulatedOrder, 'turn'>,
  clock: Pick<Clock, 'steady' | 'every'>,
  listener: FeedListener,
): SimulatedFeed {
  const worker = spawn();
  let order: SimulatedOrder = { ...first, turn: 1 };
  let heardAt: number | undefined;
  let state: 'connecting' | 'live' | 'stale' | 'lost' = 'connecting';
  const report = (next: typeof state): void => {
    if (next === state) return;
    state = next;
    listener.health({ state, dropped: 0, farewell: undefined });
  };
  worker.listen(
    (data) => {
      const message = data as SimulatedMessage;
      if (message.turn !== order.turn) return;
      heardAt = clock.steady();
      if (message.kind === 'frame') listener.frame(message.frame, true);
      else listener.entries(message.entries);
      report('live');
    },
    () => report('lost'),
  );
  worker.post(order);
  listener.greeting({ revision: order.catalogue.revision });
  const stop = clock.every(watchMs, () => {
    if (heardAt === undefined) return;
    const silence = clock.steady() - heardAt;
    if (silence > lostAfterMs) report('lost');
    else if (silence >= staleAfterMs) report('stale');
  });
  return {
    play: (scenario) => {
      order = { ...order, scenario, turn: order.turn + 1 };
      listener.reset();
      worker.post(order);
    },
    destroy: () => {
      stop();
      worker.terminate();
    },
  };
}
