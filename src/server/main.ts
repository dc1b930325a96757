import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder, type FolderLock } from './lock';
import { startServer, type CityServer } from './server';
import { readSettings, refusal, StartRefused } from './settings';

const here = dirname(fileURLToPath(import.meta.url));
const program = (name: string) => {
  const path = join(here, name);
  return existsSync(path) ? path : undefined;
};

let lock: FolderLock | undefined;
let server: CityServer | undefined;

/** One line for what a person can put right; anything else is a fault of ours and shows itself whole. */
function fail(error: unknown): never {
  const told = refusal(error, 'The server', 'Make room or give the right, then start again.');
  console.error(told instanceof StartRefused ? told.message : told);
  lock?.release();
  process.exit(1);
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Whatever hangs, the folder is given back.
  setTimeout(() => {
    lock?.release();
    process.exit(1);
  }, 15_000).unref();
  await server?.close();
  lock?.release();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stop().catch(fail);
  });
}

try {
  const settings = readSettings(process.env, process.cwd());
  lock = lockFolder(settings.home);
  server = await startServer(settings, {
    builder: program('city.mjs'),
    fleet: program('fleet.mjs'),
    databaseWorker: program('databaseWorker.mjs'),
  });
  await server.whole;
} catch (error) {
  if (!stopping) fail(error);
}
