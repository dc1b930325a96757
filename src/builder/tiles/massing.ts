import { part, type Building } from '../blocks/building';
import { rectangle } from '../rectangle';

/** From this height or ground area on a building is seen by itself from afar. */
const alone = { height: 112, area: 4500 } as const;

/** Lower ones of a block are drawn as one mass within this distance, metres; blocks of flats only along their row. */
const reach = { low: [240, 170], row: [240, 24], rowFrom: 27 } as const;

/**
 * What the city looks like from ten kilometres: high and large buildings as they are, without their smaller parts; low
 * ones of a block melted together. A mass carries the largest of its buildings, which it stands for when picked.
 */
export const massing = (buildings: readonly Building[]): Building[] => {
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
    const inRow = height >= reach.rowFrom;
    const [along, across] = inRow ? reach.row : reach.low;
    const key = [
      building.block,
      Math.round(building.plot.angle * 20),
      Math.floor(x / along),
      Math.floor(y / across),
      inRow,
    ].join();
    low.set(key, [...(low.get(key) ?? []), building]);
  }
  for (const group of low.values()) out.push(melted(group));
  return out.filter((each) => each.parts.length > 0);
};

const turned = (building: Building, angle: number): readonly [number, number] => {
  const [x, y] = building.centre;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x * c + y * s, y * c - x * s];
};

const melted = (group: readonly Building[]): Building => {
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
  return { ...largest, parts: [part(mass, 0, height)] };
};
