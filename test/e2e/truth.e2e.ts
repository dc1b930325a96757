import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameWords } from '@/state/wordsFrame';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { openBrowser } from '../support/chrome';
import { demoDevice, type Device } from '../support/device';
import { openFaultProxy, type FaultProxy } from '../support/faultProxy';
import { startProduct, type Product } from '../support/product';
import { diceOf } from '../support/seed';
import { until, visit, type Visit } from '../support/visit';

let product: Product;
let browser: Browser;
let device: Device;
let line: FaultProxy;
let visited: Visit;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  line = await openFaultProxy({ target: () => Number(new URL(product.url).port), dice: diceOf('e2e') });
  device = await demoDevice(product);
  visited = await visit(
    browser,
    `http://127.0.0.1:${String(line.port)}/?w=operate&s=sensors:${device.series}`,
  );
  page = visited.page;
  await until(page, 'shell', 'ready');
  await until(page, 'feed', 'live');
});
afterAll(async () => {
  await visited.leave();
  await browser.close();
  await device.leave();
  await line.close();
  await product.stop();
});

const sheet = () => page.getByRole('region', { name: layerWords.sheet.region.zh });
const banner = () => page.locator('[data-kind="stale"], [data-kind="lost"]').first();
const alarmRows = () =>
  page.getByRole('region', { name: operateWords.alarms.title.zh, exact: true }).getByRole('listitem').count();

it('keeps the page honest when its line goes dead, and heals with the line', async () => {
  await device.publish(40.5);
  await sheet().getByText('40.5').first().waitFor();
  await page.waitForFunction(
    (name) => document.querySelectorAll(`[aria-label="${name}"] li, section li`).length > 0,
    operateWords.alarms.title.zh,
  );
  const alarms = await alarmRows();
  expect(alarms).toBeGreaterThan(0);

  line.set({ blackhole: true });
  await until(page, 'feed', 'stale');
  const saidAt = /最近一条消息在 (\d+) 秒前/.exec((await banner().textContent()) ?? '');
  expect(Number(saidAt?.[1])).toBeLessThanOrEqual(6);
  await until(page, 'feed', 'lost');
  const first = await banner().textContent();
  await page.waitForFunction(
    (before) => document.querySelector('[data-kind="lost"]')?.textContent !== before,
    first,
  );
  await sheet().getByText(layerWords.reading.stale.zh).first().waitFor();
  await sheet().getByText('40.5').first().waitFor();
  expect(await alarmRows()).toBeGreaterThanOrEqual(alarms);

  line.set({});
  line.cut();
  await until(page, 'feed', 'live');
  await page.getByText(frameWords.feed.live.zh).first().waitFor();
  await device.publish(21.5);
  await sheet().getByText('21.5').first().waitFor();
  expect(await sheet().getByText(layerWords.reading.stale.zh).count()).toBe(0);
});
