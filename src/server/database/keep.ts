import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEngine } from './engine';
import { connectPostgres, embedDatabase, migrate, type Database } from './open';
import { startWorkerEngine } from './workerEngine';

const retryMs = 5_000;

/**
 * The embedded database in its folder. One whose making was cut short has no mark and is made anew: nothing was ever
 * kept in it.
 */
async function openEmbedded(home: string, worker: string | undefined): Promise<Database> {
  const folder = join(home, 'database');
  const mark = join(home, 'database.made');
  if (!existsSync(mark)) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const database = embedDatabase(
    worker === undefined ? await openEngine(folder) : startWorkerEngine(worker, folder),
  );
  await migrate(database);
  await writeFile(mark, '');
  return database;
}

/** The site's own PostgreSQL, tried again until it answers or we stop. */
async function openSite(
  url: string,
  stop: AbortSignal,
  failed: (error: unknown) => void,
): Promise<Database | undefined> {
  const database = await connectPostgres(url);
  while (!stop.aborted) {
    try {
      await migrate(database);
      return database;
    } catch (error) {
      failed(error);
      await pause(retryMs, undefined, { signal: stop }).catch(() => undefined);
    }
  }
  await database.destroy();
  return undefined;
}

export interface DatabaseAsk {
  readonly home: string;
  readonly url: string | undefined;
  readonly worker: string | undefined;
  /** Ends the waiting for a database that does not answer. */
  readonly stop: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** Opens whichever database the settings name, brought up to this program; `undefined` where it cannot be had. */
export async function openDatabase(ask: DatabaseAsk): Promise<Database | undefined> {
  if (ask.url !== undefined) return openSite(ask.url, ask.stop, ask.failed);
  try {
    return await openEmbedded(ask.home, ask.worker);
  } catch (error) {
    ask.failed(error);
    return undefined;
  }
}
