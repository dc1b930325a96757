import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTileWorks } from '@/builder/tiles/works';
import { plainTown } from '../support/plainTown';

export const name = 'builder-million';
/** Wants a process of its own, whose memory is told: `bench builder` gives it one. */
export const long = true;

/** Peak memory of this process when a million buildings on 60 × 60 km have gone through the tiler. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-million-'));
  const begun = performance.now();
  try {
    const works = await openTileWorks({ folder, sources: [] });
    for (const building of plainTown(1_000_000, 60_000)) works.add(building);
    const { tiles, buildings, bytes } = await works.publish(
      () => Promise.resolve(),
      () => undefined,
    );
    works.close();
    return {
      ...{ buildings, tiles, megabytes: Math.round(bytes / 1e6) },
      seconds: Math.round((performance.now() - begun) / 100) / 10,
      // Kilobytes, on Linux and macOS alike in Node.
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
