import { isLandmark, part, topOf, type Building } from '../blocks/building';
import { rectangle } from '../rectangle';

/** What stands for several buildings from afar, and how much of the city it is, m³. */
export interface Mass {
  readonly building: Building;
  readonly volume: number;
}

interface Reach {
  /** Metres of height from which on it holds. */
  readonly from: number;
  readonly along: number;
  readonly across: number;
}

interface Coarseness {
  /** From this height (metres) or ground area (m²) on a building is seen by itself. */
  readonly alone: { readonly height: number; readonly area: number };
  /** Lower ones are drawn as one mass within this distance along and across their row, metres. */
  readonly reaches: readonly Reach[];
  /** Smaller masses (a row of shops) are left out, m³. */
  readonly least: number;
  /** Buildings without a block melt within squares of a grid, metres. */
  readonly grid: number;
}

/** High flats row by row, slabs two rows together, lanes and villages as the dense carpet they are. */
const far: Coarseness = {
  alone: { height: 112, area: 4500 },
  reaches: [
    { from: 27, along: 420, across: 24 },
    { from: 15, along: 420, across: 64 },
    { from: 0, along: 130, across: 70 },
  ],
  least: 22_000,
  grid: 240,
};

/** Block by block. */
const region: Coarseness = {
  alone: { height: 150, area: 30_000 },
  reaches: [{ from: 0, along: 420, across: 420 }],
  least: 90_000,
  grid: 420,
};

const levels = { far, region } as const;

/** The engine keeps a property table in a texture as high as the table; software renderers stop at 8,192 rows. */
export const mostRows = 8000;

/** What one cell of the plane may show, so that a region of sixteen stays under `mostRows`. */
const mostOf = { far: 4000, region: 480 } as const;

/**
 * What a part of the city looks like from ten kilometres (`far`) or thirty (`region`): high and large buildings as they
 * are, without their smaller parts; low ones of a block melted together. A mass carries the properties of the largest of
 * its buildings, which it stands for when picked. Never empty unless `buildings` is: the largest mass is always kept.
 */
export const massing = (buildings: readonly Building[], level: keyof typeof levels): Mass[] => {
  const masses = massed(buildings, levels[level]);
  return masses.length <= mostOf[level] ? masses : largest(masses, mostOf[level]);
};

/** The largest by volume, in the order they came. */
export const largest = (masses: readonly Mass[], most: number): Mass[] => {
  const order = masses.map((_, i) => i).sort((a, b) => masses[b]!.volume - masses[a]!.volume || a - b);
  return order
    .slice(0, most)
    .sort((a, b) => a - b)
    .map((i) => masses[i]!);
};

const massed = (buildings: readonly Building[], coarse: Coarseness): Mass[] => {
  const alone: Mass[] = [];
  const low = new Map<string, Building[]>();
  for (const building of buildings) {
    const { height, area } = building.properties;
    if (isLandmark(building) || height >= coarse.alone.height || area >= coarse.alone.area) {
      alone.push({ building: simpler(building), volume: area * height });
      continue;
    }
    const key = groupOf(building, coarse);
    const group = low.get(key);
    if (group === undefined) low.set(key, [building]);
    else group.push(building);
  }
  const melting = Array.from(low.values(), melted);
  const kept = melting.filter((each) => each.volume > coarse.least);
  if (alone.length + kept.length > 0) return [...alone, ...kept];
  return largest(melting, 1);
};

/** Without the parts that nobody sees from afar, but never without any. */
const simpler = (building: Building): Building => {
  if (isLandmark(building)) return building;
  const parts = building.parts.filter((each) => each.top - each.base > 12);
  return parts.length === 0 || parts.length === building.parts.length ? building : { ...building, parts };
};

const groupOf = (building: Building, { reaches, grid }: Coarseness): string => {
  const { properties, block, plot, centre } = building;
  if (block < 0) return `${Math.floor(centre[0] / grid)},${Math.floor(centre[1] / grid)}`;
  const [x, y] = turned(building, plot.angle);
  const reach = reaches.find((each) => properties.height >= each.from) ?? reaches[reaches.length - 1]!;
  const [i, j] = [Math.floor(x / reach.along), Math.floor(y / reach.across)];
  return `${block},${Math.round(plot.angle * 20)},${i},${j},${reach.from}`;
};

const turned = ({ centre: [x, y] }: Building, angle: number): readonly [number, number] => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x * c + y * s, y * c - x * s];
};

const melted = (group: readonly Building[]): Mass => {
  const first = group.reduce((best, each) => (each.properties.area > best.properties.area ? each : best));
  const angle = first.plot.angle;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let volume = 0;
  let ground = 0;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  for (const { plot, properties, centre } of group) {
    const u = centre[0] * c + centre[1] * s;
    const v = centre[1] * c - centre[0] * s;
    const p = Math.abs(Math.cos(plot.angle - angle));
    const q = Math.abs(Math.sin(plot.angle - angle));
    const along = plot.halfLength * p + plot.halfDepth * q;
    const across = plot.halfLength * q + plot.halfDepth * p;
    west = Math.min(west, u - along);
    east = Math.max(east, u + along);
    south = Math.min(south, v - across);
    north = Math.max(north, v + across);
    volume += properties.area * properties.height;
    ground += properties.ground;
  }
  const full = volume / Math.max(1, (east - west) * (north - south));
  const [u, v] = [(west + east) / 2, (south + north) / 2];
  const mass = rectangle(u * c - v * s, u * s + v * c, angle, east - west, north - south);
  // Between the true mean (too flat to be seen) and the roofs' own height (a solid town), never above the highest roof.
  const roofs = group.reduce((top, each) => Math.max(top, topOf(each.parts)), 0);
  const height = Math.min(Math.max(4, roofs), Math.max(4, Math.sqrt(full * first.properties.height)));
  const properties = { ...first.properties, ground: ground / group.length };
  const centre = [mass.x, mass.y] as const;
  return {
    building: {
      ...first,
      properties,
      centre,
      plot: mass,
      parts: [part(mass, 0, height, group.length > 1 ? 'many' : 'flat')],
    },
    volume,
  };
};
