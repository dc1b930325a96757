import type { Observations, SeriesCatalogue } from '@/contracts/series';
import { firstScenario, type PlayedScenario, type ScenarioId } from '@/contracts/scenario';
import type { Text } from '@/contracts/text';
import type { TimeContext } from '@/contracts/time';
import type { Timeline } from '@/contracts/timeline';
import { signDefinition } from '@/domain/definitions';
import { scenarios } from '@/domain/scenarios';
import { planSigns, traceSign, type SignTable } from '@/domain/signs';
import { planWithin } from '@/domain/signs/plan';
import { wholeCity } from '@/domain/signs/scopes';
import type { CityQuery, CommandResult } from './cityQuery';
import { sightOf } from './cityScopes';
import type { Fetch } from './http';
import { createRegisters } from './registers';
import { joinFrames, type StretchRows } from './replayFrames';
import type { ReadingRows } from '@/contracts/readingRows';
import { createSimulateWindow, type SimulateWindow } from '@/domain/simulatedWindow';

export interface StaticCity {
  readonly query: CityQuery;
  readonly replay: (from: number, to: number) => Promise<StretchRows>;
  /** The whole city at a moment, made on the spot; nothing before the catalogue has come. */
  readonly glance: (at: number) => ReadingRows | undefined;
}

/** The refusal of everything that needs a server, said so that a person understands it. */
const alone: Text = {
  zh: '静态演示没有服务器，此项不可用',
  en: 'This static demonstration has no server: not available here',
};

const offered = scenarios.map(({ id, title, about }) => ({ id, title, about }));

/** 静态演示: registers from beside the page, readings from the simulated city itself, no records and no commands. */
export function createStaticCity(
  fetch: Fetch,
  base: URL,
  say: (text: Text) => string,
  now: () => number,
  switched: (scenario: ScenarioId) => void,
): StaticCity {
  let scenario: ScenarioId = firstScenario;
  let since: number | null = null;
  const { series: readSeries, ...registers } = createRegisters(fetch, new URL('tiles/', base));
  let read: SeriesCatalogue | undefined;
  let simulate: SimulateWindow | undefined;
  const series = async (): Promise<SeriesCatalogue> => {
    read = await readSeries();
    simulate = createSimulateWindow(scenario, read);
    return read;
  };
  const played = (): Promise<CommandResult<PlayedScenario>> => {
    const value = { scenario, since, person: null, refused: null, scenarios: offered };
    return Promise.resolve({ ok: true, value });
  };
  const refuse = (): Promise<CommandResult<never>> =>
    Promise.resolve({ ok: false, status: 503, detail: say(alone) });
  return {
    query: {
      ...registers,
      served: false,
      site: async () => (await import('./siteScene')).readSiteScene(fetch, new URL('site.json', base)),
      footprints: () => Promise.resolve([]),
      building: () => Promise.resolve(undefined),
      catalogue: series,
      observations: async (asked) => observe(scenario, await series(), asked),
      timeline: async ({ from, to, bins }) => simulatedTimeline(await series(), from, to, bins, now()),
      signMemories: () => Promise.resolve({}),
      why: async (sign, time, scope = wholeCity) => {
        const definition = signDefinition(sign);
        if (definition === undefined) throw new Error(`no sign ${sign}`);
        const catalogue = await series();
        const [whole] = planSigns([definition], catalogue);
        const liesIn = await sightOf(scope, catalogue, registers);
        if (whole === undefined || liesIn === undefined) throw new Error(`no sign ${sign} of ${scope}`);
        const plan = planWithin(whole, liesIn);
        const slots = [...new Set(plan.measures.flatMap((measure) => [...measure.slots]))];
        const { signTextOf } = await import('@/domain/signTexts');
        return traceSign(plan, simulatedTable(scenario, catalogue, slots, time), time, signTextOf(sign));
      },
      // Nobody was there to keep it.
      signHistory: () => Promise.resolve(undefined),
      playedScenario: played,
      playScenario: (next) => {
        if (next !== scenario) {
          scenario = next;
          since = now();
          if (read !== undefined) simulate = createSimulateWindow(scenario, read);
          switched(next);
        }
        return played();
      },
      ingestHealth: () => Promise.reject(new Error(say(alone))),
      refusals: refuse,
      record: refuse,
      acknowledge: refuse,
      commentAlarm: refuse,
      closeAlarm: refuse,
      assignAlarm: refuse,
      shelveAlarm: refuse,
      unshelveAlarm: refuse,
      assignees: refuse,
      handOvers: () => Promise.reject(new Error(say(alone))),
      signIn: refuse,
      signOut: () => Promise.resolve(),
    },
    replay: async (from, to) => simulateSlowly(scenario, await series(), from, to),
    glance: (at) => simulate?.(at, at, { leading: true }),
  };
}

function simulatedTable(
  scenario: ScenarioId,
  catalogue: SeriesCatalogue,
  slots: readonly number[],
  time: TimeContext,
): SignTable {
  const rows = createSimulateWindow(scenario, catalogue)(time.at, time.at, { leading: true, slots });
  const count = catalogue.series.length;
  const values = new Float64Array(count).fill(NaN);
  const times = new Float64Array(count).fill(NaN);
  const qualities = new Uint8Array(count);
  rows.slot.forEach((slot, row) => {
    values[slot] = rows.value[row]!;
    times[slot] = rows.timeMs[row]!;
    qualities[slot] = rows.quality[row]!;
  });
  return { values, times, qualities };
}

const slotsAtOnce = 1_000;

/** A stretch of the whole city, made slots by slots, so that the page stays awake meanwhile. */
async function simulateSlowly(
  scenario: ScenarioId,
  catalogue: SeriesCatalogue,
  from: number,
  to: number,
): Promise<StretchRows> {
  const simulate = createSimulateWindow(scenario, catalogue);
  const all = [...catalogue.series.keys()];
  const parts: ReadingRows[] = [];
  for (let first = 0; first < all.length; first += slotsAtOnce) {
    parts.push(simulate(from, to, { leading: true, slots: all.slice(first, first + slotsAtOnce) }));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return joinFrames(parts.map((rows) => ({ epoch: 0, seq: 0, revision: catalogue.revision, ...rows })));
}

/** How far back the static page replays. */
const reachMs = 24 * 60 * 60_000;

/** The simulated city says as much at any time as its intervals make it. */
function simulatedTimeline(
  catalogue: SeriesCatalogue,
  from: number,
  to: number,
  bins: number,
  now: number,
): Timeline {
  const width = (to - from) / bins;
  const perMs = catalogue.series.reduce((sum, { intervalS }) => sum + 1 / (intervalS * 1000), 0);
  const t = Array.from({ length: bins }, (_, bin) => Math.round(from + bin * width));
  return {
    from: now - reachMs,
    to: now,
    bins: {
      t,
      readings: t.map((start) => Math.round(perMs * Math.max(0, Math.min(width, now - start)))),
      alarms: t.map(() => 0),
      late: t.map(() => 0),
    },
  };
}

/** One column a pixel: least, greatest and last of what was said in it. */
function observe(
  scenario: ScenarioId,
  catalogue: SeriesCatalogue,
  { series, from, to, px, time }: Parameters<CityQuery['observations']>[0],
): Observations {
  const slot = catalogue.series.findIndex((one) => one.id === series);
  const interval = (catalogue.series[slot]?.intervalS ?? 1) * 1000;
  const width = Math.max(interval, (to - from) / Math.max(1, px));
  const told: Observations = { series, t: [], min: [], max: [], last: [], quality: [] };
  if (slot < 0) return told;
  const rows = createSimulateWindow(scenario, catalogue)(from, Math.min(to, time.at), { slots: [slot] });
  let column = -1;
  rows.timeMs.forEach((at, row) => {
    const value = rows.value[row]!;
    const mine = Math.floor((at - from) / width);
    const place = told.t.length - 1;
    if (mine === column) {
      told.min[place] = Math.min(told.min[place]!, value);
      told.max[place] = Math.max(told.max[place]!, value);
      told.last[place] = value;
      told.quality[place] = told.quality[place]! | rows.quality[row]!;
      return;
    }
    column = mine;
    told.t.push(at);
    told.min.push(value);
    told.max.push(value);
    told.last.push(value);
    told.quality.push(rows.quality[row]!);
  });
  return told;
}
