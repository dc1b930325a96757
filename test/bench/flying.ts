import { openBrowser } from '../support/chrome';
import { serveFrames } from './frame/server';

export const name = 'flying';
export const long = true;

const minutes = 15;
const roundS = 60;

/**
 * Fifteen minutes over the default city, a round a minute, 320×180: the page's heap after the first round and after the
 * last, each time after the garbage was collected.
 */
export async function run(): Promise<Record<string, unknown>> {
  const server = await serveFrames();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 180 } });
    await page.goto(server.url);
    await page.waitForFunction(() => window.flyOver !== undefined, undefined, { timeout: 120_000 });
    const session = await page.context().newCDPSession(page);
    const heapMb = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return Math.round((usedSize / 2 ** 20) * 10) / 10;
    };
    const heaps: number[] = [];
    let pictures = 0;
    for (let minute = 0; minute < minutes; minute += 1) {
      const flown = await page.evaluate(
        (seconds) => window.flyOver!({ whose: 'ours', seconds, rounds: 1 }),
        roundS,
      );
      pictures += flown.pictures.length;
      heaps.push(await heapMb());
    }
    const [first = Number.NaN] = heaps;
    const last = heaps.at(-1) ?? Number.NaN;
    return { minutes, pictures, heapMb: heaps, growth: Math.round((last / first - 1) * 1000) / 1000 };
  } finally {
    await browser.close();
    await server.close();
  }
}
