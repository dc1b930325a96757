import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openEngine, type Engine } from '@/server/database/engine';
import { connectPostgres, embedDatabase, migrate, type Database } from '@/server/database/open';
import { until } from './city';

export interface OpenDatabase {
  readonly database: Database;
  readonly close: () => Promise<void>;
}

export async function openEmbedded(
  wrap: (engine: Engine) => Engine = (engine) => engine,
): Promise<OpenDatabase> {
  const database = embedDatabase(wrap(await openEngine(undefined)));
  await migrate(database);
  return { database, close: () => database.destroy() };
}

/** Where this machine keeps PostgreSQL's programs; Debian leaves them out of the path. */
export const postgresPrograms = (existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [])
  .map((version) => `/usr/lib/postgresql/${version}/bin`)
  .find((folder) => existsSync(join(folder, 'initdb')));

/** A PostgreSQL of its own on a socket in a new folder, gone when closed. */
export async function openPostgres(programs: string): Promise<OpenDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'city-pg-'));
  // PostgreSQL refuses to run as root; such machines have its user.
  const root = process.getuid?.() === 0;
  const identity = root
    ? {
        uid: Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })),
        gid: Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' })),
      }
    : {};
  if (root) execFileSync('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'city', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    {
      ...identity,
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'],
    { ...identity, cwd: folder, stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const database = await connectPostgres(`postgres://city@/postgres?host=${encodeURIComponent(folder)}`);
  await until(() =>
    sql`select 1`.execute(database).then(
      () => true,
      () => false,
    ),
  );
  await migrate(database);
  return {
    database,
    close: async () => {
      await database.destroy();
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Both engines by name; PostgreSQL without a way to open it where it is not installed. */
export const engines: readonly (readonly [string, (() => Promise<OpenDatabase>) | undefined])[] = [
  ['the embedded database', () => openEmbedded()],
  ['PostgreSQL', postgresPrograms === undefined ? undefined : () => openPostgres(postgresPrograms ?? '')],
];
