import { bar, loft, quad, type Finish, type Mesh, type Place } from '@/scene/model/mesh';
import { ribbon, type Ribbons } from '@/scene/model/ribbons';
import type { Plan } from './plan';

const parapet = 1.1;
const kerb = 0.5;
const trackWidth = 11;
/** Metres between the places where a deck may bend, and between the piers of an approach. */
const step = 25;
const approachSpan = 42;

const steps = (from: number, to: number, most = step): readonly number[] => {
  const count = Math.max(1, Math.ceil((to - from) / most));
  return Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
};

/** How deep the girder is below the road at a place, metres. */
export function girderDepth({ build, main, structure }: Plan, s: number): number {
  const onMain = s > main[0] && s < main[1];
  if (!onMain) return 2.2;
  if (build.trussM !== undefined) return 1.3;
  return structure === 'girder' ? 3.2 : 3.4;
}

/** The road on its girder, from ramp to ramp, with parapets and, where there are two decks, the lower one. */
export function layDeck(mesh: Mesh, ribbons: Ribbons, plan: Plan): void {
  const { at, width, main, length, build, structure } = plan;
  const half = width / 2;
  const paint: Finish = { substance: build.paint === undefined ? 'concrete' : 'painted', own: -90 };
  const railOnly = structure === 'truss' && build.lower === undefined;
  for (const [from, to, onMain] of [
    [0, main[0], false],
    [main[0], main[1], true],
    [main[1], length, false],
  ] as const) {
    if (to - from < 1) continue;
    const stations = steps(from, to);
    const depth = girderDepth(plan, (from + to) / 2);
    const foot = half * (onMain && structure !== 'girder' ? 0.62 : 0.55);
    const box = (s: number): readonly Place[] => {
      const h = plan.road(s);
      const low = Math.max(h - depth, plan.ground(s) - 1);
      return [
        at(s, half - kerb, h),
        at(s, half - kerb, h + parapet),
        at(s, half, h + parapet),
        at(s, half, Math.min(h - 0.7, h)),
        at(s, foot, low),
        at(s, -foot, low),
        at(s, -half, h - 0.7),
        at(s, -half, h + parapet),
        at(s, -half + kerb, h + parapet),
        at(s, -half + kerb, h),
      ];
    };
    const side: Finish = onMain && structure !== 'girder' ? paint : { substance: 'concrete' };
    loft(mesh, stations.map(box), () => side);
    loft(
      mesh,
      stations.map((s) => [at(s, -half + kerb, plan.road(s)), at(s, half - kerb, plan.road(s))]),
      () => ({ substance: railOnly ? 'rail' : 'road', own: half - kerb }),
      (section, member) => [stations[section]!, member === 0 ? -half + kerb : half - kerb],
    );
  }
  for (const off of [half, -half])
    ribbon(
      ribbons,
      steps(0, length, 60).map((s) => at(s, off, plan.road(s) + parapet + 0.35)),
      { substance: 'steel', radius: 0.09, leastPx: 0.4 },
    );
  if (build.lower !== undefined && build.trussM !== undefined) layLowerDeck(mesh, plan, build.trussM);
}

/** The lower deck goes on beyond the truss until it meets the ground. */
function layLowerDeck(mesh: Mesh, plan: Plan, below: number): void {
  const { at, build, length } = plan;
  const half = build.lower === 'rail' ? Math.min(plan.width / 2 - 2, trackWidth) : plan.width / 2 - 2;
  const clear = steps(0, length).filter((s) => plan.road(s) - below > plan.ground(s) + 0.5);
  const chain = (s: number, offs: readonly number[], lower: number): readonly Place[] =>
    offs.map((off) => at(s, off, plan.road(s) - below - lower));
  loft(
    mesh,
    clear.map((s) => [...chain(s, [half], 0), ...chain(s, [half, -half], 1.6), ...chain(s, [-half], 0)]),
    () => ({ substance: 'concrete' }),
  );
  loft(
    mesh,
    clear.map((s) => chain(s, [-half, half], 0)),
    () => ({ substance: build.lower === 'rail' ? 'rail' : 'road', own: half }),
    (section, member) => [clear[section]!, member === 0 ? -half : half],
  );
}

/** Piers below the approaches and between the towers: a wall in the water, two columns and a cap on land. */
export function standPiers(mesh: Mesh, plan: Plan): void {
  const { main, length, piers, left } = plan;
  const approach = [
    ...steps(0, main[0], approachSpan).slice(1),
    ...steps(main[1], length, approachSpan).slice(0, -1),
  ];
  const lower = plan.build.lower === undefined ? 0 : (plan.build.trussM ?? 0) + 1.6;
  for (const s of approach) {
    const under = plan.road(s) - Math.max(girderDepth(plan, s), 0);
    const foot = plan.ground(s) - 1.5;
    if (under - foot < 4) continue;
    const offs = plan.width > 18 ? [plan.width * 0.24, -plan.width * 0.24] : [0];
    for (const off of offs)
      bar(mesh, plan.at(s, off, foot), plan.at(s, off, under - 1.4), left, [2.2, 1.9], [2.2, 1.9], {
        substance: 'concrete',
      });
    const reach = plan.width * 0.32;
    bar(
      mesh,
      plan.at(s, reach, under - 0.7),
      plan.at(s, -reach, under - 0.7),
      [0, 0, 1],
      [1.5, 2],
      [1.5, 2],
      {
        substance: 'concrete',
      },
    );
  }
  for (const s of piers) wall(mesh, plan, s, plan.road(s) - (lower || girderDepth(plan, s)));
}

/** A solid river pier, wider at its foot, with a rounded nose told by a taper. */
function wall(mesh: Mesh, plan: Plan, s: number, under: number): void {
  const foot = plan.ground(s) - 3;
  if (under - foot < 5) return;
  const across = plan.width * (plan.build.lower === 'rail' ? 0.8 : 0.66);
  bar(mesh, plan.at(s, 0, foot), plan.at(s, 0, foot + 5), plan.left, [across + 5, 9], [across + 4, 8], {
    substance: 'concrete',
  });
  bar(mesh, plan.at(s, 0, foot + 5), plan.at(s, 0, under), plan.left, [across, 4.6], [across * 0.92, 3.8], {
    substance: 'concrete',
  });
}

/** Faces at either end of the ramps, so that one never looks into a hollow deck. */
export function closeEnds(mesh: Mesh, plan: Plan): void {
  const half = plan.width / 2;
  for (const s of [0, plan.length]) {
    const [top, low] = [plan.road(s) + 0.05, plan.ground(s) - 3];
    quad(
      mesh,
      [plan.at(s, -half, low), plan.at(s, half, low), plan.at(s, half, top), plan.at(s, -half, top)],
      { substance: 'concrete' },
    );
  }
}
