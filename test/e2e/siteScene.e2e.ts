import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readAddress } from '@/app/addressBar';
import type { Footprint } from '@/contracts/footprints';
import type { LonLat } from '@/contracts/geo';
import type { SiteEntry } from '@/contracts/siteScene';
import { layerWords } from '@/state/wordsLayers';
import { openBrowser } from '../support/chrome';
import { colourAt, middleOf, type Colour } from '../support/pictureOfPage';
import { startProduct, type Product } from '../support/product';
import { createSiteOfCity, entriesAt, quartersOf, turns } from '../support/site/siteOfCity';
import { serveSite, type Answering, type SiteServices } from '../support/site/siteServices';
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
const pressRetry = async (page: Page, id: string) => {
  await page.getByRole('button', { name: layerWords.retry(nameOf(id)).zh, exact: true }).focus();
  await page.keyboard.press('Enter');
};
const sheetOf = (page: Page) => page.getByRole('region', { name: layerWords.sheet.region.zh });

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

  it.each(['mesh', 'i3s'])('stands the model of %s on the ground, and takes it away', async (id) => {
    const { page, errors, violations, leave } = await visit(browser, above(700));
    await open(page);
    const bare = await colourAt(page, 0, 0);
    await turn(page, id);
    await vi.waitFor(async () => {
      const now = await colourAt(page, 0, 0);
      expect(far(now, bare)).toBeGreaterThan(25);
      // Bare of pictures it is grey.
      expect(Math.max(...now) - Math.min(...now)).toBeLessThan(25);
    }, patient);
    await whole(page, id);
    await turn(page, id);
    await vi.waitFor(async () => {
      expect(far(await colourAt(page, 0, 0), bare)).toBeLessThan(12);
    }, patient);
    expect(errors).toEqual([]);
    expect(await violations()).toEqual([]);
    await leave();
  });

  it.each(['quantized', 'heightmap'])('raises the ground as the terrain of %s says', async (id) => {
    const south = `${product.url}/?c=${middle[0]},${middle[1]},1500,0,0&l=water&theme=day`;
    const { page, errors, leave } = await visit(browser, south);
    await open(page);
    const sky = await colourAt(page, 0, -60);
    await turn(page, id);
    await vi.waitFor(async () => {
      expect(far(await colourAt(page, 0, -60), sky)).toBeGreaterThan(20);
    }, patient);
    await whole(page, id);
    await turn(page, id);
    await vi.waitFor(async () => {
      expect(far(await colourAt(page, 0, -60), sky)).toBeLessThan(12);
    }, patient);
    expect(errors).toEqual([]);
    await leave();
  });
});

describe('a mesh without pictures, split by the footprints of the base', () => {
  it('is met house by house, told with its levels, and coloured by use', async () => {
    const { page, leave } = await visit(browser, above(500));
    await open(page);
    await turn(page, 'mesh');
    await vi.waitFor(async () => {
      // What has been met before the outlines came lies over the map with its sheet.
      await page.keyboard.press('Escape');
      await page.mouse.click(...(await middleOf(page)));
      const { s: selection } = readAddress(new URL(page.url()).search).address;
      expect(selection).toEqual({ layer: 'buildings', feature: houses[0]!.id });
    }, patient);
    for (const words of ['CIM 等级', '实景三维', '测绘日期', '未赋码'])
      await sheetOf(page).getByText(words).first().waitFor();
    await page.keyboard.press('Escape');
    const bare = await colourAt(page, 0, 0);
    await page.getByRole('button', { name: layerWords.details(nameOf('mesh')).zh }).click();
    await rowOf(page, 'mesh').getByLabel('着色').selectOption('use');
    await rowOf(page, 'mesh').getByText('按用途着色').waitFor();
    await vi.waitFor(async () => {
      expect(far(await colourAt(page, 0, 0), bare)).toBeGreaterThan(20);
    }, patient);
    await leave();
  });
});

describe('a host that does not do what it should', () => {
  const answers: readonly (readonly [Answering, 'all' | 'tiles', RegExp])[] = [
    ['missing', 'all', /HTTP (404|502)/],
    ['broken', 'all', /损坏或格式不符|HTTP 502/],
    ['silent', 'all', /秒内没有应答|HTTP 502/],
    ['missing', 'tiles', /HTTP (404|502)/],
    ['broken', 'tiles', /损坏或格式不符|HTTP 502/],
    ['closed', 'all', /CORS/],
  ];

  it('is told by its layers, each saying why, and the city goes on; asked again it is there', async () => {
    services.answer('missing');
    const { page, leave } = await visit(browser, above(1_200));
    await open(page);
    const asked = entries.map(({ id }) => id).filter((id) => id !== 'elsewhere');
    for (const id of asked) await turn(page, id);
    for (const [how, what, why] of answers) {
      if (what === 'all') services.answer(how);
      else services.answerTiles(how);
      // Our own server asks 天地图: to it a host that lets no page read is as good as any.
      const told = asked.filter((id) => !(how === 'closed' && id === 'tianditu'));
      for (const id of told) {
        await rowOf(page, id).getByText(missingWords).waitFor();
        await pressRetry(page, id);
      }
      for (const id of told) await rowOf(page, id).getByText(why).waitFor();
      expect(await page.locator('html').getAttribute('data-scene')).toBe('ready');
      const before = page.url();
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction((url) => window.location.href !== url, before);
    }
    services.answer('well');
    for (const id of asked) {
      if ((await rowOf(page, id).getByText(missingWords).count()) > 0) await pressRetry(page, id);
    }
    for (const id of asked) {
      await rowOf(page, id).getByText(missingWords).waitFor({ state: 'detached' });
      expect([id, services.answered(id).length > 0]).toEqual([id, true]);
    }
    expect(await page.locator('html').getAttribute('data-scene')).toBe('ready');
    await leave();
  });

  it('is never asked where no entry names it, and the layer says so', async () => {
    const { page, violations, leave } = await visit(browser, above(700));
    await open(page);
    await turn(page, 'elsewhere');
    await rowOf(page, 'elsewhere')
      .getByText(/安全策略/)
      .waitFor();
    expect(await violations()).not.toEqual([]);
    expect(stranger.asked()).toEqual([]);
    await leave();
  });
});

describe('an entry that is added while the page is open', () => {
  it('is there without a reload, to be switched on like any other', async () => {
    const { page, errors, leave } = await visit(browser, above(3_000));
    await open(page);
    const bare = await colourAt(page, 0, 0);
    const [lon, lat] = middle;
    const ring = [
      [lon - 0.01, lat - 0.01],
      [lon + 0.01, lat - 0.01],
      [lon + 0.01, lat + 0.01],
      [lon - 0.01, lat + 0.01],
      [lon - 0.01, lat - 0.01],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    const late = {
      ...{ kind: 'features', id: 'late', title: { zh: '新导入的范围', en: 'A new area' } },
      ...{ group: 'base', clause: '44', provenance: entries[0]!.provenance, visible: true },
      ...{ url: '/site/late.geojson', count: 1, fields: [], geometry: 'area' },
      box: [lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01],
    };
    const folder = join(product.home, 'site');
    const features = [{ type: 'Feature', id: 'one', properties: {}, geometry }];
    writeFileSync(join(folder, 'late.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    writeFileSync(join(folder, 'late.json'), JSON.stringify(late));
    // The link says what is to be seen: what has come since is there, and off.
    const added = page.getByRole('switch', { name: late.title.zh, exact: true });
    await added.focus();
    expect(await added.isChecked()).toBe(false);
    await page.keyboard.press('Space');
    await vi.waitFor(async () => {
      expect(far(await colourAt(page, 0, 0), bare)).toBeGreaterThan(8);
    }, patient);
    await page.mouse.click(...(await middleOf(page)));
    await sheetOf(page).getByText('未注明').first().waitFor();
    expect(errors).toEqual([]);
    await leave();
  });
});
