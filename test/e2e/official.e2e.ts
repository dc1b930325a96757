import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefWords } from '@/state/wordsBrief';
import { openBrowser } from '../support/chrome';
import { countFrames, framesDrawn, untilIdleFor } from '../support/frames';
import { startProduct, type Product } from '../support/product';
import { open, tabTo, visit } from '../support/visit';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe('an official', () => {
  it('plays the briefing by arrow keys, each scene a flight, numbers with their time', async () => {
    const { page, leave } = await visit(browser, `${product.url}/?w=brief`, {}, countFrames);
    await open(page);
    await tabTo(page, page.getByRole('button', { name: briefWords.start.zh }));
    await page.keyboard.press('Enter');
    const player = page.getByRole('dialog', { name: briefWords.player.zh });
    const told: string[] = [];
    const turn = async (number: number) => {
      await player.getByText(briefWords.page(number, 3).zh).waitFor();
      told.push(await player.innerText());
    };
    await turn(1);
    await untilIdleFor(page, 1);
    const still = await framesDrawn(page);
    await page.keyboard.press('ArrowRight');
    await turn(2);
    // The address rests during a briefing; what is drawn tells that the camera flies.
    await page.waitForFunction((drawn) => window.drawing.frames > drawn + 2, still);
    await page.keyboard.press('ArrowRight');
    await turn(3);
    await page.keyboard.press('ArrowRight');
    await turn(3);
    await page.keyboard.press('ArrowLeft');
    await turn(2);
    await page.keyboard.press('Home');
    await turn(1);
    expect(new Set(told).size).toBeGreaterThanOrEqual(3);
    expect(told.join('\n')).toMatch(/数据时间|冻结于/);
    await page.keyboard.press('Escape');
    await player.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: briefWords.start.zh }).waitFor();
    await leave();
  });
});
