import { drillThingCount } from '../fleetPlan';
import { chance } from '../hash';
import { shareOfYear } from '../time';
import { swing, between, type Moment } from './moment';
import { wetnessOf } from './weather';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Metres Wusong. By the season low in January and high in July, far below the fortification stage of 25 m. */
export function riverStage(moment: Moment): number {
  const { scenario, timeMs } = moment;
  const ripple = 0.12 * swing(moment, 600) + 0.01 * swing(moment, 3);
  return stageAt(scenario, timeMs) + ripple;
}

/** The stage without a gauge's own ripple. */
function stageAt({ river }: Moment['scenario'], timeMs: number): number {
  if (river === undefined) return 18.9 - 4 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.04));
  return river.stageM + river.waveM * Math.sin((2 * Math.PI * timeMs) / (river.waveHours * hourMs));
}

/** Metres Wusong; each lake keeps its own level, rain and a high river hold it up. */
export function lakeLevel(moment: Moment): number {
  const { scenario, placeHabit } = moment;
  const rise = scenario.river?.lakeRiseM ?? 0;
  return (
    18.6 +
    1.1 * placeHabit +
    rise * (0.7 + 0.3 * placeHabit) +
    0.35 * wetnessOf(moment) +
    0.04 * swing(moment, 300)
  );
}

/** Kilopascals under the embankment: follows the river, more where the ground lets water through. */
export function seepagePressure(moment: Moment): number {
  const head = Math.max(0, stageAt(moment.scenario, moment.timeMs) - 16);
  return 4 + head * (1.2 + 3.4 * moment.habit ** 3) + 0.4 * swing(moment, 90);
}

/** How little it takes to stand under water: nearly none of the streets do, the drill's underpasses all. */
function lowness({ drill, habit }: Moment): number {
  return drill >= 0 ? 0.75 : habit ** 34;
}

/**
 * Centimetres of water on the road. Dry streets keep a film at most; low ones fill with the rain of the last forty minutes;
 * underpasses also rise and drain when their turn in the drill comes.
 */
export function roadWaterDepth(moment: Moment): number {
  const { habit, drill } = moment;
  const film = Math.max(0, habit * 1.2 - 0.6 + 0.2 * swing(moment, 10));
  const wet = wetnessOf(moment);
  const rained = wet === 0 ? 0 : wet * (2.2 * habit + 54 * lowness(moment)) * (1 + 0.05 * swing(moment, 2));
  return Math.max(film, rained, drill < 0 ? 0 : drilledDepth(moment));
}

function drilledDepth(moment: Moment): number {
  const { timeMs, drill } = moment;
  const { periodMinutes, turns } = moment.scenario.drill;
  const period = periodMinutes * minuteMs;
  const round = Math.floor(timeMs / period);
  const minute = (timeMs - round * period) / minuteMs;
  let deepest = 0;
  for (const turn of turns) {
    if ((((round + turn.offset) % drillThingCount) + drillThingCount) % drillThingCount !== drill) continue;
    const rising = (minute - turn.riseMinute) / (turn.fullMinute - turn.riseMinute);
    const falling = (turn.dryMinute - minute) / (turn.dryMinute - turn.fallMinute);
    const part = between(Math.min(rising, falling), 0, 1);
    deepest = Math.max(deepest, part * (turn.depthCm + 0.4 * swing(moment, 0.5)));
  }
  return deepest;
}

/** Per cent of what the station can lift: rain brings water, a high river makes it harder to be rid of. */
export function pumpLoad(moment: Moment): number {
  const against = moment.scenario.river === undefined ? 0 : 22;
  return between(
    9 +
      8 * moment.placeHabit +
      against +
      (78 + 8 * moment.placeHabit) * wetnessOf(moment) ** 0.7 +
      2 * swing(moment, 6),
    0,
    100,
  );
}

/** Metres above the fore-bay's floor. */
export function forebayLevel(moment: Moment): number {
  return 1.6 + 0.5 * moment.placeHabit + 3.1 * wetnessOf(moment) + 0.08 * swing(moment, 8);
}

/** Degrees from level: a cover that stands right hardly moves, and a few are lifted where the street floods. */
export function manholeTilt(moment: Moment): number {
  const { habit, own } = moment;
  const rest = 0.4 + 1.2 * habit + 0.2 * swing(moment, 30);
  return chance(own, 89) < 0.006 && wetnessOf(moment) > 0.55 ? rest + 24 : rest;
}
