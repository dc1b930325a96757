import type { Browser, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import views from '@data/views.json';
import { openBrowser } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { open, visit } from '../support/visit';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const missingWord = /块瓦片取不到/;

/** What a tile may come to on its way: no server, a server that is busy, one that has forgotten us, and rubbish. */
const mishaps: readonly ((route: Route) => Promise<void>)[] = [
  (route) => route.fulfill({ status: 503, body: 'busy' }),
  (route) => route.fulfill({ status: 401, body: 'who are you' }),
  (route) => route.abort('connectionreset'),
  async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ status: 200, body: whole.subarray(0, Math.floor(whole.length / 2)) });
  },
  (route) =>
    route.fulfill({
      status: 200,
      contentType: 'text/html',
      body: '<p>Please sign in to the hotel’s network</p>',
    }),
];

describe('tiles that do not come, or come torn', () => {
  it('leave the picture standing, are counted, and are healed once they can be had', async () => {
    let broken = false;
    let asked = 0;
    const { page, leave } = await visit(
      browser,
      `${product.url}/?w=plan&c=114.3,30.56,9000,10,-50&l=buildings,water&lang=zh`,
      {},
      async (context) => {
        await context.route(/\/tiles\/buildings\/.*\.glb/, async (route) => {
          if (!broken) return route.continue();
          asked += 1;
          return mishaps[asked % mishaps.length]!(route);
        });
      },
    );
    await open(page);
    broken = true;
    const view = views.views.find(({ id }) => id === 'optics-valley');
    await page.getByRole('button', { name: view?.title.zh ?? '' }).click();
    await page.getByText(missingWord).waitFor();
    expect(asked).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.dataset['scene'])).toBe('ready');
    broken = false;
    await page.getByText(missingWord).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.documentElement.dataset['scene'])).toBe('ready');
    await leave();
  });
});
