import { bar, type Finish, type Mesh, type Place } from '@/scene/model/mesh';
import { ribbon, type Ribbons } from '@/scene/model/ribbons';
import type { Plan } from './plan';

const panels = 28;

/** The main span an arch carries, about the middle of the main bridge. */
export function archSpan({ main, build }: Plan): readonly [from: number, to: number] {
  const middle = (main[0] + main[1]) / 2;
  const span = Math.max(...(build.spans ?? [main[1] - main[0]]));
  return [middle - span / 2, middle + span / 2];
}

/**
 * Two ribs over the deck with hangers and wind braces: boxes or tubes that spring from the deck, or trusses of two chords
 * that spring from below it. The rise is a fifth of the span.
 */
export function raiseArch(mesh: Mesh, ribbons: Ribbons, plan: Plan): void {
  const [from, to] = archSpan(plan);
  const deep = plan.build.trussM;
  const span = to - from;
  const foot = deep === undefined ? 0.4 : -8;
  const rise = span / (deep === undefined ? 5 : 4.6) - foot;
  const finish: Finish = { substance: 'painted' };
  const edge = plan.width / 2 - 0.2;
  const road = plan.road((from + to) / 2);
  const above = (i: number): number => foot + (4 * rise * i * (panels - i)) / panels ** 2;
  const at = (i: number, off: number, over: number): Place =>
    plan.at(from + (span * i) / panels, off, road + over);
  const member = (a: Place, b: Place, thick: number, own: readonly [number, number]) => {
    bar(mesh, a, b, plan.left, [thick, thick * 1.25], [thick, thick * 1.25], finish, own);
  };
  for (const side of [1, -1]) {
    const off = side * edge;
    for (let i = 0; i < panels; i += 1) {
      const [here, next] = [above(i), above(i + 1)];
      const rib = deep === undefined ? 2.6 : 1.6;
      member(at(i, off, here), at(i + 1, off, next), rib, [here, next]);
      if (deep === undefined) continue;
      const upper = (j: number) => above(j) + deep * (0.75 + 0.25 * Math.abs(1 - (2 * j) / panels));
      member(at(i, off, upper(i)), at(i + 1, off, upper(i + 1)), 1.6, [here, next]);
      member(at(i, off, here), at(i, off, upper(i)), 0.9, [here, here]);
      const [a, b] =
        i < panels / 2
          ? [at(i, off, here), at(i + 1, off, upper(i + 1))]
          : [at(i, off, upper(i)), at(i + 1, off, next)];
      member(a, b, 0.9, [here, next]);
    }
    for (let i = 1; i < panels; i += 1) {
      if (above(i) < 4) continue;
      ribbon(ribbons, [at(i, off, above(i)), at(i, off, 0)], {
        substance: 'steel',
        radius: 0.1,
        leastPx: 0.5,
      });
    }
  }
  for (let i = 5; i <= panels - 5; i += 3)
    member(at(i, edge, above(i)), at(i, -edge, above(i)), 1.3, [above(i), above(i)]);
}
