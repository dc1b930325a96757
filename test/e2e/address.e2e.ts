import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '@/app/addressBar';
import bridgesEntry from '@data/layers/bridges.json';
import buildingsEntry from '@data/layers/buildings.json';
import sensorsEntry from '@data/layers/sensors.json';
import { frameWords } from '@/state/wordsFrame';
import { layerWords } from '@/state/wordsLayers';
import { openBrowser } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { until, visit } from '../support/visit';

let product: Product;
let browser: Browser;
let bridge: { readonly id: string; readonly name: { readonly en: string } };
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  const bridges = (await (
    await fetch(`${product.url}/tiles/registers/bridges.json`)
  ).json()) as (typeof bridge)[];
  bridge = bridges[0] ?? bridge;
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const layerSwitch = (page: Page, title: string) => page.getByRole('switch', { name: title, exact: true });
const sheet = (page: Page) => page.getByRole('region', { name: layerWords.sheet.region.en });

describe('a link', () => {
  it('restores workspace, view, layers, selection, theme and language together', async () => {
    const asked = `?w=plan&c=114.31,30.56,4000,20,-45&l=buildings:0.5,bridges&s=bridges:${bridge.id}&theme=day&lang=en`;
    const { page, leave } = await visit(browser, `${product.url}/${asked}`);
    await until(page, 'workspace', 'plan');
    await until(page, 'scene', 'ready');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('day');
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
    expect(await layerSwitch(page, buildingsEntry.title.en).isChecked()).toBe(true);
    expect(await layerSwitch(page, bridgesEntry.title.en).isChecked()).toBe(true);
    expect(await layerSwitch(page, sensorsEntry.title.en).isChecked()).toBe(false);
    await sheet(page).getByRole('heading', { name: bridge.name.en }).waitFor();
    const { address } = readAddress(new URL(page.url()).search);
    expect(address.c?.lon).toBeCloseTo(114.31, 3);
    expect(address.c?.lat).toBeCloseTo(30.56, 3);
    expect(address.c?.heading).toBeCloseTo(20, 0);
    expect(address.l?.find(({ id }) => id === 'buildings')?.opacity).toBe(0.5);
    await leave();
  });

  it.each([
    ['c', `c=nowhere&w=plan&theme=day`, 'plan', 'day'],
    ['w', `w=nothing&theme=contrast&lang=en`, 'operate', 'contrast'],
    ['l', `l=nosuchlayer&w=plan&theme=day`, 'plan', 'day'],
    ['theme', `theme=sepia&w=data`, 'data', 'night'],
  ] as const)(
    'with a broken %s still restores the rest, and says so',
    async (part, asked, workspace, theme) => {
      const { page, leave } = await visit(browser, `${product.url}/?${asked}`);
      await until(page, 'shell', 'ready');
      await until(page, 'workspace', workspace);
      expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
      const language = asked.includes('lang=en') ? 'en' : 'zh';
      const notice = page.getByText(frameWords.address.title[language]);
      await notice.waitFor();
      await page.getByText(frameWords.address.part[part][language]).first().waitFor();
      await leave();
    },
  );
});
