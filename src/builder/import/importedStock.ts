import { join } from 'node:path';
import type { BaseSource, BuildingProperties } from '@/contracts/base';
import type { Building } from '../blocks/building';
import type { Partitions } from '../partitions/partitions';
import type { Rectangle } from '../rectangle';
import { mayCarry, type Carrier } from '../registerFiles';
import type { Relief } from '@/domain/relief';
import { buildingRows } from './buildingRow';
import { importedBuilding } from './importedBuilding';
import { importFiles, type FinishedImport } from './importFolder';
import { openPlotIndex, type PlotIndex } from './plotIndex';

/** What is kept of an imported building in memory for the maps that count. */
export type Placed = Pick<BuildingProperties, 'lon' | 'lat' | 'grade' | 'cim'>;

/**
 * The buildings of all imports, of which only their plots and places are held; they themselves are read again from their
 * files whenever they are wanted, always in the same order.
 */
export interface ImportedStock {
  readonly count: number;
  /** Whether a plot meets one of theirs, of a building at least this high (metres). */
  readonly touched: (plot: Rectangle, leastM?: number) => boolean;
  readonly places: () => Generator<{ readonly properties: Placed }>;
  /** Those a device may stand on. */
  readonly carriers: readonly Carrier[];
  readonly buildings: () => AsyncGenerator<Building>;
}

/** One import's own share: which of its rows stand, and where. */
interface Shelf {
  readonly file: string;
  readonly source: BaseSource;
  readonly plots: PlotIndex;
  readonly stands: Uint8Array;
}

/** Walks the imports once, the first before the later ones where two show the same building. */
export const openStock = async (
  ordered: readonly FinishedImport[],
  partitions: Pick<Partitions, 'streetAt'>,
  relief: Relief,
): Promise<ImportedStock> => {
  const shelves: Shelf[] = [];
  const carriers: Carrier[] = [];
  const total = ordered.reduce((sum, { manifest }) => sum + manifest.buildings, 0);
  const places = new Float64Array(3 * total);
  const grades: string[] = [];
  let count = 0;
  for (const { folder, manifest } of ordered) {
    if (manifest.kind === 'terrain') continue;
    const { source } = manifest;
    const file = join(folder, importFiles.buildings);
    const plots = openPlotIndex();
    const stands = new Uint8Array(manifest.buildings);
    let row = -1;
    for await (const each of buildingRows(file)) {
      row += 1;
      const { properties, plot } = importedBuilding(each, source, 0);
      if (shelves.some((earlier) => earlier.plots.touched(plot))) continue;
      stands[row] = 1;
      plots.add(plot, properties.height);
      if (mayCarry(properties)) carriers.push(carrierOf(properties));
      let grade = grades.indexOf(properties.grade);
      if (grade < 0) grade = grades.push(properties.grade) - 1;
      places.set([properties.lon, properties.lat, grade], 3 * count);
      count += 1;
    }
    shelves.push({ file, source, plots, stands });
  }
  return {
    count,
    touched: (plot, leastM) => shelves.some(({ plots }) => plots.touched(plot, leastM)),
    places: function* () {
      for (let at = 0; at < 3 * count; at += 3)
        yield {
          properties: { lon: places[at]!, lat: places[at + 1]!, grade: grades[places[at + 2]!]!, cim: 2 },
        };
    },
    carriers,
    buildings: async function* () {
      for (const { file, source, stands } of shelves) {
        let row = -1;
        for await (const each of buildingRows(file)) {
          row += 1;
          if (stands[row] !== 1) continue;
          const building = importedBuilding(each, source, relief.heightAt(each.at[0], each.at[1]));
          const street = partitions.streetAt(building.centre);
          yield { ...building, properties: { ...building.properties, street } };
        }
      }
    },
  };
};

const carrierOf = ({ id, use, height, lon, lat, district }: BuildingProperties): Carrier => ({
  id,
  use,
  height,
  lon,
  lat,
  district,
});
