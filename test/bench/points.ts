import { createServer } from 'vite';
import { openBrowser } from '../support/chrome';
import { repository } from '../support/sourceTree';
import type { Ask, Measured } from './points/page';

export const name = 'points';

const load = { points: 100_000, updatesPerFrame: 10_000, seconds: 5 } as const;
const rounds = 2;

/**
 * PointPrimitiveCollection writes changed points one by one up to a tenth of them and rewrites them all beyond: it is
 * tried on both sides of that step, and the faster counts.
 */
const asks = {
  ours: { peer: 'ours', ...load },
  primitives: { peer: 'primitives', ...load },
  primitivesRewritten: { peer: 'primitives', ...load, updatesPerFrame: 12_500 },
  entities: { peer: 'entities', ...load },
} as const satisfies Readonly<Record<string, Ask>>;
type Run = keyof typeof asks;
const runs: readonly Run[] = ['ours', 'primitives', 'primitivesRewritten', 'entities'];

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

declare global {
  interface Window {
    readonly measure?: (ask: Ask) => Promise<Measured>;
  }
}

/**
 * 100,000 points of which 10,000 get a new place and colour each frame, kept by our points, by the engine's
 * PointPrimitiveCollection and by its Entity with PointGraphics: in turn, each in a page of its own, 320×180.
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
  const measured: Record<Run, Measured[]> = {
    ours: [],
    primitives: [],
    primitivesRewritten: [],
    entities: [],
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const name of runs) {
        const page = await browser.newPage({ viewport: { width: 320, height: 180 } });
        await page.goto(`http://127.0.0.1:${address.port}/test/bench/points/index.html`);
        await page.waitForFunction(() => window.measure !== undefined, undefined, { timeout: 120_000 });
        measured[name].push(await page.evaluate((asked) => window.measure!(asked), asks[name]));
        await page.close();
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const rate = (name: Run) => median(measured[name].map(({ updatesPerSecond }) => updatesPerSecond));
  const ratio = (peer: number) => Math.round((rate('ours') / peer) * 10) / 10;
  const ratios = {
    againstPrimitives: ratio(Math.max(rate('primitives'), rate('primitivesRewritten'))),
    againstEntities: ratio(rate('entities')),
  };
  // Without a graphics card drawing 100,000 points bounds the rate whoever keeps them; this is what a page itself spends.
  const spent = (name: Run) =>
    Math.min(...measured[name].map(({ frameMs }) => frameMs)) / asks[name].updatesPerFrame;
  const spentRatio = (peer: number) => Math.round((peer / spent('ours')) * 10) / 10;
  const mainThread = {
    againstPrimitives: spentRatio(Math.min(spent('primitives'), spent('primitivesRewritten'))),
    againstEntities: spentRatio(spent('entities')),
  };
  for (const name of runs) console.error(`  ${name}: ${rate(name).toLocaleString('en-US')} updates/s`);
  console.error(`  ours : PointPrimitiveCollection = ${ratios.againstPrimitives} : 1 (goal 4)`);
  console.error(`  ours : Entity = ${ratios.againstEntities} : 1 (goal 15)`);
  return { load, rounds, ratios, mainThread, measured };
}
