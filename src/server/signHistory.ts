import { sql } from 'kysely';
import { signHistoryKeptMs, signHistoryStepMs } from '@/contracts/signHistory';
import { signDefinitions } from '@/domain/definitions';
import type { ScopeReadings } from '@/domain/signs/beat';
import { layoutOf, rowOfLook, type SignLayout, type SignLookRow } from '@/domain/signs/layout';
import type { Database } from './database/open';
import type { History } from './history';

/** A day of looks; where the database is away for longer the oldest are let go, and the past has a gap there. */
const mostWaiting = (24 * 60 * 60_000) / signHistoryStepMs;

/** Keeps the signs of every scope as they were shown, every five minutes for eight days. */
export interface SignHistoryKeeper {
  /** The signs as of a beat; at the first beat after a mark they are kept. Never waits and never fails. */
  readonly take: (scopes: readonly ScopeReadings[], at: number) => void;
  /** What is on its way to the database, oldest first. */
  readonly pending: (scope: string) => readonly SignLookRow[];
  readonly close: () => Promise<void>;
}

export const layout: SignLayout = layoutOf(signDefinitions);

/** Writes looks in one statement; a look that is there already stays as it is. */
export async function writeLooks(
  database: Database,
  rows: readonly SignLookRow[],
  generated: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  await database
    .insertInto('sign_layouts')
    .values({ layout: layout.id, columns: JSON.stringify(layout.columns) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const values = rows.map(
    ({ scope, at, figures, measureStates, signStates }) =>
      sql`(${scope}, ${at}::bigint, ${layout.id}, ${generated}::boolean, ${figures}::float8[],
        ${measureStates}::smallint[], ${signStates}::smallint[])`,
  );
  await sql`insert into sign_looks (scope, at_ms, layout, generated, figures, measure_states, sign_states)
    values ${sql.join(values)} on conflict do nothing`.execute(database);
}

/** Lets go of what is older than eight days. */
async function forget(database: Database, now: number): Promise<void> {
  await database
    .deleteFrom('sign_looks')
    .where('at_ms', '<', now - signHistoryKeptMs)
    .execute();
}

export function createSignHistory(history: Pick<History, 'ask'>): SignHistoryKeeper {
  let lastMark: number | undefined;
  let waiting: readonly (readonly SignLookRow[])[] = [];
  let work: Promise<void> = Promise.resolve();

  const write = async () => {
    for (let look = waiting[0]; look !== undefined; look = waiting[0]) {
      const rows = look;
      const at = rows[0]?.at ?? 0;
      try {
        await history.ask(async (database) => {
          await writeLooks(database, rows, false);
          await forget(database, at);
        });
      } catch {
        // The history tells its own trouble; the look waits for the next mark.
        return;
      }
      waiting = waiting.filter((one) => one !== rows);
    }
  };
  return {
    take: (scopes, at) => {
      const mark = Math.floor(at / signHistoryStepMs);
      const first = lastMark === undefined;
      const due = lastMark !== undefined && mark > lastMark;
      if (first || due) lastMark = mark;
      // The first beat of a run is of a city that has hardly spoken yet.
      if (!due) return;
      const rows = scopes.map(({ scope, readings }) => rowOfLook(scope, Math.floor(at), readings));
      waiting = [...waiting, rows].slice(-mostWaiting);
      work = work.then(write);
    },
    pending: (scope) => waiting.flatMap((rows) => rows.filter((row) => row.scope === scope)),
    close: () => work,
  };
}
