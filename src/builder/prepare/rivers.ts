import { axisOf, type Axis } from './axes';
import { fu, han, southChannel, yangtze } from './courses';
import { addRibbon, emptyField, joined, mapField, shapesOf, valueAt, type Field, type Shape } from './field';
import { noise } from './noise';
import type { Metres } from './plane';

export interface Rivers {
  readonly axes: { readonly yangtze: Axis; readonly south: Axis; readonly han: Axis; readonly fu: Axis };
  readonly yangtze: readonly Shape[];
  readonly han: readonly Shape[];
  readonly fu: readonly Shape[];
  /** Distance to the nearest river in metres, negative in the water; beyond about 900 m just a large number. */
  readonly distance: (p: Metres) => number;
  /** The same to the Yangtze alone. */
  readonly toYangtze: (p: Metres) => number;
  /** Islands: holes of the Yangtze, as outlines of their own. */
  readonly islands: readonly Shape[];
}

const reach = 900;
/** Rivers overlap by this much where they meet, so that no seam shows. */
export const overlap = 40;

export function mapRivers(border: (a: string, b: string) => readonly (readonly Metres[])[]): Rivers {
  const axes = {
    yangtze: axisOf(yangtze, border),
    south: axisOf(southChannel, border),
    han: axisOf(han, border),
    fu: axisOf(fu, border),
  };
  const main = bankNoise(ribbon([axes.yangtze], 25), 2600, 45, 3);
  const south = bankNoise(ribbonLike(main, axes.south), 2600, 45, 5);
  const big = combine(main, south, (a, b) => joined(a, b, 260));
  const hanField = bankNoise(ribbon([axes.han], 15), 900, 16, 11);
  const fuField = bankNoise(ribbon([axes.fu], 15), 700, 18, 11);
  const tributary = (own: Field, round: number): Shape[] => {
    const trunk = mapField(own, (p) => valueAt(big, p));
    const mouth = combine(own, trunk, (a, b) => Math.max(joined(a, b, round), -(b + overlap), a - round));
    return shapesOf(mouth, 0, 3, 200_000).slice(0, 1);
  };
  const shapes = shapesOf(big, 0, 4, 300_000).slice(0, 1);
  return {
    axes,
    yangtze: shapes,
    han: tributary(hanField, 160),
    fu: tributary(fuField, 120),
    distance: (p) => Math.min(valueAt(big, p), valueAt(hanField, p), valueAt(fuField, p)),
    toYangtze: (p) => valueAt(big, p),
    islands: shapes.flatMap(([, ...holes]) => holes.map((hole): Shape => [[...hole].reverse()])),
  };
}

/** Distance to the banks along axes, metres, negative in the water; worked out as far as `within` from them. */
export function ribbon(axes: readonly Axis[], step: number, within = reach): Field {
  const field = emptyField(
    axes.flatMap((axis) => axis.points),
    within + 700,
    step,
  );
  for (const axis of axes) addRibbon(field, axis.points, axis.halfWidth, within);
  return field;
}

/** Another axis on the same grid. */
function ribbonLike(grid: Field, axis: Axis): Field {
  const field: Field = { ...grid, values: new Float64Array(grid.values.length).fill(1e6) };
  addRibbon(field, axis.points, axis.halfWidth, reach);
  return field;
}

function combine(a: Field, b: Field, f: (a: number, b: number) => number): Field {
  return { ...a, values: a.values.map((value, i) => f(value, b.values[i]!)) };
}

/** Lets the banks wander gently, as no river keeps its width to the metre. */
export function bankNoise(
  field: Field,
  wavelength: number,
  metres: number,
  seed: number,
  within = reach,
): Field {
  return mapField(field, (p, value) =>
    value > within ? value : value + metres * noise(p, wavelength, seed),
  );
}
