import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { readOrder } from '@/builder/import/command';
import { runImport } from '@/builder/import/runImport';
import { toLonLat } from '@/builder/plane';
import { baseManifest } from '@/contracts/base';
import { plainTown } from '../support/plainTown';
import { repository } from '../support/sourceTree';

export const name = 'builder-import';
/** Wants a process of its own, whose memory is told: `bench builder` gives it one. */
export const long = true;

const houses = 300_000;

/** A survey of so many houses, one feature a line. */
function* lines(): Generator<string> {
  for (const { properties, parts } of plainTown(houses, 30_000)) {
    const ring = parts[0]!.ring.map(toLonLat);
    const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
    const { id, height } = properties;
    yield `${JSON.stringify({ type: 'Feature', id, properties: { height }, geometry })}\n`;
  }
}

/** Peak memory of this process when 300,000 buildings were imported into the whole city, and when they were first seen. */
export async function run() {
  const home = mkdtempSync(join(tmpdir(), 'bench-import-'));
  try {
    const file = join(home, 'survey.geojsonl');
    await pipeline(Readable.from(lines()), createWriteStream(file));
    const build = ['src/start.mjs', 'city', 'build', '--home', home];
    await promisify(execFile)(process.execPath, build, { cwd: repository, maxBuffer: 2 ** 24 });
    const begun = performance.now();
    const secondsNow = () => Math.round((performance.now() - begun) / 100) / 10;
    let seen: { readonly buildings: string; readonly afterS: number } | undefined;
    await runImport(readOrder(['buildings', file, '--crs', 'EPSG:4326'], home, home), {
      dataRoot: join(repository, 'data'),
      seed: 7,
      now: new Date(),
      reporter: {
        progress: (_, stage) => {
          const shown = /(\d+) on the map/.exec(stage)?.[1];
          if (shown !== undefined) seen ??= { buildings: shown, afterS: secondsNow() };
        },
        end: () => undefined,
      },
      say: () => undefined,
    });
    const manifest = readFileSync(join(home, 'base/manifest.json'), 'utf8');
    const { counts } = baseManifest.parse(JSON.parse(manifest));
    return {
      ...{ imported: houses, standing: counts.buildings, firstSeen: seen, seconds: secondsNow() },
      // Kilobytes, on Linux and macOS alike in Node.
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
