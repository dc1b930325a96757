import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely';
import type { Engine } from './engine';

/** Kysely over the embedded engine. There is one connection: whoever wants it waits in line. */
export function embeddedDialect(engine: Engine): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const answer = await engine.query(query.sql, query.parameters);
      return { rows: answer.rows as R[], numAffectedRows: BigInt(answer.affected) };
    },
    streamQuery: () => {
      throw new Error('the embedded database does not stream');
    },
  };
  let tail = Promise.resolve();
  const releases: (() => void)[] = [];
  const run = async (sql: string) => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: () => Promise.resolve(),
      acquireConnection: async () => {
        const before = tail;
        let release: () => void = () => undefined;
        tail = new Promise((resolve) => {
          release = resolve;
        });
        await before;
        releases.push(release);
        return connection;
      },
      beginTransaction: () => run('begin'),
      commitTransaction: () => run('commit'),
      rollbackTransaction: () => run('rollback'),
      releaseConnection: () => {
        releases.pop()?.();
        return Promise.resolve();
      },
      destroy: () => engine.close(),
    }),
  };
}
