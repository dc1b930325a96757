import { Kysely, Migrator, PostgresDialect } from 'kysely';
import { embeddedDialect } from './dialect';
import type { Engine } from './engine';
import { migrations } from './migrations';
import type { Tables } from './tables';

export type Database = Kysely<Tables>;

const int8: number = 20;

/** A database of the site's own; numbers beyond 2^53 never occur in our columns. */
export async function connectPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
        oid === int8 && format !== 'binary'
          ? Number
          : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  });
  // A connection that drops while idle is replaced at the next question; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

export const embedDatabase = (engine: Engine): Database =>
  new Kysely<Tables>({ dialect: embeddedDialect(engine) });

/** Brings the schema up to this program; throws where the database is newer than the program. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed');
}
