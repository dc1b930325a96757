import { bar, type Finish, type Mesh, type Place } from '@/scene/model/mesh';
import type { Plan, Tower } from './plan';

/** Where a tower's left leg stands at a height, metres from the axis; its other leg mirrors it. */
export type LegAt = (height: number) => number;

interface Stage {
  readonly h: number;
  readonly off: number;
}

/** The corners of a tower's left leg from the foot to the top, by the tower's form. */
export function stagesOf(plan: Plan, { s, topM }: Tower): readonly Stage[] {
  const half = plan.width / 2;
  const road = plan.road(s);
  const foot = plan.ground(s) - 3;
  const rise = topM - road;
  switch (plan.build.tower) {
    case 'a':
      return [
        { h: foot, off: half + 7 },
        { h: road, off: half + 3 },
        { h: topM - rise * 0.16, off: 2.4 },
        { h: topM, off: 2 },
      ];
    case 'inverted-y':
      return [
        { h: foot, off: half + 2 },
        { h: road, off: half + 4 },
        { h: road + rise * 0.58, off: 1.9 },
        { h: topM, off: 1.7 },
      ];
    case 'diamond':
      return [
        { h: foot, off: half * 0.42 },
        { h: road - 2, off: half + 3.5 },
        { h: road + rise * 0.62, off: 3.2 },
        { h: topM, off: 2.6 },
      ];
    case 'h':
      return [
        { h: foot, off: half + 3 },
        { h: road, off: half + 3 },
        { h: road + rise * 0.5, off: half * 0.74 },
        { h: topM, off: half * 0.74 },
      ];
    case 'column':
      return [
        { h: foot, off: half * 0.5 },
        { h: topM, off: half * 0.5 },
      ];
    case 'portal':
    case 'pavilion':
    case undefined:
      return [
        { h: foot, off: half + 5 },
        { h: road, off: half + 3.4 },
        { h: topM, off: half + 0.6 },
      ];
  }
}

export function legAt(stages: readonly Stage[]): LegAt {
  return (h) => {
    const after = Math.max(
      1,
      stages.findIndex((stage) => stage.h >= h),
    );
    const [from, to] = [stages[after - 1]!, stages[after]!];
    const t = Math.min(1, Math.max(0, (h - from.h) / (to.h - from.h)));
    return from.off + (to.off - from.off) * t;
  };
}

/** All towers of a bridge. Bridgeheads with pavilions are built of stone; the others of what the register says. */
export function raiseTowers(mesh: Mesh, plan: Plan): void {
  plan.towers.forEach((tower, index) => {
    const rise = tower.topM - plan.road(tower.s);
    if (rise < 8) return;
    if (plan.build.tower === 'pavilion') return pavilions(mesh, plan, tower);
    const astride = plan.build.towerMaterial === 'steel' && index > 0 && index < plan.towers.length - 1;
    raise(mesh, plan, tower, astride);
  });
}

function raise(mesh: Mesh, plan: Plan, tower: Tower, astride: boolean): void {
  const { s, topM } = tower;
  const road = plan.road(s);
  const stages = stagesOf(plan, tower);
  const foot = stages[0]!.h;
  const finish: Finish = { substance: plan.build.paint === 'orange' ? 'painted' : 'tower' };
  const thick = Math.min(11, Math.max(4.5, (topM - foot) / 20));
  const own = (h: number) => h - road;
  const leg = (side: 1 | -1, lean: number) => {
    for (let i = 1; i < stages.length; i += 1) {
      const [low, high] = [stages[i - 1]!, stages[i]!];
      const size = (h: number): [number, number] => {
        const t = (h - foot) / (topM - foot);
        return [thick * (0.72 - 0.2 * t), thick * (1 - 0.3 * t)];
      };
      const along = (h: number) => s + lean * Math.max(0, 1 - (h - foot) / ((topM - foot) * 0.62));
      const place = ({ h, off }: Stage): Place => plan.at(along(h), side * off, h);
      bar(mesh, place(low), place(high), plan.left, size(low.h), size(high.h), finish, [
        own(low.h),
        own(high.h),
      ]);
    }
  };
  for (const side of [1, -1] as const) {
    if (!astride) leg(side, 0);
    else for (const lean of [19, -19]) leg(side, lean);
  }
  const off = legAt(stages);
  for (const h of beamsOf(plan, tower)) {
    const reach = off(h);
    bar(
      mesh,
      plan.at(s, reach, h),
      plan.at(s, -reach, h),
      [0, 0, 1],
      [thick * 0.62, thick * 0.7],
      [thick * 0.62, thick * 0.7],
      finish,
      [own(h), own(h)],
    );
  }
  const spread = 2 * stages[0]!.off + thick + 6;
  const deep = thick * 2.2 + (astride ? 40 : 0);
  bar(mesh, plan.at(s, 0, foot), plan.at(s, 0, foot + 7), plan.left, [spread, deep], [spread - 3, deep - 3], {
    substance: 'concrete',
  });
}

/** Heights of the beams across: always one below the deck, more above it as the form has them. */
function beamsOf({ build, road, structure }: Plan, { s, topM }: Tower): readonly number[] {
  const deck = road(s);
  const rise = topM - deck;
  const below = deck - (build.trussM ?? 3.4) - 3;
  switch (build.tower) {
    case 'a':
      return [below, topM - rise * 0.16, topM - 3];
    case 'inverted-y':
    case 'diamond':
      return [below, deck + rise * 0.6];
    case 'h':
      return [below, deck + rise * 0.5, topM - rise * 0.08];
    case 'column':
      return [below];
    case 'portal':
    case 'pavilion':
    case undefined:
      return structure === 'suspension' && rise > 110
        ? [below, deck + rise * 0.5, topM - 5]
        : [below, topM - 4];
  }
}

/** The bridgeheads of 1957: on either side a stone block from the bank to above the road, a gallery and a pointed roof. */
function pavilions(mesh: Mesh, plan: Plan, { s, topM }: Tower): void {
  const road = plan.road(s);
  const foot = plan.ground(s) - 3;
  const stone: Finish = { substance: 'tower' };
  const eave = topM - 9;
  const part = (off: number, from: number, to: number, low: number, high: number) =>
    bar(mesh, plan.at(s, off, from), plan.at(s, off, to), plan.left, [low, low], [high, high], stone, [
      from - road,
      to - road,
    ]);
  for (const side of [1, -1]) {
    const off = side * (plan.width / 2 + 5.5);
    part(off, foot, road, 15, 13);
    part(off, road, eave - 5, 10, 9);
    part(off, eave - 5, eave - 4, 11.5, 11.5);
    part(off, eave - 4, eave, 7.6, 7.2);
    part(off, eave, eave + 0.9, 10.6, 10.2);
    part(off, eave + 0.9, eave + 4, 7.6, 4.4);
    part(off, eave + 4, eave + 5, 6.4, 6);
    part(off, eave + 5, topM, 4.6, 0.4);
  }
}
