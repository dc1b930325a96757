import type { PrinciplePlan } from './plan';
import { readCell, type PrincipleReadings } from './read';
import { levelOf, principleOf, shortfallOf, type PrincipleId, type PrincipleLevel } from './rules';

const slice = 100;

/** A whole map: a value and a level for each cell of the grid, in its order; NaN and `undefined` where nothing is known. */
export interface PrincipleMap {
  readonly id: PrincipleId;
  readonly values: Float64Array;
  readonly levels: readonly (PrincipleLevel | undefined)[];
  /** The city's value, per cent; `undefined` where no cell has one. */
  readonly city: number | undefined;
  readonly known: number;
  /** Places of the worst cells in the grid, the worst first; cells that lack nothing are not among them. */
  readonly worst: readonly number[];
}

const listed = 10;

/** Reads all cells in slices: whoever draws it out may rest after each. */
export function* readMap(
  id: PrincipleId,
  plan: PrinciplePlan,
  readings: PrincipleReadings,
): Generator<undefined, PrincipleMap> {
  const principle = principleOf(id);
  const { cells } = plan.grid;
  const values = new Float64Array(cells.length).fill(Number.NaN);
  const levels: (PrincipleLevel | undefined)[] = [];
  let [sum, weights, known] = [0, 0, 0];
  for (let cell = 0; cell < cells.length; cell += 1) {
    if (cell % slice === slice - 1) yield;
    const { value, weight } = readCell(id, plan, readings, cell);
    levels.push(value === undefined ? undefined : levelOf(principle, value));
    if (value === undefined) continue;
    values[cell] = value;
    sum += value * weight;
    weights += weight;
    known += 1;
  }
  yield;
  const worst = cells
    .map((_, cell) => cell)
    .filter((cell) => shortfallOf(principle, values[cell]!) > 0)
    .sort((a, b) => comparedBy(plan, values, principle.better, a, b))
    .slice(0, listed);
  return { id, values, levels, city: weights === 0 ? undefined : sum / weights, known, worst };
}

/** The worse value first; then where more people live, where more is built, and by name, so that the list never wavers. */
function comparedBy(
  { grid }: PrinciplePlan,
  values: Float64Array,
  better: 'more' | 'less',
  a: number,
  b: number,
): number {
  const [one, other] = [grid.cells[a]!, grid.cells[b]!];
  const worse = better === 'less' ? values[b]! - values[a]! : values[a]! - values[b]!;
  return (
    worse ||
    (other.residents ?? 0) - (one.residents ?? 0) ||
    other.floorM2 - one.floorM2 ||
    (one.id < other.id ? -1 : 1)
  );
}
