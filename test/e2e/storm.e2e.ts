import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import type { HandOvers } from '@/contracts/handOver';
import type { SignReading } from '@/contracts/sign';
import type { Language } from '@/contracts/text';
import { alarmCauses } from '@/domain/alarmDefinitions';
import { signDefinition } from '@/domain/definitions';
import { waitingOf } from '@/domain/waiting';
import { alarmWords } from '@/state/wordsAlarms';
import { frameWords } from '@/state/wordsFrame';
import { handOverWords } from '@/state/wordsHandOver';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { stateTitles } from '@/contracts/sign';
import { openBrowser, withoutGl } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { signIn, until, visit, type Visit } from '../support/visit';

const { alarms: listWords, why: whyWords, signs: signWords } = operateWords;
const depth = signDefinition('road-water-depth');
const rain = alarmCauses.find(({ id }) => id === 'rain');
if (depth === undefined || rain === undefined) throw new Error('there is no sign or cause of rain');

/** Somebody at a desk of their own: a browser of their own cookies, and their language. */
interface Seat {
  readonly language: Language;
  readonly visited: Visit;
  readonly page: Page;
  readonly say: (text: { readonly zh: string; readonly en: string }) => string;
  readonly board: () => Locator;
  readonly sheet: () => Locator;
}

let product: Product;
let browser: Browser;
let one: Seat;
let other: Seat;

async function sit(login: string, language: Language): Promise<Seat> {
  const visited = await visit(browser, `${product.url}/?w=operate&lang=${language}`, {
    viewport: { width: 1440, height: 900 },
  });
  const { page } = visited;
  const say: Seat['say'] = (text) => text[language];
  await until(page, 'shell', 'ready');
  await until(page, 'feed', 'live');
  await signIn(page, login);
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    language,
    visited,
    page,
    say,
    board: () => region(say(listWords.title)),
    sheet: () => region(say(layerWords.sheet.region)),
  };
}

// What is driven here are panels, logs and people; they are the same without a drawn city, and much quicker.
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct({ SAMPLING_SECONDS: '0' }), openBrowser(withoutGl)]);
  one = await sit('operator', 'zh');
  other = await sit('operator2', 'en');
});
afterAll(async () => {
  await Promise.all([one.visited.leave(), other.visited.leave()]);
  await browser.close();
  await product.stop();
});

const read = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${product.url}${path}`)).json()) as T;
const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await one.page.waitForTimeout(500);
};
/** None before the log is open. */
const alarms = async () =>
  (await read<{ readonly items?: readonly Alarm[] }>('/api/alarms?limit=1000')).items ?? [];
const alarmNow = async (id: string) => (await alarms()).find((alarm) => alarm.id === id);
const signAt = async (id: string, query = '') => {
  const { items, at } = await read<{ readonly items: readonly SignReading[]; readonly at: number }>(
    `/api/indicators${query}`,
  );
  return { reading: items.find((sign) => sign.id === id), at };
};
const play = async ({ page, say }: Seat, scenario: { readonly zh: string; readonly en: string }) => {
  await page.getByRole('button', { name: new RegExp(say(frameWords.demoMark)) }).click();
  await page.getByRole('radio', { name: new RegExp(say(scenario)) }).check({ force: true });
  await page.keyboard.press('Escape');
};
const cardOf = ({ page, say }: Seat) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: say(signWords.whyOf(say(depth.title))) }) });

/** The red one that this test follows, and a moment at which all of it could be seen. */
let followed: Alarm;
let moment: { readonly at: number; readonly unacknowledged: string; readonly reading: SignReading };

describe('a storm, at two desks and in two languages', () => {
  it('begins, and the sign turns at both', async () => {
    const scenarios = await read<{
      readonly scenarios: readonly { readonly id: string; readonly title: Alarm['title'] }[];
    }>('/api/simulator/scenario');
    await play(one, scenarios.scenarios.find(({ id }) => id === 'rainstorm')!.title);
    for (const seat of [one, other])
      await cardOf(seat).getByText(seat.say(stateTitles.alarm), { exact: true }).waitFor();
  });

  it('raises alarms that are told by what lies beneath them once there are too many to read', async () => {
    await eventually(async () => waitingOf(await alarms()).some(({ severity }) => severity === 'alarm'));
    for (const seat of [one, other]) {
      await seat.board().getByText(seat.say(alarmWords.flood)).waitFor();
      await seat
        .board()
        .locator('summary', { hasText: seat.say(rain.title) })
        .waitFor();
    }
  });

  it('is explained: which gauges, which limit, whose limit', async () => {
    for (const seat of [one, other]) {
      const title = seat.say(signWords.whyOf(seat.say(depth.title)));
      await seat.page.getByRole('button', { name: title, exact: true }).click();
      const dialog = seat.page.getByRole('dialog', { name: title });
      await dialog.getByText(seat.say(whyWords.formula), { exact: true }).waitFor();
      await dialog.getByText(seat.say(whyWords.source), { exact: true }).waitFor();
      await dialog
        .getByRole('button', { name: new RegExp(`^${seat.say(whyWords.flyTo('')).trim()}`) })
        .first()
        .click();
      await dialog.waitFor({ state: 'detached' });
      await seat.page.waitForURL((url) => url.searchParams.get('s')?.startsWith('sensors:') === true);
    }
  });

  it('is owned: one takes the red in hand, the other sees who and gives it to themselves', async () => {
    followed = waitingOf(await alarms()).find(({ severity }) => severity === 'alarm')!;
    await open(one, followed);
    await one.sheet().getByRole('textbox').fill('已派泵车');
    await one
      .sheet()
      .getByRole('button', { name: one.say(listWords.acknowledge) })
      .click();
    await one.sheet().locator('q', { hasText: '已派泵车' }).waitFor();
    await open(other, followed);
    await other.sheet().locator('q', { hasText: '已派泵车' }).waitFor();
    await other.sheet().getByRole('textbox').fill('I take it');
    const people = other.sheet().getByRole('combobox', { name: other.say(alarmWords.assignTo) });
    await people.selectOption('operator2');
    await other
      .sheet()
      .getByRole('button', { name: other.say(alarmWords.assign), exact: true })
      .click();
    for (const seat of [one, other])
      await seat
        .sheet()
        .getByText(seat.say(alarmWords.assignedTo('operator2')))
        .first()
        .waitFor();
    expect(await alarmNow(followed.id)).toMatchObject({ handling: 'assigned', assignee: 'operator2' });
  });

  it('can be told again as it was: what is seen now is written down', async () => {
    const count = () =>
      one
        .board()
        .getByText(/^未确认 \d+$/)
        .first()
        .innerText();
    // Between two looks that agree nothing was raised or taken in hand.
    await eventually(async () => {
      const before = await count();
      const { reading, at } = await signAt('road-water-depth');
      await one.page.waitForTimeout(1_500);
      if (reading === undefined || before !== (await count())) return false;
      moment = { at, unacknowledged: before, reading };
      return true;
    });
    expect(moment.reading.state).toBe('alarm');
  });

  it('returns when the rain is over, and is closed by who had it', async () => {
    const scenarios = await read<{
      readonly scenarios: readonly { readonly id: string; readonly title: Alarm['title'] }[];
    }>('/api/simulator/scenario');
    await play(one, scenarios.scenarios.find(({ id }) => id === 'weekday')!.title);
    await eventually(async () => (await alarmNow(followed.id))?.condition === 'returned');
    await other
      .sheet()
      .getByText(new RegExp(other.say(listWords.condition.returned)))
      .first()
      .waitFor();
    await other.sheet().getByRole('textbox').fill('Water is gone');
    await other
      .sheet()
      .getByRole('button', { name: other.say(listWords.close) })
      .click();
    for (const seat of [one, other])
      await seat
        .sheet()
        .getByText(new RegExp(seat.say(listWords.handling.closed)))
        .first()
        .waitFor();
    expect(await alarmNow(followed.id)).toMatchObject({ handling: 'closed', condition: 'returned' });
  });

  it('is handed over: both sign, and the page is theirs for ever', async () => {
    const w = handOverWords;
    const door = async (seat: Seat) => {
      await seat.page.getByRole('button', { name: seat.say(frameWords.handOver), exact: true }).click();
      return seat.page.getByRole('dialog', { name: seat.say(w.title) });
    };
    const mine = await door(one);
    await mine.getByRole('button', { name: one.say(w.begin) }).click();
    await mine.getByRole('article').getByText(one.say(w.counts.closed)).first().waitFor();
    await mine.getByRole('textbox', { name: one.say(w.addNote) }).fill('下穿通道水已退');
    await mine.getByRole('button', { name: one.say(w.addNote) }).click();
    await mine.getByRole('article').getByText('下穿通道水已退').waitFor();
    await mine.getByLabel(one.say(w.password)).fill('demo');
    await mine.getByRole('button', { name: one.say(w.signFirst) }).click();
    await mine.getByText(one.say(w.waitsForOther)).waitFor();
    const theirs = await door(other);
    await theirs.getByRole('article').getByText('下穿通道水已退').waitFor();
    await theirs.getByLabel(other.say(w.password)).fill('demo');
    await theirs.getByRole('button', { name: other.say(w.signSecond) }).click();
    for (const [seat, dialog] of [
      [one, mine],
      [other, theirs],
    ] as const)
      await dialog.getByText(seat.say(w.intact)).first().waitFor();
    const told = await one.page.evaluate(
      async () => (await fetch('/api/handovers')).json() as Promise<unknown>,
    );
    const [signed] = (told as HandOvers).items;
    expect(signed).toMatchObject({
      state: 'signed',
      handsOver: { by: 'operator' },
      takesOver: { by: 'operator2' },
      faults: [],
    });
    expect(signed?.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const { page } of [one, other]) await page.keyboard.press('Escape');
  });

  it('replayed shows the same: the sign, the alarms that waited then, and the red as it stood', async () => {
    const then = new Date(moment.at).toISOString();
    const { reading } = await signAt('road-water-depth', `?at=${then}&knownAt=${then}`);
    expect(reading).toMatchObject({ state: moment.reading.state, value: moment.reading.value });
    for (const seat of [one, other]) {
      const link = `${product.url}/?w=operate&lang=${seat.language}&t=${then}&k=${then}&s=alarms:${followed.id}`;
      await seat.page.goto(link);
      await until(seat.page, 'feed', 'replay');
      await cardOf(seat).getByText(seat.say(stateTitles.alarm), { exact: true }).waitFor();
      const count = Number(/\d+/.exec(moment.unacknowledged)?.[0]);
      await seat
        .board()
        .getByText(seat.say(listWords.unacknowledged(count)), { exact: true })
        .waitFor();
      await seat
        .sheet()
        .getByText(seat.say(alarmWords.assignedTo('operator2')))
        .first()
        .waitFor();
      await seat
        .sheet()
        .getByText(new RegExp(seat.say(listWords.condition.active)))
        .first()
        .waitFor();
    }
  });

  it('leaves no error behind on either desk', () => {
    for (const { visited } of [one, other]) {
      expect(visited.errors).toEqual([]);
      expect(visited.foreign).toEqual([]);
    }
  });
});

/** Finds the alarm in the list, in whichever group it stands, and opens it. */
async function open(seat: Seat, alarm: Alarm): Promise<void> {
  await seat.board().locator(`[data-alarm="${alarm.id}"]`).first().click();
  await seat.sheet().getByText(seat.say(listWords.evidence)).waitFor();
}
