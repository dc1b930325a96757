import type { WorkerPort } from './simulatedFeed';

/** Apart from the feed itself, so that a page with a server carries only this line of it. */
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
