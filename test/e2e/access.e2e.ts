import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themes, workspaceIds } from '@/contracts/ids';
import { openBrowser, withoutGl } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { open, until, visit } from '../support/visit';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser(withoutGl)]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, one line each; run in the page's own world, which its policy allows the inspector. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (tags): Promise<AxeResults['violations']> => {
    const { axe: inspector } = window as unknown as { readonly axe: typeof axe };
    return (await inspector.run(document, { runOnly: { type: 'tag', values: tags } })).violations;
  }, standards);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const views = workspaceIds.flatMap((workspace) => themes.map((theme) => ({ workspace, theme })));

// The panels are the same without a drawn city, and twelve of those take a machine without graphics very long.
describe('for those who do not see, hear or point', () => {
  it.each(views)('$workspace in $theme has nothing axe objects to', async ({ workspace, theme }) => {
    const { page, leave } = await visit(browser, `${product.url}/?w=${workspace}&theme=${theme}`);
    await until(page, 'shell', 'ready');
    await until(page, 'workspace', workspace);
    await until(page, 'feed', 'live');
    expect(await findings(page)).toEqual([]);
    await leave();
  });

  it('has nothing axe objects to around the drawn city either', async () => {
    const drawing = await openBrowser();
    const { page, leave } = await visit(drawing, product.url);
    await open(page);
    expect(await findings(page)).toEqual([]);
    await leave();
    await drawing.close();
  });

  it.each([
    [1366, 768],
    [3840, 1080],
  ])('at %i × %i nothing is cut off sideways', async (width, height) => {
    const { page, leave } = await visit(browser, product.url, { viewport: { width, height } });
    await until(page, 'shell', 'ready');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await leave();
  });
});
