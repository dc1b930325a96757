import { createServer } from 'vite';
import { openBrowser } from '../support/chrome';
import { repository } from '../support/sourceTree';
import type { Ask, Measured } from './points/page';

export const name = 'points';

const load = { points: 100_000, updatesPerFrame: 10_000, seconds: 6 } as const;
const peers = ['ours', 'primitives', 'entities'] as const;
const rounds = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

declare global {
  interface Window {
    readonly measure?: (ask: Ask) => Promise<Measured>;
  }
}

/**
 * 100,000 points of which 10,000 get a new place and colour each frame, kept by our points, by the engine's
 * PointPrimitiveCollection and by its Entity with PointGraphics: in turn, each in a page of its own, 640×360.
 */
export async function run(): Promise<Record<string, unknown>> {
  const server = await createServer({
    root: repository,
    cacheDir: `${repository}/node_modules/.vite-bench`,
    server: { host: '127.0.0.1', port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The bench page has no address.');
  const browser = await openBrowser();
  const measured: Record<(typeof peers)[number], Measured[]> = { ours: [], primitives: [], entities: [] };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const peer of peers) {
        const page = await browser.newPage({ viewport: { width: 640, height: 360 } });
        await page.goto(`http://127.0.0.1:${address.port}/test/bench/points/index.html`);
        await page.waitForFunction(() => window.measure !== undefined, undefined, { timeout: 120_000 });
        const ask: Ask = { peer, ...load };
        measured[peer].push(await page.evaluate((asked) => window.measure!(asked), ask));
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const rate = (peer: (typeof peers)[number]) =>
    median(measured[peer].map(({ updatesPerSecond }) => updatesPerSecond));
  const ratio = (peer: (typeof peers)[number]) => Math.round((rate('ours') / rate(peer)) * 10) / 10;
  const ratios = { againstPrimitives: ratio('primitives'), againstEntities: ratio('entities') };
  for (const peer of peers) console.error(`  ${peer}: ${rate(peer).toLocaleString('en-US')} updates/s`);
  console.error(`  ours : PointPrimitiveCollection = ${ratios.againstPrimitives} : 1 (goal 4)`);
  console.error(`  ours : Entity = ${ratios.againstEntities} : 1 (goal 15)`);
  return { load, rounds, ratios, measured };
}
