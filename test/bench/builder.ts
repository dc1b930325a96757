import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Building } from '@/builder/blocks/building';
import { generateCity } from '@/builder/city';
import { readGeography } from '@/builder/ground/geography';
import { baseManifest } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';
import { toLonLat } from '@/builder/plane';
import { createDraft } from '@/builder/tiles/draft';
import { frameAt } from '@/builder/tiles/ellipsoid';
import { createGlbWriter } from '@/builder/tiles/glb';
import { grainOf, meshOf } from '@/builder/tiles/mesh';
import { openTileWorks } from '@/builder/tiles/works';
import { plainTown } from '../support/plainTown';
import { repository } from '../support/sourceTree';
import { createPeer, plainMesh } from './builder/peer';

export const name = 'builder';

const round = (value: number) => Math.round(value * 10) / 10;
const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Footprints in, all levels out; files are counted and dropped. Every cost of the tiler is in the time, the disk's is not. */
async function tile(buildings: readonly Building[]) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-builder-'));
  const cpu = process.cpuUsage();
  const begun = performance.now();
  try {
    const works = await openTileWorks({ folder, sources: [] });
    for (const building of buildings) works.add(building);
    const { tiles, bytes } = await works.publish(
      () => Promise.resolve(),
      () => undefined,
    );
    works.close();
    const wallS = (performance.now() - begun) / 1000;
    const spent = process.cpuUsage(cpu);
    const coreS = (spent.user + spent.system) / 1e6;
    return { tiles, megabytes: round(bytes / 1e6), wallS, coreS };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tiler on a city already in memory, three times. */
async function throughput(buildings: readonly Building[]) {
  const runs = [await tile(buildings), await tile(buildings), await tile(buildings)];
  const [{ tiles, megabytes }] = runs as [Awaited<ReturnType<typeof tile>>];
  return {
    buildings: buildings.length,
    perSecond: Math.round(buildings.length / median(runs.map((each) => each.wallS))),
    perSecondAndCore: Math.round(buildings.length / median(runs.map((each) => each.coreS))),
    tiles,
    megabytes,
    bytesABuilding: Math.round((megabytes * 1e6) / buildings.length),
  };
}

/** Only the writing of glTF, ours and glTF-Transform's, in turn on the same meshes. */
async function writing(buildings: readonly Building[]) {
  const [ours, peer] = [
    await createGlbWriter({ district: new Map(), street: new Map() }),
    await createPeer(),
  ];
  const draft = createDraft();
  const spent: { readonly ours: number[]; readonly peer: number[] } = { ours: [], peer: [] };
  const bytes = { ours: 0, peer: 0 };
  for (let from = 0; from + 1000 <= buildings.length; from += 1000) {
    const members = buildings.slice(from, from + 1000);
    const rows = members.map((each) => each.properties);
    const frame = frameAt([...toLonLat(members[0]!.centre), groundHeight]);
    const mesh = meshOf(draft, members, frame, 'near', grainOf('near', 40_000));
    const plain = plainMesh(mesh);
    const begun = performance.now();
    bytes.ours += ours(mesh, rows, '').length;
    const between = performance.now();
    bytes.peer += (await peer(plain, rows)).length;
    spent.ours.push(between - begun);
    spent.peer.push(performance.now() - between);
  }
  const [mine, others] = [median(spent.ours), median(spent.peer)];
  return {
    peer: 'glTF-Transform',
    tilesOf1000: spent.ours.length,
    oursMs: round(mine),
    peerMs: round(others),
    timesFaster: round(others / mine),
    oursBytesABuilding: Math.round(bytes.ours / spent.ours.length / 1000),
    peerBytesABuilding: Math.round(bytes.peer / spent.ours.length / 1000),
  };
}

/** A bench in a process of its own, whose peak memory is its own too. */
async function apart(bench: string, folder: string) {
  const out = join(folder, `${bench}.json`);
  await promisify(execFile)(process.execPath, ['src/start.mjs', 'bench', bench, '--out', out], {
    cwd: repository,
    maxBuffer: 2 ** 24,
  });
  return (JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>)[bench];
}

/** The default city from nothing, as the first start makes it, and its buildings through the tiler alone. */
async function defaultCity(home: string) {
  const begun = performance.now();
  await promisify(execFile)(process.execPath, ['src/start.mjs', 'city', 'build', '--home', home], {
    cwd: repository,
    maxBuffer: 2 ** 24,
  });
  const buildS = round((performance.now() - begun) / 1000);
  const base = join(home, 'base');
  const { counts, seed } = baseManifest.parse(JSON.parse(readFileSync(join(base, 'manifest.json'), 'utf8')));
  const geography = await readGeography(join(repository, 'data'));
  const { buildings } = generateCity(geography, seed, undefined, () => undefined);
  return {
    ...counts,
    buildS,
    onDiskMegabytes: { tiles: megabytesUnder(join(base, 'buildings')), all: megabytesUnder(base) },
    tiler: await throughput(buildings),
    writing: await writing(buildings.slice(0, 20_000)),
  };
}

function megabytesUnder(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sizes = files.map((file) => statSync(join(folder, file))).filter((each) => each.isFile());
  return round(sizes.reduce((sum, { size }) => sum + size, 0) / 1e6);
}

/** The tiler by itself: a plain town of 200,000, the default city, a million and an import of 300,000 in processes of their own. */
export async function run() {
  const home = mkdtempSync(join(tmpdir(), 'bench-city-'));
  try {
    return {
      plainTown: await throughput([...plainTown(200_000, 30_000)]),
      million: await apart('builder-million', home),
      imported: await apart('builder-import', home),
      defaultCity: await defaultCity(home),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
