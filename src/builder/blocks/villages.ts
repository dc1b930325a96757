import { urbanity } from './centres';
import { box, storey } from './designs';
import type { Design } from './building';
import { onAirfield } from './kinds';
import type { Ground } from './site';
import { between, noise, randomOf, wholeBetween, type Random } from '../random';
import { rectangle } from '../rectangle';
import type { Point } from '../plane';
import type { Terrain } from '../ground/terrain';

/** A 湾子: low houses along one or two lanes among the fields. */
export interface Village {
  readonly centre: Point;
  readonly designs: readonly Design[];
  readonly lanes: readonly (readonly Point[])[];
  /** Round its houses, open, counter-clockwise. */
  readonly ring: readonly Point[];
}

/** About one village in a square of this side, metres. */
const pitch = 1230;
/** Clear of water, hills and the town's edge. */
const limits = { water: 90, green: 60, urban: 0.14 } as const;

/** The villages of the country, by seed alone; `open` says where the ground is not too steep to build. */
export const layVillages = (
  terrain: Terrain,
  ground: Ground,
  seed: number,
  open: (point: Point) => boolean,
): Village[] => {
  const [west, south, east, north] = terrain.box;
  const villages: Village[] = [];
  for (let y = south; y < north; y += pitch) {
    for (let x = west; x < east; x += pitch) {
      const random = randomOf(seed, Math.round(x / pitch), Math.round(y / pitch), 41);
      const at: Point = [x + between(random, 0.1, 0.9) * pitch, y + between(random, 0.1, 0.9) * pitch];
      // Some stretches of country are dense with villages, others are marsh, orchard and wood.
      if (random() > 0.72 + 0.3 * noise(seed + 13, at[0], at[1], 9000)) continue;
      if (!countryside(terrain, seed, at) || !open(at)) continue;
      const village = layVillage(terrain, ground, random, at);
      if (village !== undefined) villages.push(village);
    }
  }
  return villages;
};

const countryside = (terrain: Terrain, seed: number, [x, y]: Point): boolean =>
  !onAirfield([x, y]) &&
  terrain.districtAt([x, y]) !== undefined &&
  urbanity(seed, x, y) < limits.urban &&
  terrain.toWater(x, y) > limits.water &&
  terrain.toGreen(x, y) > limits.green;

const layVillage = (terrain: Terrain, ground: Ground, random: Random, at: Point): Village | undefined => {
  // Houses face south, lanes run more or less east and west, and bend with the ground.
  const heading = between(random, -0.35, 0.35);
  const bend = between(random, -0.0022, 0.0022);
  const houses = wholeBetween(random, 9, 30);
  const rows = houses > 17 ? 2 : 1;
  const perRow = Math.ceil(houses / rows);
  const designs: Design[] = [];
  const lanes: Point[][] = [];
  for (let row = 0; row < rows; row += 1) {
    const lane: Point[] = [];
    for (let k = 0; k < perRow; k += 1) {
      const s = (k - perRow / 2) * between(random, 15.5, 19);
      const angle = heading + bend * s;
      const x = at[0] + Math.cos(heading) * s - Math.sin(heading) * (row * 42 + (bend * s * s) / 2);
      const y = at[1] + Math.sin(heading) * s + Math.cos(heading) * (row * 42 + (bend * s * s) / 2);
      lane.push([x + Math.sin(angle) * 12, y - Math.cos(angle) * 12]);
      const plot = rectangle(x, y, angle, between(random, 9.5, 13), between(random, 9, 12.5));
      if (onAirfield([x, y]) || terrain.toWater(x, y) < 45 || ground.takes(plot, 2) || ground.onStreet(plot))
        continue;
      ground.take(plot);
      const floors = wholeBetween(random, 1, 3);
      designs.push(
        box(
          plot,
          floors * storey + 0.6,
          'residential',
          wholeBetween(random, 1985, 2018),
          random() < 0.62 ? 'gable' : 'flat',
        ),
      );
    }
    if (lane.length > 2) lanes.push(lane);
  }
  if (designs.length < 4) return undefined;
  return { centre: at, designs, lanes, ring: around(designs) };
};

/** The convex hull of the houses' places, moved out by a garden. */
const around = (designs: readonly Design[]): Point[] => {
  const points = designs
    .map(({ plot }): Point => [plot.x, plot.y])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly Point[]): Point[] => {
    const out: Point[] = [];
    for (const p of ordered) {
      while (out.length > 1) {
        const [a, b] = [out.at(-2)!, out.at(-1)!];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(p);
    }
    return out.slice(0, -1);
  };
  const hull = [...half(points), ...half([...points].reverse())];
  const x = hull.reduce((sum, p) => sum + p[0], 0) / hull.length;
  const y = hull.reduce((sum, p) => sum + p[1], 0) / hull.length;
  return hull.map((p) => {
    const far = Math.hypot(p[0] - x, p[1] - y) || 1;
    return [x + ((p[0] - x) * (far + 26)) / far, y + ((p[1] - y) * (far + 26)) / far];
  });
};
