/** What a query answers, in the shape both engines can give. Rows are objects by column name. */
export interface EngineAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly affected: number;
}

/** The embedded database: one connection, one statement at a time. */
export interface Engine {
  readonly query: (sql: string, parameters: readonly unknown[]) => Promise<EngineAnswer>;
  readonly close: () => Promise<void>;
}

/** What travels between the server and the worker that holds the database. */
export type EngineRequest =
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly id: number; readonly kind: 'close' };
export type EngineReply =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: EngineAnswer }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly message: string;
      readonly code: string | undefined;
    };

/** Opens PGlite on a folder, or in memory without one. Blocks its thread while it works: the server keeps it in a worker. */
export async function openEngine(folder: string | undefined): Promise<Engine> {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  return {
    query: async (sql, parameters) => {
      const result = await database.query<Record<string, unknown>>(sql, [...parameters]);
      return { rows: result.rows, affected: result.affectedRows ?? 0 };
    },
    close: async () => {
      if (!database.closed) await database.close();
    },
  };
}
