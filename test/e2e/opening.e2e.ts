import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameWords } from '@/state/wordsFrame';
import { openBrowser } from '../support/chrome';
import { countFrames, framesDrawn, untilIdleFor } from '../support/frames';
import { startProduct, type Product } from '../support/product';
import { open, until, visit } from '../support/visit';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('the page', () => {
  it('opens on the living city, says that it is simulated, and asks nobody else', async () => {
    const { page, errors, violations, foreign, leave } = await visit(browser, product.url, {
      viewport: { width: 1280, height: 720 },
    });
    await open(page);
    expect(await page.getByText(frameWords.demoMark.zh).first().isVisible()).toBe(true);
    expect(await page.title()).toContain(frameWords.demoMark.zh);
    for (const workspace of Object.values(frameWords.workspace)) {
      expect(await page.getByText(workspace.zh, { exact: true }).first().isVisible()).toBe(true);
    }
    expect(errors).toEqual([]);
    expect(await violations()).toEqual([]);
    expect(foreign).toEqual([]);
    await leave();
  });

  it('reads whole in English', async () => {
    const { page, leave } = await visit(browser, `${product.url}/?lang=en`);
    await until(page, 'shell', 'ready');
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);
    for (const workspace of Object.values(frameWords.workspace)) {
      expect(await page.getByText(workspace.en, { exact: true }).first().isVisible()).toBe(true);
    }
    await leave();
  });

  it('draws nothing while nothing changes: ten seconds without a frame', async () => {
    const still = `${product.url}/?l=buildings,water,roads,bridges`;
    const { page, leave } = await visit(browser, still, {}, countFrames);
    await open(page);
    expect(await framesDrawn(page)).toBeGreaterThan(0);
    const before = await untilIdleFor(page, 10);
    expect(await framesDrawn(page)).toBe(before);
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((drawn) => window.drawing.frames > drawn, before);
    await leave();
  });
});
