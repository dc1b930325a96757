import { join } from 'node:path';
import type { BaseManifest, BaseSource } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { inputsOf, readManifest, spillOf, startPartial } from '../baseFolder';
import type { Building } from '../blocks/building';
import { layGroundwork, type Groundwork } from '../groundwork';
import { areaNumbers } from '../partitions/tones';
import { corners } from '../rectangle';
import { cellAt } from '../tiles/cells';
import { tileCell } from '../tiles/cellTileset';
import { withCells } from '../tiles/shownCells';
import { openSpill } from '../tiles/spill';
import { createTileMaker, type MakeTile, type Region } from '../tiles/tile';
import type { BuildingRow } from './buildingRow';
import { importedBuilding } from './importedBuilding';
import { finishedImports, goesBefore } from './importFolder';
import { mergeImports, outlasts } from './merge';
import { openPlotIndex } from './plotIndex';

/** The base as it is seen while an import is still being read. */
export interface ImportView {
  /** A building that was taken. */
  readonly add: (row: BuildingRow) => void;
  /** Whether it is time to show what came since the last showing. */
  readonly due: () => boolean;
  /** Publishes the base with what has come so far; does nothing where no whole base of the same inputs stands. */
  readonly show: () => Promise<void>;
  /** How many were on the map when it was shown last. */
  readonly shown: () => number;
  /** Hands over the city as it was laid out for showing, if it was: the build that ends the import need not do it again. */
  readonly handOver: () => Groundwork | undefined;
  readonly close: () => void;
}

export interface ViewOptions {
  readonly home: string;
  readonly dataRoot: string;
  readonly seed: number;
  readonly box?: Box;
  readonly now: Date;
  /** Of the import: buildings or OpenStreetMap. */
  readonly kind: 'osm' | 'buildings';
  readonly source: BaseSource;
  /** The least time from one showing to the next; where a showing takes long, twice as long as it took. */
  readonly everyMs: number;
  /** Milliseconds of any clock that only goes forward. */
  readonly clock: () => number;
  readonly onShown: () => void;
}

/** Half of what the tile works keep in memory: the buildings that stand and those that come wait here beside the import. */
const mostBytes = 32 * 2 ** 20;

/** What stands where the import goes. */
interface Standing {
  readonly groundwork: Groundwork;
  readonly make: MakeTile;
  readonly present: BaseManifest;
  readonly sources: readonly BaseSource[];
  /** Imports whose buildings stay whatever this one brings. */
  readonly before: ReadonlySet<string>;
}

/**
 * Shows an import while it runs. Until its file is read to the end nobody knows where it covers the city, so one of ours
 * goes only where a new building stands on its very plot; streets, water and the far masses follow when all is read. Only
 * the cells that new buildings stand in are made anew, all else is kept.
 */
export const openImportView = (options: ViewOptions): ImportView => {
  const { home, source, everyMs, clock } = options;
  const standing = openSpill(join(spillOf(home), 'standing'), mostBytes);
  const incoming = openSpill(join(spillOf(home), 'incoming'), mostBytes);
  const [plots, firm] = [openPlotIndex(), openPlotIndex()];
  const counts = new Map<string, number>();
  const touched = new Set<string>();
  let opened: Standing | undefined;
  let blind = false;
  let [taken, shown] = [0, 0];
  let next = clock() + everyMs;

  const open = async (): Promise<Standing | undefined> => {
    const imports = await finishedImports(home);
    const present = await readManifest(home);
    const own = { id: source.id, kind: options.kind };
    const inputs = await inputsOf(
      options.dataRoot,
      options.seed,
      options.box,
      imports.map(({ manifest }) => manifest),
    );
    if (present === undefined || present.stage === 'inner' || present.inputs !== inputs) return undefined;
    const groundwork = await layGroundwork({ ...options, imports, onProgress: () => undefined });
    const { city, stock } = await mergeImports(
      groundwork.laidOut,
      groundwork.geography,
      imports,
      groundwork.relief,
    );
    const before = new Set(
      imports.flatMap(({ manifest }) => (goesBefore(manifest, own) ? [manifest.id] : [])),
    );
    const stand = (building: Building): void => {
      const cell = cellAt(building.centre);
      standing.add(cell, building);
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
      if (before.has(building.properties.source)) firm.add(building.plot, building.properties.height);
    };
    for (const building of city.buildings) stand(building);
    for await (const building of stock.buildings()) stand(building);
    const sources = [...(present.sources ?? []).filter(({ id }) => id !== source.id), source];
    return {
      groundwork,
      make: await createTileMaker(sources, areaNumbers(city.partitions.subdistricts)),
      present,
      sources,
      before,
    };
  };

  const stays = (building: Building, before: ReadonlySet<string>): boolean => {
    const from = building.properties.source;
    if (before.has(from)) return true;
    return from === 'generated' ? outlasts(building, plots) : !plots.touched(building.plot);
  };
  const seated = (building: Building, { relief }: Groundwork): Building => {
    const { lon, lat } = building.properties;
    return { ...building, properties: { ...building.properties, ground: relief.heightAt(lon, lat) } };
  };

  const publish = async ({ groundwork, make, present, sources, before }: Standing): Promise<void> => {
    const partial = await startPartial(home);
    try {
      const regions = new Map<string, Region>();
      for (const cell of touched) {
        const buildings = [
          ...standing.read(cell).filter((each) => stays(each, before)),
          ...incoming
            .read(cell)
            .flatMap((each) => (firm.touched(each.plot) ? [] : [seated(each, groundwork)])),
        ];
        counts.set(cell, buildings.length);
        if (buildings.length === 0) continue;
        const made = tileCell(cell, buildings, sources, make);
        regions.set(cell, made.region);
        for (const { name, bytes } of made.files)
          await partial.write(`buildings/cells/${cell}/${name}`, bytes);
      }
      const isMade = (path: string): boolean =>
        regions.has(/^buildings\/cells\/([^/]+)\//.exec(path)?.[1] ?? '');
      for (const path of await partial.former())
        if (!isMade(path) && path !== 'buildings/tileset.json' && path !== 'manifest.json')
          await partial.keep(path);
      await partial.write(
        'buildings/tileset.json',
        withCells(await partial.formerText('buildings/tileset.json'), regions, sources),
      );
      const { revision = 0 } = (await readManifest(home)) ?? present;
      await partial.show({
        ...present,
        builtAt: options.now.toISOString(),
        inputs: `with part of ${source.id}`,
        counts: { ...present.counts, buildings: [...counts.values()].reduce((sum, each) => sum + each, 0) },
        revision: revision + 1,
        importing: { id: source.id, buildings: taken },
        sources: [...sources],
      });
    } catch (error) {
      await partial.discard();
      throw error;
    }
    touched.clear();
  };

  return {
    add: (row) => {
      const building = importedBuilding(row, source, 0);
      incoming.add(cellAt(building.centre), building);
      plots.add(building.plot, building.properties.height);
      touched.add(cellAt(building.centre));
      for (const corner of corners(building.plot)) touched.add(cellAt(corner));
      taken += 1;
    },
    due: () => !blind && taken > shown && clock() >= next,
    show: async () => {
      opened ??= await open();
      blind = opened === undefined;
      if (opened === undefined) return;
      const begun = clock();
      await publish(opened);
      shown = taken;
      next = clock() + Math.max(everyMs, 2 * (clock() - begun));
      options.onShown();
    },
    shown: () => shown,
    handOver: () => {
      const groundwork = opened?.groundwork;
      opened = undefined;
      blind = true;
      return groundwork;
    },
    close: () => {
      standing.close();
      incoming.close();
    },
  };
};
