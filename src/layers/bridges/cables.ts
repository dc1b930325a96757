import { bar, type Mesh, type Place } from '@/scene/model/mesh';
import { ribbon, type Ribbons } from '@/scene/model/ribbons';
import { legAt, stagesOf } from './towers';
import type { Plan, Tower } from './plan';

const stayEvery = 13;
const hangerEvery = 17;
/** Share of a tower's height above the road at which its lowest stay is anchored. */
const lowestAnchor = 0.46;
/** A suspension cable that comes down to an anchorage on land reaches this share of the main span behind its tower. */
const backstay = 0.27;

/** How far the stays of a tower reach to either side: half way to the next tower, or over the spans beyond. */
export function reachOf({ towers, main }: Plan, index: number): readonly [back: number, on: number] {
  const { s } = towers[index]!;
  const before = towers[index - 1];
  const after = towers[index + 1];
  return [
    before === undefined ? s - main[0] - 4 : (s - before.s) / 2 - 4,
    after === undefined ? main[1] - s - 4 : (after.s - s) / 2 - 4,
  ];
}

/** Where the stays of one plane meet tower and deck; `plane` is 1 left, −1 right, 0 the middle. */
export function staysOf(plan: Plan, index: number, plane: -1 | 0 | 1): readonly (readonly [Place, Place])[] {
  const tower = plan.towers[index]!;
  const off = legAt(stagesOf(plan, tower));
  const rise = tower.topM - plan.road(tower.s);
  const edge = plan.build.tower === 'column' ? plan.width * 0.25 : plan.width / 2 - 0.8;
  return reachOf(plan, index).flatMap((reach, side) => {
    const count = Math.max(4, Math.round(reach / stayEvery));
    return Array.from({ length: count }, (_, i): readonly [Place, Place] => {
      const share = (i + 1) / count;
      const s = tower.s + (side === 0 ? -1 : 1) * (reach * (0.07 + 0.93 * share));
      const h = plan.road(tower.s) + rise * (lowestAnchor + (0.965 - lowestAnchor) * share);
      return [plan.at(tower.s, plane * off(h) * 0.96, h), plan.at(s, plane * edge, plan.road(s) + 0.6)];
    });
  });
}

export function hangStays(ribbons: Ribbons, plan: Plan): void {
  const planes = plan.build.planes === 3 ? ([-1, 0, 1] as const) : ([-1, 1] as const);
  plan.towers.forEach((_, index) => {
    for (const plane of planes)
      for (const stay of staysOf(plan, index, plane))
        ribbon(ribbons, stay, { substance: 'steel', radius: 0.15, leastPx: 0.5 });
  });
}

interface Hung {
  readonly from: Tower;
  readonly to: Tower;
  /** Hangers bear the deck here. */
  readonly bears: boolean;
}

/** The spans of a suspension bridge, with the two behind the outermost towers where the cable comes down. */
export function hungSpans({ towers, build, road, ground, main }: Plan): readonly Hung[] {
  const first = towers[0];
  const last = towers.at(-1);
  if (first === undefined || last === undefined) return [];
  const longest = towers.length > 1 ? towers[1]!.s - first.s : 400;
  const bears = (build.spans?.length ?? 0) > towers.length - 1;
  const end = (s: number): Tower => ({ s, topM: bears ? road(s) + 1 : Math.max(ground(s) + 6, road(s) - 6) });
  const [back, on] = bears
    ? [main[0], main[1]]
    : [Math.max(15, first.s - longest * backstay), last.s + longest * backstay];
  const stations = [end(back), ...towers, end(on)];
  return stations.slice(1).map((to, index) => ({
    from: stations[index]!,
    to,
    bears: bears || (index > 0 && index < stations.length - 2),
  }));
}

/** Height of the main cable: a parabola that hangs to just above the deck between towers and nearly straight behind them. */
export function cableAt(plan: Plan, { from, to }: Hung, t: number): number {
  const high = Math.min(from.topM, to.topM) > plan.road((from.s + to.s) / 2) + 20;
  const straight = (from.topM + to.topM) / 2;
  const sag = high ? straight - (plan.road((from.s + to.s) / 2) + 4) : Math.abs(from.topM - to.topM) * 0.08;
  return from.topM + (to.topM - from.topM) * t - 4 * sag * t * (1 - t);
}

export function hangCables(mesh: Mesh, ribbons: Ribbons, plan: Plan): void {
  const edge = plan.width / 2 - 0.6;
  for (const span of hungSpans(plan)) {
    const run = span.to.s - span.from.s;
    const count = Math.max(6, Math.round(run / hangerEvery));
    for (const off of [edge, -edge]) {
      const cable = Array.from({ length: count + 1 }, (_, i): Place => {
        const t = i / count;
        return plan.at(span.from.s + run * t, off, cableAt(plan, span, t));
      });
      ribbon(ribbons, cable, {
        substance: plan.build.paint === 'orange' ? 'painted' : 'steel',
        radius: 0.5,
        leastPx: 0.75,
        own: -90,
      });
      if (!span.bears) continue;
      for (let i = 1; i < count; i += 1) {
        const s = span.from.s + (run * i) / count;
        ribbon(ribbons, [cable[i]!, plan.at(s, off, plan.road(s))], {
          substance: 'steel',
          radius: 0.09,
          leastPx: 0.45,
        });
      }
    }
  }
  anchorages(mesh, plan);
}

/** Blocks of concrete that hold the cables' ends on land. */
function anchorages(mesh: Mesh, plan: Plan): void {
  const spans = hungSpans(plan);
  if (spans[0]?.bears === true && plan.width > 40) return;
  for (const tower of [spans[0]?.from, spans.at(-1)?.to]) {
    if (tower === undefined) continue;
    const foot = plan.ground(tower.s) - 3;
    bar(
      mesh,
      plan.at(tower.s, 0, foot),
      plan.at(tower.s, 0, Math.min(tower.topM + 3, plan.road(tower.s) - 2.4)),
      plan.left,
      [plan.width + 14, 44],
      [plan.width + 6, 26],
      {
        substance: 'concrete',
      },
    );
  }
}
