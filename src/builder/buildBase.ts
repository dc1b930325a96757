import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { innerPublished, type BaseManifest, type BaseSource } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { clearLeftovers, inputsOf, readManifest, spillOf, startPartial } from './baseFolder';
import type { Building } from './blocks/building';
import { recordsIn } from './buildingRecords';
import type { OnProgress } from './city';
import { groundOf } from './ground/groundFiles';
import { panoramaOf } from './ground/panorama';
import { openCellTally, type CellTally } from './ground/planningCells';
import { reliefFiles } from './ground/relief';
import { layGroundwork, type Groundwork } from './groundwork';
import { finishedImports } from './import/importFolder';
import { filesAbove } from './import/importedRelief';
import { mergeImports, type Merged } from './import/merge';
import { areaNumbers } from './partitions/tones';
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
  /** Hands over the city as it was laid out already, of the same seed, box and imported ground, where it was. */
  readonly groundwork?: () => Groundwork | undefined;
  /** Publish once, whole: where a whole city stands, nobody should see half of it. */
  readonly atOnce?: boolean;
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

const inputsNow = async ({ home, dataRoot, seed, box }: BuildOptions): Promise<string> => {
  const imports = await finishedImports(home);
  const manifests = imports.map(({ manifest }) => manifest);
  return inputsOf(dataRoot, seed, box, manifests);
};

/** The base that is there, where it is whole and good and none is forced anew. */
export const standingBase = async (options: BuildOptions): Promise<BaseManifest | undefined> => {
  const present = options.force === true ? undefined : await readManifest(options.home);
  return present?.stage !== 'inner' && present?.inputs === (await inputsNow(options)) ? present : undefined;
};

/**
 * Makes the base, or finds that the one there is still good. The whole municipality is laid out first; then the base is
 * published with the inner city, so that the page can open, and once more whole. A build that is interrupted leaves what
 * was published last as it was and a partial folder, which the next build removes. Throws what the file system throws.
 */
export const buildBase = async (options: BuildOptions): Promise<BaseManifest> => {
  const { home, onProgress } = options;
  await mkdir(home, { recursive: true });
  await clearLeftovers(home);
  const good = await standingBase(options);
  if (good !== undefined) {
    onProgress(1, 'kept');
    return good;
  }
  const present = await readManifest(home);
  const inputs = await inputsNow(options);
  const laid = await layOut(options);
  const { works, rest } = laid;
  try {
    const publishing = { options, inputs, works, rest };
    let manifest: BaseManifest | undefined;
    if (laid.complete !== undefined) {
      manifest = await publish(publishing, present?.revision ?? 0, 'inner', [0.52, 0.66]);
      onProgress(0.66, innerPublished);
      await laid.complete();
      laid.complete = undefined;
    }
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

/** A city laid out, its buildings with the tile works: it need not be held in memory while tiles are made. */
interface Laid {
  readonly works: TileWorks;
  readonly rest: Rest;
  /** Gives the works what lies outside the inner city; absent where they have everything. */
  complete: (() => Promise<unknown>) | undefined;
}

const layOut = async (options: BuildOptions): Promise<Laid> => {
  const { home, seed, onProgress, box } = options;
  const imports = await finishedImports(home);
  const groundwork = options.groundwork?.() ?? (await layGroundwork({ ...options, imports }));
  const { made, terrain } = groundwork;
  const merged = await mergeImports(groundwork.laidOut, groundwork.geography, imports, groundwork.relief);
  const { city, geography, stock } = merged;
  const sources = [generated, ...merged.sources];
  onProgress(0.5, 'registers');
  const registers = registersOf(city, groundwork.geography, seed, groundwork.relief, stock.carriers);
  const written = filesOf(groundOf(city, geography, sources), registers);
  const files = new Map<string, string | Uint8Array>([
    ...written,
    ...reliefFiles(made),
    ...(terrain === undefined ? [] : filesAbove(terrain, made)),
  ]);
  const tally = openCellTally();
  await writePrivate(home, merged, tally.add);
  const counts = [panoramaOf(files, everyPlace(merged)), tally.file(files, box === undefined)];
  const rest = { files: new Map([...files, ...counts]), devices: registers.devices, sources };
  const areas = areaNumbers(city.partitions.subdistricts);
  const works = await openTileWorks({ folder: spillOf(home), sources, areas });
  try {
    const inTwo = box === undefined && options.atOnce !== true && (await layBy(works, merged, isInner)) > 0;
    if (!inTwo) await layBy(works, merged, everywhere);
    return { works, rest, complete: inTwo ? () => layBy(works, merged, isOuter) : undefined };
  } catch (error) {
    works.close();
    throw error;
  }
};

type Wanted = (building: Building) => boolean;
const isInner: Wanted = ({ properties: { lon, lat } }) => withinBox(innerCity, [lon, lat]);
const isOuter: Wanted = (building) => !isInner(building);
const everywhere: Wanted = () => true;

/** Gives those wanted to the tile works, ours and then the imported ones, and says how many they were. */
const layBy = async (works: TileWorks, { city, stock }: Merged, wanted: Wanted): Promise<number> => {
  const before = works.count();
  for (const building of city.buildings) if (wanted(building)) works.add(building);
  for await (const building of stock.buildings()) if (wanted(building)) works.add(building);
  return works.count() - before;
};

function* everyPlace({ city, stock }: Merged) {
  yield* city.buildings;
  yield* stock.places();
}

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

/** In one step, so that a reader never sees half of it. `count` is told of each building on the way. */
const writePrivate = async (
  home: string,
  { city, stock }: Merged,
  count: CellTally['add'],
): Promise<void> => {
  await mkdir(join(home, 'private'), { recursive: true, mode: 0o700 });
  const target = join(home, privateBuildings);
  const inLine = recordsIn(city.partitions);
  const recordOf = (building: Building): string => {
    count(building.properties);
    return inLine(building);
  };
  const lines = async function* () {
    for (const building of city.buildings) yield recordOf(building);
    for await (const building of stock.buildings()) yield recordOf(building);
  };
  await pipeline(batched(lines()), createWriteStream(`${target}.partial`, { mode: 0o600 }));
  await rename(`${target}.partial`, target);
};

/** Joined to pieces a disk likes. */
async function* batched(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const line of lines) {
    held += line;
    if (held.length < 1 << 18) continue;
    yield held;
    held = '';
  }
  yield held;
}
