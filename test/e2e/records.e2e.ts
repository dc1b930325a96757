import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LandmarkRecord } from '@/contracts/base';
import type { BuildingCard } from '@/contracts/records';
import { recordWords } from '@/state/wordsRecords';
import { openBrowser, withoutGl } from '../support/chrome';
import { startProduct, type Product } from '../support/product';
import { signIn, until, visit } from '../support/visit';

let product: Product;
let browser: Browser;
let building: string;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), openBrowser(withoutGl)]);
  const registers = await fetch(`${product.url}/tiles/registers/landmarks.json`);
  const landmarks = (await registers.json()) as readonly LandmarkRecord[];
  building = landmarks.find((landmark) => landmark.building !== undefined)?.building ?? '';
  expect(building).not.toBe('');
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** What the server sends of a building's record to this login, byte for byte, and what the page makes of it. */
async function cardFor(login: string | undefined) {
  const { page, leave } = await visit(browser, product.url);
  await until(page, 'shell', 'ready');
  if (login !== undefined) await signIn(page, login);
  const bodies: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/api/records/')) return;
    void response.text().then((body) => bodies.push(body));
  });
  await page.goto(`${product.url}/?s=buildings:${encodeURIComponent(building)}`);
  const card = page.getByRole('region', { name: recordWords.title.zh, exact: true });
  await card.getByText(login === undefined ? recordWords.signInFor.zh : recordWords.fromServer.zh).waitFor();
  const shown = await card.innerText();
  await leave();
  return { bytes: bodies.join('\n'), shown };
}

const fieldOf = (bytes: string, field: string) =>
  (JSON.parse(bytes) as BuildingCard).fields.find((one) => one.field === field);

describe('a building’s record', () => {
  it('is cut by the server: observer, operator and official are sent different bytes', async () => {
    const observer = await cardFor(undefined);
    const operator = await cardFor('operator');
    const official = await cardFor('official');
    expect(observer.bytes).not.toContain('"fields"');
    expect(new Set([observer.shown, operator.shown, official.shown]).size).toBe(3);

    const address = fieldOf(operator.bytes, 'address');
    const exact = address !== undefined && 'value' in address ? String(address.value) : '';
    expect(exact).not.toBe('');
    expect(operator.shown).toContain(exact);
    // What a role may not know is not in the bytes at all, rather than hidden on the page.
    expect(official.bytes).not.toContain(exact);
    expect(observer.bytes).not.toContain(exact);
  });
});
