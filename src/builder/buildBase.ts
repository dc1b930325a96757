import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaseManifest } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { clearLeftovers, inputsOf, readManifest, startPartial } from './baseFolder';
import { buildingRecords } from './buildingRecords';
import { generateCity, innerCity, type OnProgress } from './city';
import { readGeography } from './ground/geography';
import { groundOf } from './ground/groundFiles';
import { registersOf } from './registerFiles';
import { openTileWorks } from './tiles/works';

export interface BuildOptions {
  /** CITY_HOME: the base is made in its folder `base`, the private records in `private`. */
  readonly home: string;
  /** Where `base/` and `registers/` of the sources lie. */
  readonly dataRoot: string;
  readonly seed: number;
  readonly onProgress: OnProgress;
  /** When the base was built, for its manifest. */
  readonly now: Date;
  /** Build anew although a good base is there. */
  readonly force?: boolean;
  /** Degrees; the inner city unless told. */
  readonly box?: Box;
}

/** The file of building records, under CITY_HOME and never served: one JSON object a line. */
export const privateBuildings = 'private/buildings.ndjson';

/**
 * Makes the base, or finds that the one there is still good. A build that is interrupted leaves the former base as it was
 * and a partial folder which the next build removes. Throws what the file system throws.
 */
export const buildBase = async (options: BuildOptions): Promise<BaseManifest> => {
  const { home, dataRoot, seed, onProgress } = options;
  await mkdir(home, { recursive: true });
  await clearLeftovers(home);
  const box = options.box ?? innerCity;
  const inputs = await inputsOf(dataRoot, seed, box);
  const present = await readManifest(home);
  if (options.force !== true && present?.inputs === inputs) {
    onProgress(1, 'kept');
    return present;
  }
  const geography = await readGeography(dataRoot);
  const city = generateCity(geography, seed, box, onProgress);
  const partial = await startPartial(home);
  try {
    const works = await openTileWorks({
      folder: join(home, `base.partial-${process.pid}`, 'spill'),
      sources: [],
    });
    for (const building of city.buildings) works.add(building);
    const tileset = await works.publish(partial.write, (done, of) =>
      onProgress(0.5 + (0.42 * done) / of, 'tiles'),
    );
    works.close();
    onProgress(0.93, 'ground');
    for (const [path, content] of groundOf(city, geography)) await partial.write(path, content);
    onProgress(0.96, 'registers');
    const registers = registersOf(city, geography, seed);
    for (const [path, content] of registers.files) await partial.write(path, content);
    await writePrivate(home, buildingRecords(city.buildings));
    const manifest: BaseManifest = {
      version: 1,
      seed,
      builtAt: options.now.toISOString(),
      inputs,
      counts: { buildings: city.buildings.length, tiles: tileset.tiles, devices: registers.devices },
    };
    await partial.finish(manifest);
    onProgress(1, 'done');
    return manifest;
  } catch (error) {
    await partial.discard();
    throw error;
  }
};

/** In one step, so that a reader never sees half of it. */
const writePrivate = async (home: string, content: string): Promise<void> => {
  await mkdir(join(home, 'private'), { recursive: true, mode: 0o700 });
  const target = join(home, privateBuildings);
  await writeFile(`${target}.partial`, content, { mode: 0o600 });
  await rename(`${target}.partial`, target);
};
