import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { alarmRules } from '@/domain/alarmDefinitions';
import { signDefinitions } from '@/domain/definitions';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { timeWords } from '@/state/wordsTime';
import { openBrowser } from '../support/chrome';
import { demoDevice, type Device } from '../support/device';
import { startProduct, type Product } from '../support/product';
import { open, signIn, tabTo, until, visit, type Visit } from '../support/visit';

const hot = alarmRules.find(({ id }) => id === 'air-temperature')?.title.zh ?? '';
const { alarms: alarmWords, why: whyWords, signs: signWords } = operateWords;

let product: Product;
let browser: Browser;
let device: Device;
let visited: Visit;
let page: Page;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  device = await demoDevice(product);
  visited = await visit(browser, `${product.url}/?w=operate&s=sensors:${device.series}`);
  page = visited.page;
  await open(page);
  await signIn(page, 'operator');
});
afterAll(async () => {
  await visited.leave();
  await browser.close();
  await device.leave();
  await product.stop();
});

const board = () => page.getByRole('region', { name: alarmWords.title.zh, exact: true });
const sheet = () => page.getByRole('region', { name: layerWords.sheet.region.zh });
/** Our device's alarm as the server has it; the simulated city raises others of its own. */
const alarmOnRecord = async () => {
  const { items } = (await (await fetch(`${product.url}/api/alarms`)).json()) as {
    readonly items: readonly Alarm[];
  };
  return items.find(({ evidence }) => evidence.series === device.series);
};

/** Resolves with the time at which the page first shows the text inside the sheet. */
const shownAt = (text: string) =>
  sheet().evaluate(
    (region, wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!region.textContent.includes(wanted)) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(region, { childList: true, characterData: true, subtree: true });
        look();
      }),
    text,
  );

describe('an operator', () => {
  it('sees what a device says within a second of its saying it', async () => {
    await sheet().waitFor();
    const delays: number[] = [];
    // The quickest of a few: a machine that is busy elsewhere may hold up any one of them.
    for (const reading of [21.1, 22.2, 23.3, 24.4, 25.5]) {
      const shown = shownAt(reading.toFixed(1));
      const said = await device.publish(reading);
      delays.push((await shown) - said);
    }
    expect(Math.min(...delays)).toBeLessThanOrEqual(1_000);
  });

  it('sees it become an alarm in the list and on the map', async () => {
    await device.publish(41);
    await board()
      .getByRole('button', { name: new RegExp(hot) })
      .click();
    await sheet().getByText(alarmWords.evidence.zh).waitFor();
    await sheet().getByText(/41\.0/).first().waitFor();
    await sheet().getByRole('button', { name: layerWords.sheet.flyTo.zh }).click();
    const alarm = await alarmOnRecord();
    const near = (lon: number, lat: number) =>
      Math.hypot(lon - (alarm?.place[0] ?? 0), lat - (alarm?.place[1] ?? 0)) < 0.05;
    await page.waitForURL((url) => {
      const [lon = 0, lat = 0, height = Infinity] = (url.searchParams.get('c') ?? '').split(',').map(Number);
      return near(lon, lat) && height < 2_000;
    });
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !picked(url));
    await pickOnMap(alarm?.title.zh ?? '');
    await board().locator('[aria-current="true"]', { hasText: hot }).waitFor();
    await sheet().getByText(alarmWords.evidence.zh).waitFor();
  });

  it('acknowledges it with a comment by keyboard alone, and the log keeps both', async () => {
    await tabTo(page, board().getByRole('button', { name: new RegExp(hot) }));
    await page.keyboard.press('a');
    await board().getByRole('textbox').waitFor();
    await page.keyboard.type('已通知现场巡查');
    await page.keyboard.press('Enter');
    await sheet().getByText('已通知现场巡查').waitFor();
    await sheet().getByText(new RegExp(alarmWords.handling.acknowledged.zh)).first().waitFor();
    const alarm = await alarmOnRecord();
    expect(alarm?.handling).toBe('acknowledged');
    expect(alarm?.notes).toMatchObject([{ by: 'operator', step: 'acknowledged', text: '已通知现场巡查' }]);
  });

  it('asks a sign why, and each input leads to its device', async () => {
    const sign = signDefinitions[0];
    const title = sign?.title.zh ?? '';
    await page.getByRole('button', { name: signWords.whyOf(title).zh }).click();
    const dialog = page.getByRole('dialog', { name: signWords.whyOf(title).zh });
    await dialog.getByText(whyWords.formula.zh, { exact: true }).waitFor();
    await dialog.getByText(whyWords.source.zh, { exact: true }).waitFor();
    await dialog
      .getByRole('button', { name: new RegExp(whyWords.flyTo('').zh.trim()) })
      .first()
      .click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForURL((url) => url.searchParams.get('s')?.startsWith('sensors:') === true);
  });

  it('replays the time before the alarm, never mistaking it for now', async () => {
    await page.getByRole('button', { name: timeWords.replayNow.zh }).click();
    await until(page, 'feed', 'replay');
    await page
      .getByText(/回放 .*不是当前/)
      .first()
      .waitFor();
    const scrub = page.getByRole('slider', { name: timeWords.scrub.zh });
    await scrub.focus();
    await page.keyboard.press('Home');
    await board().getByText(alarmWords.unacknowledged(0).zh).waitFor();
    await board().getByText(alarmWords.none.zh).waitFor();
    await page.keyboard.press('End');
    await board()
      .getByRole('button', { name: new RegExp(hot) })
      .waitFor();
    await page.getByRole('button', { name: timeWords.backToLive.zh }).first().click();
    await until(page, 'feed', 'live');
  });

  it('sees the alarm return when the reading does', async () => {
    await device.publish(30);
    const returned = new RegExp(`${hot}[^]*${alarmWords.condition.returned.zh}`);
    await board().getByRole('button', { name: returned }).waitFor();
    const alarm = await alarmOnRecord();
    expect(alarm?.condition).toBe('returned');
  });
});

const picked = (url: URL) => url.searchParams.get('s')?.startsWith('alarms:') === true;

/** Moves up the stem from the middle of the view, where a flown-to alarm stands, until it names itself; then clicks. */
async function pickOnMap(title: string): Promise<void> {
  const box = await page.getByRole('application').boundingBox();
  if (box === null) throw new Error('no canvas');
  const [x, middle] = [box.x + box.width / 2, box.y + box.height / 2];
  const name = page.locator('div[aria-hidden="true"]', { hasText: new RegExp(`^${title}$`) });
  // Without a graphics card a look under the pointer takes its time, and the next one waits for four times that.
  for (let up = 0; up <= 140; up += 8) {
    await page.mouse.move(x, middle - up);
    const named = await name.waitFor({ timeout: 6_000 }).then(
      () => true,
      () => false,
    );
    if (!named) continue;
    await page.mouse.click(x, middle - up);
    await page.waitForURL(picked);
    return;
  }
  throw new Error('the alarm is not on the map');
}
