import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { firstScenario, scenarioIds, type ScenarioId } from '@/contracts/scenario';
import type { History } from './history';

/** What is played, since when (Unix ms) and who asked for it; `since` is `null` where nobody ever switched. */
const playing = z.object({
  scenario: z.enum(scenarioIds),
  since: z.number().nullable(),
  person: z.string().nullable(),
});
export type Playing = z.infer<typeof playing>;

export interface Simulator {
  readonly playing: () => Playing;
  /** Resolves when the switch will survive a restart; the devices are told in the same moment. Twice the same is once. */
  readonly play: (scenario: ScenarioId, person: string, at: number) => Promise<Playing>;
  /** Tells the devices of each switch from now on. */
  readonly follow: (tell: (scenario: ScenarioId) => void) => void;
}

const atFirst: Playing = { scenario: firstScenario, since: null, person: null };

/**
 * The scenario of a demo city. A file beside the base keeps it, since the devices speak before any database is open; the
 * database, where it is, keeps which one ruled since when.
 */
export async function openSimulator(
  home: string,
  history: Pick<History, 'ask'>,
  report: (error: unknown, what: string) => void,
): Promise<Simulator> {
  const path = join(home, 'scenario.json');
  let now = await readPlaying(path);
  let tell: (scenario: ScenarioId) => void = () => undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const change = async (next: Playing): Promise<Playing> => {
    if (next.scenario === now.scenario) return now;
    await writeFile(`${path}.new`, JSON.stringify(next));
    await rename(`${path}.new`, path);
    now = next;
    tell(next.scenario);
    const { scenario, since, person } = next;
    await history
      .ask((database) =>
        database
          .insertInto('scenario_switches')
          .values({ at_ms: since ?? 0, scenario, person: person ?? '' })
          .onConflict((conflict) => conflict.column('at_ms').doUpdateSet({ scenario, person: person ?? '' }))
          .execute(),
      )
      .catch((error: unknown) => {
        report(error, 'the switch of the scenario stands in its file alone');
      });
    return next;
  };

  return {
    playing: () => now,
    play: (scenario, person, at) => {
      const turn = queue.then(() => change({ scenario, since: at, person }));
      queue = turn.catch(() => undefined);
      return turn;
    },
    follow: (listener) => {
      tell = listener;
    },
  };
}

/** A file that is absent, or that another version wrote, is as if nobody had switched. */
async function readPlaying(path: string): Promise<Playing> {
  try {
    const read = playing.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : atFirst;
  } catch {
    return atFirst;
  }
}
