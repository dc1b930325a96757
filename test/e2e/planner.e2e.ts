import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeWords } from '@/state/wordsCompute';
import { planWords } from '@/state/wordsPlan';
import { tools } from '@/tools';
import { openBrowser } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { open, tabTo, until, visit, type Visit } from '../support/visit';

let product: Product;
let browser: Browser;
let visited: Visit;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  visited = await visit(browser, `${product.url}/?w=plan&lang=en&c=114.29,30.575,3000,0,-60`);
  page = visited.page;
  await open(page);
  await until(page, 'workspace', 'plan');
});
afterAll(async () => {
  await visited.leave();
  await browser.close();
  await product.stop();
});

const card = (title: string) => page.getByRole('group', { name: title });
const camera = () => new URL(page.url()).searchParams.get('c');

describe('a planner', () => {
  it('measures a distance by keyboard, with its ± and its datum', async () => {
    const { title, key } = tools.measureDistance;
    await page.keyboard.press(key);
    const add = card(title.en).getByRole('button', { name: planWords.tools.addAtCentre.en });
    await tabTo(page, add);
    await page.keyboard.press('Enter');
    const before = camera();
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight', { delay: 400 });
    await page.waitForURL((url) => url.searchParams.get('c') !== before);
    await add.focus();
    await page.keyboard.press('Enter');
    const result = card(title.en).locator('output');
    await result
      .getByText(/\d.*m.*±/)
      .first()
      .waitFor();
    expect(await result.innerText()).toMatch(/WGS ?84|CGCS ?2000/);
    await card(title.en).getByRole('button', { name: planWords.tools.leave.en }).click();
  });

  it('measures an area by mouse', async () => {
    const { title } = tools.measureArea;
    await page.getByRole('toolbar').getByRole('button', { name: title.en }).click();
    for (const [x, y] of [
      [400, 200],
      [640, 200],
      [520, 330],
    ] as const) {
      await page.mouse.click(x, y);
      // Two clicks closer together would be one double click, which finishes.
      await page.mouse.move(x, y + 40);
    }
    await card(title.en).getByText(planWords.tools.points(3).en).waitFor();
    const result = card(title.en).locator('output');
    await result.getByText(/±/).first().waitFor();
    expect(await result.innerText()).toMatch(/km²|m²|ha/);
    await page.keyboard.press('Escape');
  });

  it('is told why computing power in two precisions has no sum', async () => {
    await page.getByRole('button', { name: computeWords.add.en }).click();
    const refusal = page.getByText(/Not added: .*FP16.*FP64|Not added: .*FP64.*FP16/);
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('no conversion factor');
  });
});
