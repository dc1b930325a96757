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

async function flown(browser: Browser, url: string, whose: Asked['whose']): Promise<Flown> {
  const page = await browser.newPage({ viewport: size });
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.flyOver !== undefined, undefined, { timeout: 120_000 });
    return await page.evaluate((asked) => window.flyOver!(asked), { whose, seconds, rounds: 1 });
  } finally {
    await page.close();
  }
}

/**
 * The default city's buildings on one fixed flight of 40 s, 640×360: with our levels, shading and governor, and as one
 * tileset without levels drawn as the engine draws it; in turn, each in a page of its own.
 */
export async function run(): Promise<Record<string, unknown>> {
  const server = await serveFrames();
  const browser = await openBrowser();
  const measured: Record<Asked['whose'], Flown[]> = { ours: [], stock: [] };
  try {
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const whose of ['ours', 'stock'] as const)
        measured[whose].push(await flown(browser, server.url, whose));
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const told = (whose: Asked['whose']) => {
    const pictures = measured[whose].flatMap((each) => each.pictures.slice(1));
    return {
      pictures: pictures.length,
      p50Ms: round(percentile(pictures, 0.5)),
      p95Ms: round(percentile(pictures, 0.95)),
      longestMs: round(Math.max(...pictures)),
      mostTiles: Math.max(...measured[whose].map((each) => each.tiles)),
      mostMegabytes: round(Math.max(...measured[whose].map((each) => each.bytes)) / 2 ** 20),
    };
  };
  const [ours, stock] = [told('ours'), told('stock')];
  return {
    flightS: seconds,
    canvas: `${size.width}×${size.height}`,
    stockTiles: server.flatTiles,
    ours,
    stock,
    ratios: { p95: round(stock.p95Ms / ours.p95Ms), p50: round(stock.p50Ms / ours.p50Ms) },
  };
}
