import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/chrome';
import type { Asked, Flown } from './frame/page';
import { serveFrames } from './frame/server';

export const name = 'frame';

declare global {
  interface Window {
    readonly flyOver?: (asked: Asked) => Promise<Flown>;
  }
}

const pairs = 2;
const seconds = 40;
const size = { width: 640, height: 360 } as const;

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
const round = (value: number) => Math.round(value * 10) / 10;

const whoseAll = ['ours', 'stock', 'governed'] as const satisfies readonly Asked['whose'][];
type Laps = readonly [cold: Flown, warm: Flown];

/** Two laps in one page: the first meets tiles it has never had, the second those that were kept. */
async function flown(browser: Browser, url: string, whose: Asked['whose']): Promise<Laps> {
  const page = await browser.newPage({ viewport: size });
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.flyOver !== undefined, undefined, { timeout: 120_000 });
    const lap = () => page.evaluate((asked) => window.flyOver!(asked), { whose, seconds, rounds: 1 });
    return [await lap(), await lap()];
  } finally {
    await page.close();
  }
}

/**
 * The default city's buildings on one fixed flight of 40 s, 640×360: with our levels, shading and governor; as one
 * tileset without levels drawn as the engine draws it; and that in a governed scene. In turn, each in a page of its own.
 */
export async function run(): Promise<Record<string, unknown>> {
  const server = await serveFrames();
  const browser = await openBrowser();
  const measured: Record<Asked['whose'], Laps[]> = { ours: [], stock: [], governed: [] };
  try {
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const whose of whoseAll) measured[whose].push(await flown(browser, server.url, whose));
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const told = (whose: Asked['whose'], lap: 0 | 1) => {
    const flights = measured[whose].map((laps) => laps[lap]);
    const pictures = flights.flatMap((each) => each.pictures.slice(1));
    return {
      pictures: pictures.length,
      p50Ms: round(percentile(pictures, 0.5)),
      p95Ms: round(percentile(pictures, 0.95)),
      longestMs: round(Math.max(...pictures)),
      mostTiles: Math.max(...flights.map((each) => each.tiles)),
      mostMegabytes: round(Math.max(...flights.map((each) => each.bytes)) / 2 ** 20),
    };
  };
  const laps = (['cold', 'warm'] as const).map((name, lap) => {
    const [ours, stock, governed] = whoseAll.map((whose) => told(whose, lap === 0 ? 0 : 1)) as [
      ReturnType<typeof told>,
      ReturnType<typeof told>,
      ReturnType<typeof told>,
    ];
    const over = (other: typeof ours) => ({
      p95: round(other.p95Ms / ours.p95Ms),
      p50: round(other.p50Ms / ours.p50Ms),
    });
    const ratios = { stock: over(stock), governed: over(governed) };
    return [name, { ours, stock, governed, ratios }] as const;
  });
  return {
    flightS: seconds,
    canvas: `${size.width}×${size.height}`,
    stockTiles: server.flatTiles,
    ...Object.fromEntries(laps),
  };
}
