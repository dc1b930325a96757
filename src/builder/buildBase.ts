import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { innerPublished, type BaseManifest, type BaseSource } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { clearLeftovers, inputsOf, readManifest, spillOf, startPartial } from './baseFolder';
import type { Building } from './blocks/building';
import { buildingRecords } from './buildingRecords';
import { generateCity, type City, type OnProgress } from './city';
import { readGeography } from './ground/geography';
import { groundOf } from './ground/groundFiles';
import { panoramaOf } from './ground/panorama';
import { finishedImports } from './import/importFolder';
import { above, filesAbove, importedRelief } from './import/importedRelief';
import { mergeImports } from './import/merge';
import { makeRelief, reliefFiles } from './ground/relief';
import { registersOf, type RegisterFiles } from './registerFiles';
import { innerCity, withinBox } from './regions';
import { openTileWorks, type TileWorks } from './tiles/works';

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
  /** Degrees; the whole municipality unless told. With a box the base is published once, whole. */
  readonly box?: Box;
}

/** The file of building records, under CITY_HOME and never served: one JSON object a line. */
export const privateBuildings = 'private/buildings.ndjson';

/** What everything that no survey and no import has told is taken from. */
const generated: BaseSource = {
  id: 'generated',
  title: { zh: '江城孪生生成器（示意生成）', en: 'Generator of Jiangcheng Twin (indicative)' },
  licence: 'Apache-2.0',
  attribution: '',
  grade: 'generated',
  date: '2026',
  parts: ['buildings', 'streets', 'green', 'rail', 'relief'],
};

/** Everything of a base but its tiles. */
interface Rest {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly devices: number;
  readonly sources: readonly BaseSource[];
}

/** What stays the same from one publishing of a build to the next. */
interface Publishing {
  readonly options: BuildOptions;
  readonly inputs: string;
  readonly works: TileWorks;
  readonly rest: Rest;
}

/**
 * Makes the base, or finds that the one there is still good. The whole municipality is laid out first; then the base is
 * published with the inner city, so that the page can open, and once more whole. A build that is interrupted leaves what
 * was published last as it was and a partial folder, which the next build removes. Throws what the file system throws.
 */
export const buildBase = async (options: BuildOptions): Promise<BaseManifest> => {
  const { home, dataRoot, seed, onProgress, box } = options;
  await mkdir(home, { recursive: true });
  await clearLeftovers(home);
  const imports = await finishedImports(home);
  const inputs = await inputsOf(
    dataRoot,
    seed,
    box,
    imports.map(({ manifest }) => manifest),
  );
  const present = await readManifest(home);
  if (options.force !== true && present?.inputs === inputs && present.stage !== 'inner') {
    onProgress(1, 'kept');
    return present;
  }
  const geography = await readGeography(dataRoot);
  const terrain = await importedRelief(imports);
  const made = makeRelief(geography);
  const relief = terrain === undefined ? made.relief : above(terrain, made);
  const laidOut = generateCity(geography, seed, box, onProgress, relief);
  const merged = await mergeImports(laidOut, geography, imports, relief);
  const { city } = merged;
  const sources = [generated, ...merged.sources];
  onProgress(0.5, 'registers');
  const registers = registersOf(city, geography, seed);
  const written = filesOf(groundOf(city, merged.geography), registers);
  const files = new Map<string, string | Uint8Array>([
    ...written,
    ...reliefFiles(made),
    ...(terrain === undefined ? [] : filesAbove(terrain, made)),
  ]);
  const rest = {
    files: new Map([...files, panoramaOf(files, city.buildings)]),
    devices: registers.devices,
    sources,
  };
  await writePrivate(home, buildingRecords(city.buildings, city.partitions));
  const works = await openTileWorks({ folder: spillOf(home), sources });
  try {
    const publishing = { options, inputs, works, rest };
    const [inner, outer] = box === undefined ? inTwo(city) : [[], city.buildings];
    let manifest: BaseManifest | undefined;
    if (inner.length > 0 && outer.length > 0) {
      for (const building of inner) works.add(building);
      manifest = await publish(publishing, present?.revision ?? 0, 'inner', [0.52, 0.66]);
      onProgress(0.66, innerPublished);
    }
    for (const building of manifest === undefined ? city.buildings : outer) works.add(building);
    manifest = await publish(publishing, (manifest ?? present)?.revision ?? 0, 'whole', [
      manifest === undefined ? 0.52 : 0.66,
      0.98,
    ]);
    onProgress(1, 'done');
    return manifest;
  } finally {
    works.close();
    await rm(spillOf(home), { recursive: true, force: true });
  }
};

const inTwo = ({ buildings }: City): readonly [Building[], Building[]] => {
  const [inner, outer]: [Building[], Building[]] = [[], []];
  for (const building of buildings) {
    const { lon, lat } = building.properties;
    (withinBox(innerCity, [lon, lat]) ? inner : outer).push(building);
  }
  return [inner, outer];
};

const filesOf = (
  ground: ReadonlyMap<string, string>,
  registers: RegisterFiles,
): ReadonlyMap<string, string> => new Map([...ground, ...registers.files]);

/** Writes what is new, links what is not, and puts the folder in the old one's place in one step. */
const publish = async (
  { options, inputs, works, rest }: Publishing,
  before: number,
  stage: 'inner' | 'whole',
  [from, to]: readonly [number, number],
): Promise<BaseManifest> => {
  const partial = await startPartial(options.home);
  try {
    const tileset = await works.publish(partial.write, (done, of) =>
      options.onProgress(from + ((to - from) * done) / of, stage === 'inner' ? 'inner tiles' : 'tiles'),
    );
    for (const path of tileset.kept) await partial.keep(path);
    for (const [path, content] of rest.files) await partial.write(path, content);
    const manifest: BaseManifest = {
      version: 1,
      seed: options.seed,
      builtAt: options.now.toISOString(),
      inputs,
      counts: { buildings: tileset.buildings, tiles: tileset.tiles, devices: rest.devices },
      stage,
      revision: before + 1,
      sources: [...rest.sources],
    };
    await partial.finish(manifest);
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
