import type { HandOverContent, HandOverNote } from '@/contracts/handOver';
import type { SignEvent } from '@/contracts/sign';
import { holdsSimulated } from '@/domain/cityGrade';
import { composeHandOver } from '@/domain/handOver';
import type { SignEntry } from '@/domain/handOverSigns';
import type { Database } from './database/open';
import type { HandOverDesk } from './handOverDesk';
import type { History } from './history';
import type { LiveCity } from './parts';
import { notYet } from './problems';
import type { RefusalCounts } from './refusalCounts';
import type { Simulator } from './simulator';

export interface HandOverParts {
  readonly live: () => LiveCity | undefined;
  readonly simulator: () => Simulator | undefined;
  readonly history: Pick<History, 'ask'>;
  readonly refusalCounts: RefusalCounts;
}

const city = 'city';
const rowsAtOnce = 2_000;

/** The entries of the log of signs that were known after a moment (Unix ms), read from its end. */
async function signEntriesSince(database: Database, from: number): Promise<readonly SignEntry[]> {
  const found: SignEntry[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await database
      .selectFrom('log_entries')
      .select(['seq', 'known_ms', 'body'])
      .where('log', '=', 'signs')
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(rowsAtOnce)
      .execute();
    const within = rows.filter(({ known_ms }) => Number(known_ms) > from);
    // Entries were checked when they were written, and nothing can change them since.
    found.push(...within.map(({ seq, body }) => ({ seq: Number(seq), body: body as SignEvent })));
    before = Number(rows.at(-1)?.seq ?? 0);
    if (within.length < rowsAtOnce) return found;
  }
}

/** What the living city and its logs give a page; moments are Unix ms. */
export async function composeFrom(
  { live, simulator, history, refusalCounts }: HandOverParts,
  from: number,
  to: number,
  notes: readonly HandOverNote[],
): Promise<HandOverContent> {
  const now = live();
  if (now?.alarms.seq() === undefined) throw notYet('The alarm log is not open yet.');
  const { signEntries, switches } = await history.ask(async (database) => ({
    signEntries: await signEntriesSince(database, from),
    switches: await database
      .selectFrom('scenario_switches')
      .select(['at_ms', 'scenario', 'person'])
      .where('at_ms', '>', from)
      .orderBy('at_ms')
      .execute(),
  }));
  const refused = await refusalCounts.since(from);
  const simulated = holdsSimulated(now.base.catalogue);
  return composeHandOver({
    from,
    to,
    alarms: now.alarms.fold().values(),
    signEntries,
    signs: (now.signs.now(city) ?? []).map(({ reading }) => reading),
    simulated,
    scenario: simulated ? (simulator()?.playing().scenario ?? null) : null,
    switches: switches.map(({ at_ms, scenario, person }) => ({ at: Number(at_ms), scenario, by: person })),
    refused,
    notes,
  });
}

/** At the start every signed page is read once; one that was changed behind our back must not wait to be looked at. */
export async function checkHandOvers(
  desk: Pick<HandOverDesk, 'check'>,
  report: (error: unknown, what: string) => void,
): Promise<void> {
  try {
    const { changed, missing } = await desk.check();
    if (changed.length === 0 && missing.length === 0) return;
    const told = [
      ...changed.map(({ number, faults }) => `page ${String(number)} (${faults.join(', ')})`),
      ...missing.map((number) => `page ${String(number)} is gone`),
    ].join('; ');
    report(new Error(told), '改动被发现: signed hand-over pages do not fit their hashes');
  } catch (error) {
    report(error, 'the hand-over pages could not be compared with their hashes');
  }
}
