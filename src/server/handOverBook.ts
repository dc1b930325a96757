import { sql, type Transaction } from 'kysely';
import type { HandOverNote } from '@/contracts/handOver';
import type { Database } from './database/open';
import type { Tables } from './database/tables';
import { appendIn, type CommandKey } from './numberedLog';

/** The numbered log in which every signed page is noted with its hash: its n-th entry is of page n. */
export const sealLog = 'handovers';

/** What of a page is written while it is one's to write. Times are Unix ms. */
export interface HandOverDraft {
  readonly from: number;
  readonly begun: { readonly by: string; readonly at: number };
  readonly notes: readonly HandOverNote[];
  /** The first signature, and until when the frozen content tells. */
  readonly offered?: { readonly by: string; readonly at: number; readonly hash: string };
}

/** A page as it lies in the database, with what is needed to see whether it was changed. */
export interface KeptPage {
  readonly number: number;
  readonly version: number;
  readonly state: 'draft' | 'offered' | 'signed';
  readonly draft: HandOverDraft;
  readonly content: string | null;
  readonly head: string | null;
  readonly hash: string | null;
  readonly contentHash: string | null;
  readonly before: string | null;
  readonly seal: string | null;
  readonly sealBefore: string | null;
}

type Connection = Database | Transaction<Tables>;

const pageColumns = sql`h.number, h.version, h.state, h.draft, h.head, h.hash,
  encode(sha256(convert_to(h.content, 'UTF8')), 'hex') as "contentHash",
  (select p.hash from handovers p where p.number = h.number - 1) as before,
  (select l.body ->> 'hash' from log_entries l where l.log = ${sealLog} and l.seq = h.number) as seal,
  (select l.body ->> 'hash' from log_entries l where l.log = ${sealLog} and l.seq = h.number - 1) as "sealBefore"`;

const tidy = (row: KeptPage): KeptPage => ({ ...row, number: Number(row.number) });

/** Pages from the newest on; those before a number where one is given. Their content is hashed where it lies, not read. */
export async function keptPages(
  database: Database,
  limit: number,
  beforeNumber: number | undefined,
): Promise<readonly KeptPage[]> {
  const { rows } = await sql<KeptPage>`select ${pageColumns}, null as content from handovers h
    where h.number < ${beforeNumber ?? Number.MAX_SAFE_INTEGER}::bigint
    order by h.number desc limit ${limit}`.execute(database);
  return rows.map(tidy);
}

export async function keptPage(database: Connection, number: number): Promise<KeptPage | undefined> {
  const { rows } = await sql<KeptPage>`select ${pageColumns}, h.content from handovers h
    where h.number = ${number}::bigint`.execute(database);
  return rows[0] === undefined ? undefined : tidy(rows[0]);
}

/** The page that is not signed by both yet; there is one at most. */
export async function openPage(database: Database): Promise<KeptPage | undefined> {
  const { rows } = await sql<KeptPage>`select ${pageColumns}, null as content from handovers h
    where h.state <> 'signed'`.execute(database);
  return rows[0] === undefined ? undefined : tidy(rows[0]);
}

/** The last page that both have signed. */
export async function lastSigned(database: Database): Promise<KeptPage | undefined> {
  const { rows } = await sql<KeptPage>`select ${pageColumns}, null as content from handovers h
    where h.state = 'signed' order by h.number desc limit 1`.execute(database);
  return rows[0] === undefined ? undefined : tidy(rows[0]);
}

/** Numbers of pages that the log says were signed, and that are not there. */
export async function missingPages(database: Database): Promise<readonly number[]> {
  const { rows } = await sql<{ seq: number }>`select l.seq from log_entries l where l.log = ${sealLog}
    and not exists (select 1 from handovers h where h.number = l.seq and h.state = 'signed')
    order by l.seq`.execute(database);
  return rows.map(({ seq }) => Number(seq));
}

/** What a command was answered, kept so that sending it again changes nothing. */
export interface Answered {
  readonly key: CommandKey;
  readonly at: number;
}

async function note(transaction: Transaction<Tables>, number: number, answered: Answered | undefined) {
  if (answered === undefined) return;
  const { person, key, request } = answered.key;
  await transaction
    .insertInto('answered')
    .values({ person, key, request, at_ms: answered.at, answer: JSON.stringify({ handOver: number }) })
    .execute();
}

/** Begins a page; `undefined` where another one is open. */
export function beginPage(
  database: Database,
  draft: HandOverDraft,
  answered: Answered | undefined,
): Promise<number | undefined> {
  return database.transaction().execute(async (transaction) => {
    // A page that was taken away behind our back leaves its number to nobody: the log still names it.
    const { rows } = await sql<{ number: number }>`insert into handovers (number, version, state, draft)
      select greatest(
          coalesce((select max(number) from handovers), 0),
          coalesce((select max(seq) from log_entries where log = ${sealLog}), 0)
        ) + 1, 1, 'draft', ${JSON.stringify(draft)}::jsonb
      where not exists (select 1 from handovers where state <> 'signed')
      on conflict do nothing returning number`.execute(transaction);
    if (rows[0] === undefined) return undefined;
    const number = Number(rows[0].number);
    await note(transaction, number, answered);
    return number;
  });
}

/** What a page becomes; `content` `null` as long as nobody has signed. */
export type NextPage =
  | { readonly state: 'draft'; readonly draft: HandOverDraft; readonly content: null }
  | { readonly state: 'offered'; readonly draft: HandOverDraft; readonly content: string }
  | {
      readonly state: 'signed';
      readonly draft: HandOverDraft;
      readonly head: string;
      readonly hash: string;
      readonly by: string;
      readonly at: number;
    };

/** Changes an open page from a version to the next; false where it was no longer at that version. */
export function turnPage(
  database: Database,
  { number, version }: Pick<KeptPage, 'number' | 'version'>,
  next: NextPage,
  answered: Answered | undefined,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable('handovers')
      .set({
        version: version + 1,
        state: next.state,
        draft: JSON.stringify(next.draft),
        ...(next.state === 'signed' ? { head: next.head, hash: next.hash } : { content: next.content }),
      })
      .where('number', '=', number)
      .where('version', '=', version)
      .where('state', '<>', 'signed')
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== 1) return false;
    if (next.state === 'signed') {
      const { hash, by, at } = next;
      const sealed = await appendIn(transaction, sealLog, { kind: 'signed', number, hash, by, at }, at);
      if (sealed !== number) throw new Error(`page ${number} was noted as ${sealed}`);
    }
    await note(transaction, number, answered);
    return true;
  });
}
