import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Footprint } from '@/contracts/footprints';
import type { LonLat } from '@/contracts/geo';
import type { SiteEntry } from '@/contracts/siteScene';
import { layerWords } from '@/state/wordsLayers';
import { openBrowser } from '../support/chrome';
import { colourAt, type Colour } from '../support/pictureOfPage';
import { startProduct, type Product } from '../support/product';
import { createSiteOfCity, entriesAt, quartersOf, turns } from '../support/site/siteOfCity';
import { serveSite, type SiteServices } from '../support/site/siteServices';
import { open, visit } from '../support/visit';

const patient = { timeout: 120_000, interval: 200 };
const key = 'a-key-nobody-may-see';
const site = createSiteOfCity(key);

let product: Product;
let browser: Browser;
let services: SiteServices;
/** A host no entry names. */
let stranger: SiteServices;
let entries: readonly SiteEntry[];
let middle: LonLat;
let houses: readonly Footprint[];

const nameOf = (id: string) => entries.find((entry) => entry.id === id)!.title.zh;
const rowOf = (page: Page, id: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('switch', { name: nameOf(id), exact: true }) })
    .last();
const switchOf = (page: Page, id: string) => page.getByRole('switch', { name: nameOf(id), exact: true });
/** As somebody without a mouse: the switch has the focus, the space bar turns it. */
async function turn(page: Page, id: string): Promise<void> {
  await switchOf(page, id).focus();
  await page.keyboard.press('Space');
}
const far = ([r, g, b]: Colour, [x, y, z]: readonly [number, number, number]) =>
  Math.max(Math.abs(r - x), Math.abs(g - y), Math.abs(b - z));
const above = (height: number, more = '') =>
  `${product.url}/?c=${middle[0]},${middle[1]},${height},0,-90&l=water&theme=night${more}`;

beforeAll(async () => {
  [services, stranger, browser] = await Promise.all([serveSite(site.services), serveSite({}), openBrowser()]);
  product = await startProduct({
    TIANDITU_KEY: key,
    TIANDITU_URL: `${services.origin}/tianditu`,
  });
  const answer = await fetch(`${product.url}/api/footprints?bbox=114.283,30.575,114.293,30.585`);
  const found = ((await answer.json()) as { readonly items: readonly Footprint[] }).items;
  houses = found.filter(({ height }) => height < 90).slice(0, 40);
  middle = await site.settle(houses, stranger.origin);
  entries = entriesAt(services.origin);
  mkdirSync(join(product.home, 'site'), { recursive: true });
  writeFileSync(join(product.home, 'site/services.json'), JSON.stringify({ version: 1, entries }));
});
afterAll(async () => {
  await browser.close();
  await product.stop();
  services.stop();
  stranger.stop();
});

const missingWords = new RegExp(layerWords.missing(1).zh.replace(/^1 /, ''));
/** Every tile that is wanted has come. */
const whole = async (page: Page, id: string) => {
  expect(await rowOf(page, id).getByText(missingWords).count()).toBe(0);
};

describe('what a site adds by one entry each', () => {
  it('lays pictures of every cut where they belong, at the press of a key', async () => {
    const { page, errors, violations, foreign, leave } = await visit(browser, above(3_000));
    await open(page);
    const bare = await colourAt(page, -60, -60);
    for (const [id, turned] of Object.entries(turns)) {
      await turn(page, id);
      const colours = quartersOf(turned);
      const seen = async () =>
        Promise.all([-60, 60].flatMap((below) => [-60, 60].map((right) => colourAt(page, right, below))));
      await vi.waitFor(async () => {
        const now = await seen();
        now.forEach((colour, index) => expect([id, far(colour, colours[index]!) < 40]).toEqual([id, true]));
      }, patient);
      expect(services.answered(id).length).toBeGreaterThan(0);
      await whole(page, id);
      await turn(page, id);
      await vi.waitFor(async () => {
        expect(far(await colourAt(page, -60, -60), bare)).toBeLessThan(12);
      }, patient);
    }
    expect(errors).toEqual([]);
    expect(await violations()).toEqual([]);
    expect(new Set(foreign.map((url) => new URL(url).origin))).toEqual(new Set([services.origin]));
    expect(foreign.filter((url) => url.includes('tianditu') || url.includes(key))).toEqual([]);
    expect((await page.content()).includes(key)).toBe(false);
    await leave();
  });
});
