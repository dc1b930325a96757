import { parentPort, workerData } from 'node:worker_threads';
import { openEngine, type EngineReply, type EngineRequest } from './engine';

/** The thread that holds the embedded database, so that a slow query never stalls the city's readings. */
const port = parentPort;
if (port === null) throw new Error('the database worker runs only inside the server');
const folder: unknown = workerData;
const opening = openEngine(typeof folder === 'string' ? folder : undefined);
const reply = (message: EngineReply) => {
  port.postMessage(message);
};

async function answer(request: EngineRequest): Promise<void> {
  try {
    const engine = await opening;
    if (request.kind === 'close') {
      await engine.close();
      reply({ id: request.id, kind: 'answer', answer: { rows: [], affected: 0 } });
      port?.close();
      return;
    }
    reply({ id: request.id, kind: 'answer', answer: await engine.query(request.sql, request.parameters) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    reply({
      id: request.id,
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      code,
    });
  }
}

let queue = Promise.resolve();
port.on('message', (request: EngineRequest) => {
  queue = queue.then(() => answer(request));
});
