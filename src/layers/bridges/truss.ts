import { bar, type Finish, type Mesh, type Place } from '@/scene/model/mesh';
import { ribbon, type Ribbons } from '@/scene/model/ribbons';
import type { Plan } from './plan';

const panel = 16;

/**
 * Truss planes with chords, verticals and diagonals: below the road where a second deck runs along their foot, above it
 * where trains run between them. The members are bars from near and lines that fade from afar.
 */
export function raiseTruss(mesh: Mesh, ribbons: Ribbons, plan: Plan): void {
  const { build, main } = plan;
  const deep = build.trussM;
  if (deep === undefined || plan.structure === 'arch') return;
  const through = build.lower === undefined;
  const [low, high] = through ? [0.4, deep] : [-deep, -0.9];
  const edge = plan.width / 2 - (through ? 0.4 : 1.2);
  const planes = build.planes === 3 ? [-edge, 0, edge] : [-edge, edge];
  const count = Math.max(2, 2 * Math.round((main[1] - main[0]) / panel / 2));
  const node = (index: number, off: number, above: number): Place => {
    const s = main[0] + ((main[1] - main[0]) * index) / count;
    return plan.at(s, off, plan.road(s) + above);
  };
  const finish: Finish = { substance: 'painted', own: -90 };
  const member = (from: Place, to: Place, thick: number) => {
    bar(mesh, from, to, plan.left, [thick, thick * 1.15], [thick, thick * 1.15], finish);
    ribbon(ribbons, [from, to], { substance: 'painted', radius: thick * 0.42, leastPx: 0.35, own: -90 });
  };
  for (const off of planes) {
    for (let i = 0; i < count; i += 1) {
      member(node(i, off, low), node(i + 1, off, low), 1.1);
      member(node(i, off, high), node(i + 1, off, high), 1.1);
      // 米字 and N trusses both read as crossing diagonals from afar: each panel leans towards the middle of its pair.
      if (i % 2 === 0) member(node(i, off, low), node(i + 1, off, high), 0.85);
      else member(node(i, off, high), node(i + 1, off, low), 0.85);
      member(node(i, off, low), node(i, off, high), 0.6);
    }
    member(node(count, off, low), node(count, off, high), 0.9);
  }
  for (let i = 0; i <= count; i += 1) {
    const at = through ? high : low - 0.8;
    member(node(i, edge, at), node(i, -edge, at), 0.7);
  }
}
