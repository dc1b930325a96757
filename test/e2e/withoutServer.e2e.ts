import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameWords } from '@/state/wordsFrame';
import { healthWords } from '@/state/wordsHealth';
import { recordWords } from '@/state/wordsRecords';
import { openBrowser } from '../support/chrome';
import { buildProduct } from '../support/product';
import { repository } from '../support/sourceTree';
import { serveFolder } from '../support/staticServer';
import { open, until, visit } from '../support/visit';

let browser: Browser;
let plain: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  await buildProduct();
  [plain, browser] = await Promise.all([serveFolder(join(repository, 'dist')), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  plain.stop();
});

describe('dist on any web server', () => {
  it('opens the city with a feed of its own, says what it is, and asks nobody else', async () => {
    const { page, violations, foreign, leave } = await visit(browser, plain.url);
    await open(page);
    await page.getByText(frameWords.staticMark.zh).first().waitFor();
    expect(await violations()).toEqual([]);
    expect(foreign).toEqual([]);
    await leave();
  });

  it('plays the ready-made briefing and offers no records', async () => {
    const { page, leave } = await visit(browser, `${plain.url}/?w=brief`);
    await until(page, 'shell', 'ready');
    await page.getByRole('button', { name: /开始汇报/ }).click();
    await page
      .getByText(/第 1 \/ 3 个场景/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await leave();
    const other = await visit(browser, `${plain.url}/?w=data`);
    await until(other.page, 'workspace', 'data');
    await other.page.getByRole('tab', { name: new RegExp(`^${healthWords.tab.letters.zh}`) }).click();
    await other.page.getByText(recordWords.data.noServer.zh).first().waitFor();
    await other.leave();
  });
});
