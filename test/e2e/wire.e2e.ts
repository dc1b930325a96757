import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarios } from '@/domain/scenarios';
import { deviceWords } from '@/state/wordsDevice';
import { frameWords } from '@/state/wordsFrame';
import { healthWords } from '@/state/wordsHealth';
import { layerWords } from '@/state/wordsLayers';
import { recordWords } from '@/state/wordsRecords';
import { timeWords } from '@/state/wordsTime';
import { openBrowser, withoutGl } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { signIn, until, visit, type Visit } from '../support/visit';

const demoSeries = 2;
const topic = `v1.1/Datastreams(${demoSeries})/Observations`;
const titleOf = (id: string) => scenarios.find((one) => one.id === id)?.title.zh ?? '';

let product: Product;
let browser: Browser;
let device: MqttClient;
let visited: Visit;
let page: Page;
// What is driven here are the panels; they are the same without a drawn city, and much quicker.
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser(withoutGl)]);
  device = await connectAsync(`mqtt://127.0.0.1:${product.mqttPort}`, {
    username: 'demo-device',
    password: 'demo',
    protocolVersion: 4,
  });
  visited = await visit(browser, `${product.url}/?w=operate&s=sensors:${demoSeries}`);
  page = visited.page;
  await until(page, 'shell', 'ready');
  await until(page, 'feed', 'live');
  await signIn(page, 'operator');
});
afterAll(async () => {
  await visited.leave();
  await browser.close();
  await device.endAsync();
  await product.stop();
});

/** Acknowledged by the broker once it is kept for good. */
const say = (at: number, result: unknown) =>
  device.publishAsync(topic, JSON.stringify({ phenomenonTime: new Date(at).toISOString(), result }), {
    qos: 1,
  });
const read = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${product.url}${path}`)).json()) as T;
const sheet = () => page.getByRole('region', { name: layerWords.sheet.region.zh });
const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await page.waitForTimeout(500);
};

describe('the wire, on the page', () => {
  it('plays another scenario when an operator asks, and the mark says which', async () => {
    const mark = page.getByRole('button', { name: new RegExp(frameWords.demoMark.zh) });
    expect(await mark.textContent()).toContain(titleOf('weekday'));
    await mark.click();
    await page.getByRole('radio', { name: new RegExp(titleOf('rainstorm')) }).check({ force: true });
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: new RegExp(`${frameWords.demoMark.zh}.*${titleOf('rainstorm')}`) })
      .waitFor();
    expect(await read('/api/simulator/scenario')).toMatchObject({ scenario: 'rainstorm' });
    // Water rises where it rains: the sign crosses a limit that the weekday’s drill stays away from for minutes.
    await eventually(async () => {
      const { items } = await read<{ readonly items: readonly { id: string; value: number | null }[] }>(
        '/api/indicators',
      );
      return (items.find(({ id }) => id === 'road-water-depth')?.value ?? 0) >= 30;
    });
    expect((await fetch(`${product.url}/api/simulator/scenario`, { method: 'POST' })).status).toBe(403);
  });

  it('tells a device’s day as a chart and as a table', async () => {
    await say(Date.now(), 21.5);
    await sheet().getByText('21.5', { exact: false }).first().waitFor();
    await sheet().getByText(deviceWords.day.zh, { exact: true }).waitFor();
    await sheet().getByRole('button', { name: deviceWords.asTable.zh }).click();
    await sheet().getByRole('table').first().getByText('21.5').first().waitFor();
    await sheet().getByRole('button', { name: deviceWords.download.zh }).waitFor();
  });

  it('replays what was known then: a reading that came late is gone from it', async () => {
    const moment = Date.now() - 90_000;
    await say(moment, 12.5);
    await page.goto(
      `${product.url}/?w=operate&s=sensors:${demoSeries}&t=${new Date(moment + 20_000).toISOString()}`,
    );
    await until(page, 'feed', 'replay');
    const now = sheet().getByText('12.5', { exact: false }).first();
    await now.waitFor();
    await page.getByRole('button', { name: timeWords.knowThen.zh }).click();
    await now.waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.searchParams.has('k'));
    await page.getByRole('button', { name: timeWords.knowNow.zh }).click();
    await now.waitFor();
    await page.getByRole('button', { name: timeWords.backToLive.zh }).first().click();
    await until(page, 'feed', 'live');
  });

  it('shows what the door refused, with a sample and the device it came from', async () => {
    await say(Date.now(), 'warm');
    await say(Date.now(), 4000);
    await page.keyboard.press('4');
    await until(page, 'workspace', 'data');
    await page.getByRole('tab', { name: new RegExp(`^${healthWords.tab.letters.zh}`) }).click();
    const letters = page.getByRole('tabpanel');
    await letters.getByText('demo-device').first().waitFor();
    await letters.getByText(/4000/).first().waitFor();
    await letters
      .getByText(recordWords.data.reason['out-of-range']?.zh ?? '')
      .first()
      .waitFor();
    await page.getByRole('tab', { name: new RegExp(`^${healthWords.tab.clocks.zh}`) }).click();
    await page.getByRole('tabpanel').getByRole('table').first().waitFor();
  });

  it('answers the same readings through SensorThings', async () => {
    const answer = await read<{ readonly value: readonly { readonly result: number }[] }>(
      `/sta/v1.1/Datastreams(${demoSeries})/Observations?$orderby=phenomenonTime%20desc&$top=10`,
    );
    expect(answer.value.map(({ result }) => result)).toEqual(expect.arrayContaining([21.5, 12.5]));
  });
});
