import { part, type Building } from '../blocks/building';
import { rectangle } from '../rectangle';

/** From this height or ground area on a building is seen by itself from afar. */
const alone = { height: 112, area: 4500 } as const;

/**
 * Lower ones of a block are drawn as one mass within this distance along and across their row, metres: high flats row by
 * row, slabs two rows together, lanes and villages as the dense carpet they are.
 */
const reaches = [
  { from: 27, along: 420, across: 24 },
  { from: 15, along: 420, across: 64 },
  { from: 0, along: 240, across: 200 },
] as const;

/** The engine keeps a property table in a texture as high as the table; software renderers stop at 8,192 rows. */
const mostRows = 8000;

/** Smaller masses (a row of shops) are left out, m³. */
const leastVolume = 22_000;

/**
 * What the city looks like from ten kilometres: high and large buildings as they are, without their smaller parts; low
 * ones of a block melted together. A mass carries the largest of its buildings, which it stands for when picked.
 */
export const massing = (buildings: readonly Building[]): Building[] => {
  for (let stretch = 1; ; stretch *= 1.3) {
    const masses = massed(buildings, stretch);
    if (masses.length <= mostRows || stretch > 8) return masses;
  }
};

const massed = (buildings: readonly Building[], stretch: number): Building[] => {
  const out: Building[] = [];
  const low = new Map<string, Building[]>();
  for (const building of buildings) {
    const { height, area, name } = building.properties;
    if (name !== '' || height >= alone.height || area >= alone.area || building.block < 0) {
      out.push({
        ...building,
        parts: building.parts.filter((each) => name !== '' || each.top - each.base > 12),
      });
      continue;
    }
    const [x, y] = turned(building, building.plot.angle);
    const reach = reaches.find((each) => height >= each.from) ?? reaches[2];
    const key = [
      building.block,
      Math.round(building.plot.angle * 20),
      Math.floor(x / (reach.along * stretch)),
      Math.floor(y / reach.across),
      reach.from,
    ].join();
    low.set(key, [...(low.get(key) ?? []), building]);
  }
  for (const group of low.values()) {
    const mass = melted(group);
    if (mass.volume > leastVolume * stretch) out.push(mass.building);
  }
  return out.filter((each) => each.parts.length > 0);
};

const turned = (building: Building, angle: number): readonly [number, number] => {
  const [x, y] = building.centre;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x * c + y * s, y * c - x * s];
};

const melted = (group: readonly Building[]): { readonly building: Building; readonly volume: number } => {
  const largest = group.reduce((best, each) => (each.properties.area > best.properties.area ? each : best));
  const angle = largest.plot.angle;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let volume = 0;
  for (const building of group) {
    const [u, v] = turned(building, angle);
    west = Math.min(west, u - building.plot.halfLength);
    east = Math.max(east, u + building.plot.halfLength);
    south = Math.min(south, v - building.plot.halfDepth);
    north = Math.max(north, v + building.plot.halfDepth);
    volume += building.properties.area * building.properties.height;
  }
  const full = volume / ((east - west) * (north - south));
  const [u, v] = [(west + east) / 2, (south + north) / 2];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const mass = rectangle(u * c - v * s, u * s + v * c, angle, east - west, north - south);
  // Between the true mean (too flat to be seen) and the roofs' own height (a solid town).
  const height = Math.max(4, Math.sqrt(full * largest.properties.height));
  return { building: { ...largest, parts: [part(mass, 0, height)] }, volume };
};
