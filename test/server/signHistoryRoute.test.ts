import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignHistory } from '@/contracts/signHistory';
import { signDefinitions } from '@/domain/definitions';
import { jsonOf, openCity, problemOf, type TestCity } from './city';

const hour = 3_600_000;
let city: TestCity;
let now = 0;
beforeAll(async () => {
  // Nothing was shown before the city opened.
  now = Date.now();
  city = await openCity();
  await city.server.whole;
});
afterAll(() => city.close());

const span = (back: number) => `from=${String(now - back)}&to=${String(now)}&px=96`;

describe('the question how a sign stood before', () => {
  it('is answered for one sign over eight days and for all over two, also where nothing was kept', async () => {
    const one = jsonOf<SignHistory>(
      await city.ask(`/api/indicators/rainfall/history?${span(8 * 24 * hour)}&scope=420102`),
    );
    expect(one).toMatchObject({ scope: '420102', t: [], signs: [{ id: 'rainfall', states: [] }] });
    expect(one.signs[0]?.measures.map(({ id }) => id)).toEqual(['h1', 'h3', 'h6', 'h12']);
    const all = jsonOf<SignHistory>(await city.ask(`/api/indicators/history?${span(48 * hour)}`));
    expect(all.signs.map(({ id }) => id)).toEqual(signDefinitions.map(({ id }) => id));
  });

  it.each([
    [`/api/indicators/history?${'x'}`, 'from'],
    [`/api/indicators/history?from=0&to=1&px=0`, 'px'],
    [`/api/indicators/history?from=0&to=1&px=1e9`, 'px'],
    [`/api/indicators/history?from=2&to=1&px=9`, 'from'],
    [`/api/indicators/history?from=0&to=172800001&px=9`, 'to'],
    [`/api/indicators/river-stage/history?from=0&to=691200001&px=9`, 'to'],
    [`/api/indicators/river-stage/history?from=yesterday&to=1&px=9`, 'from'],
    [`/api/indicators/river-stage/history?from=0&to=1&px=9&knownAt=2026-03-02T10:00:00`, 'knownAt'],
    [`/api/indicators/river-stage/history?from=0&to=1&px=9&scope=city'--`, 'scope'],
    [`/api/indicators/river-stage/history?from=0&to=1&px=9&scope=__proto__`, 'scope'],
  ])('is refused where it is none: %s', async (path, field) => {
    const answer = await city.ask(path);
    expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([400, field]);
  });

  it.each([
    ['/api/indicators/nobody/history', '', 'There is no sign nobody.'],
    ["/api/indicators/x'; drop table sign_looks;--/history", '', 'There is no sign'],
    ['/api/indicators/river-stage/history', '&scope=420199', 'There is no scope 420199.'],
    ['/api/indicators/history', '&scope=420102999', 'There is no scope 420102999.'],
  ])('of what is not, as %s%s, is 404', async (path, more, words) => {
    const answer = await city.ask(`${encodeURI(path)}?${span(hour)}${more}`);
    expect([answer.status, problemOf(answer).detail]).toEqual([404, expect.stringContaining(words)]);
  });
});
