import { Worker } from 'node:worker_threads';
import type { Engine, EngineAnswer, EngineReply, EngineRequest } from './engine';

interface Waiting {
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (error: Error) => void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The embedded database behind a worker thread; every question fails at once when the thread has died. */
export function startWorkerEngine(program: string, folder: string): Engine {
  const worker = new Worker(program, { workerData: folder });
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let dead: Error | undefined;
  const die = (error: Error) => {
    dead ??= error;
    for (const one of waiting.values()) one.reject(dead);
    waiting.clear();
  };
  worker.on('error', (error) => {
    die(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => {
    die(new Error('The database has stopped.'));
  });
  worker.on('message', (message: EngineReply) => {
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') one?.resolve(message.answer);
    else one?.reject(Object.assign(new Error(message.message), { code: message.code }));
  });
  const ask = (request: WithoutId<EngineRequest>): Promise<EngineAnswer> =>
    new Promise((resolve, reject) => {
      if (dead !== undefined) {
        reject(dead);
        return;
      }
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...request, id });
    });
  return {
    query: (sql, parameters) => ask({ kind: 'query', sql, parameters }),
    close: async () => {
      if (dead === undefined) await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}
