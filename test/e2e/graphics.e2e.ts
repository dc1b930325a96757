import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '@/app/addressBar';
import buildingsEntry from '@data/layers/buildings.json';
import waterEntry from '@data/layers/water.json';
import { frameWords } from '@/state/wordsFrame';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { openBrowser, withoutGl } from '../support/chrome';
import { loseGraphics } from '../support/loseGraphics';
import { startProduct, type Product } from '../support/product';
import { open, signIn, until, visit } from '../support/visit';

let product: Product;
beforeAll(async () => (product = await startProduct()));
afterAll(() => product.stop());

const said = (page: Page) => readAddress(new URL(page.url()).search).address;

describe('a page whose graphics device is taken away', () => {
  let browser: Browser;
  beforeAll(async () => (browser = await openBrowser()));
  afterAll(() => browser.close());

  it('comes back with view, layers and selection', async () => {
    const bridges = (await (await fetch(`${product.url}/tiles/registers/bridges.json`)).json()) as readonly {
      readonly id: string;
    }[];
    const selected = bridges[0]?.id ?? '';
    const asked = `?c=114.3,30.56,5000,10,-50&l=buildings,water:0.4,bridges&s=bridges:${selected}`;
    const { page, leave } = await visit(browser, `${product.url}/${asked}`);
    await open(page);
    const before = said(page);
    await page.evaluate(() => {
      const states: string[] = [];
      Object.assign(window, { states });
      new MutationObserver(() => states.push(document.documentElement.dataset['scene'] ?? '')).observe(
        document.documentElement,
        { attributes: true, attributeFilter: ['data-scene'] },
      );
    });
    await loseGraphics(page);
    await page.waitForFunction(() => {
      const { states } = window as unknown as { readonly states: readonly string[] };
      return states.some((state) => state !== 'ready') && states.at(-1) === 'ready';
    });
    expect(said(page)).toEqual(before);
    const water = page.getByRole('switch', { name: waterEntry.title.zh, exact: true });
    expect(await water.isChecked()).toBe(true);
    await page.getByRole('region', { name: layerWords.sheet.region.zh }).waitFor();
    await leave();
  });
});

describe('a desk without WebGL', () => {
  let browser: Browser;
  beforeAll(async () => (browser = await openBrowser(withoutGl)));
  afterAll(() => browser.close());

  it('says so, and everything else works', async () => {
    const { page, leave } = await visit(browser, product.url);
    await until(page, 'shell', 'ready');
    await until(page, 'scene', 'failed');
    await until(page, 'feed', 'live');
    await page.getByText(frameWords.sceneFailed.zh).first().waitFor();
    await page.getByRole('region', { name: operateWords.signs.title.zh }).waitFor();
    const buildings = page.getByRole('switch', { name: buildingsEntry.title.zh, exact: true });
    await buildings.uncheck();
    expect(await buildings.isChecked()).toBe(false);
    await signIn(page, 'operator');
    await page.getByText(frameWords.workspace.plan.zh, { exact: true }).first().click();
    await until(page, 'workspace', 'plan');
    await leave();
  });
});
