import type { Observations, SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import type { TimeContext } from '@/contracts/time';
import { signDefinition, type ScenarioId } from '@/domain/definitions';
import { evaluateSign, inputsOf, type SignInput } from '@/domain/signs';
import type { CityQuery, CommandResult } from './cityQuery';
import type { Fetch } from './http';
import { createRegisters } from './registers';
import type { ReadingRows } from '@/contracts/readingRows';
import { createSimulateWindow } from '@/domain/simulatedWindow';

export interface StaticCity {
  readonly query: CityQuery;
  readonly replay: (from: number, to: number) => Promise<ReadingRows>;
}

/** The refusal of everything that needs a server, said so that a person understands it. */
const alone: Text = {
  zh: '静态演示没有服务器，此项不可用',
  en: 'This static demonstration has no server: not available here',
};

/** 静态演示: registers from beside the page, readings from the simulated city itself, no records and no commands. */
export function createStaticCity(
  fetch: Fetch,
  base: URL,
  scenario: ScenarioId,
  say: (text: Text) => string,
): StaticCity {
  const { series, ...registers } = createRegisters(fetch, new URL('tiles/', base));
  const refuse = (): Promise<CommandResult<never>> =>
    Promise.resolve({ ok: false, status: 503, detail: say(alone) });
  return {
    query: {
      ...registers,
      served: false,
      catalogue: series,
      observations: async (asked) => observe(scenario, await series(), asked),
      why: async (sign, time) => {
        const definition = signDefinition(sign);
        if (definition === undefined) throw new Error(`no sign ${sign}`);
        const catalogue = await series();
        return evaluateSign(
          definition,
          simulatedInputs(scenario, catalogue, inputsOf(definition, catalogue), time),
          time,
        );
      },
      ingestHealth: () => Promise.reject(new Error(say(alone))),
      refusals: refuse,
      record: refuse,
      acknowledge: refuse,
      commentAlarm: refuse,
      closeAlarm: refuse,
      signIn: refuse,
      signOut: () => Promise.resolve(),
    },
    replay: async (from, to) => createSimulateWindow(scenario, await series())(from, to, { leading: true }),
  };
}

function simulatedInputs(
  scenario: ScenarioId,
  catalogue: SeriesCatalogue,
  slots: readonly number[],
  time: TimeContext,
): readonly SignInput[] {
  const rows = createSimulateWindow(scenario, catalogue)(time.at, time.at, { leading: true, slots });
  const rowOf = new Map([...rows.slot].map((slot, row) => [slot, row]));
  return slots.flatMap((slot) => {
    const series = catalogue.series[slot];
    const row = rowOf.get(slot);
    if (series === undefined) return [];
    const heard = row === undefined ? undefined : { value: rows.value[row], observedAt: rows.timeMs[row] };
    return [
      {
        series: series.id,
        intervalS: series.intervalS,
        value: heard?.value ?? NaN,
        observedAt: heard?.observedAt ?? NaN,
      },
    ];
  });
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
