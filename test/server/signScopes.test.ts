import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, noDatabase, openCity, problemOf, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

interface Board {
  readonly items: readonly { readonly id: string; readonly memory?: unknown }[];
  readonly scope: string;
  readonly remembers: string;
  readonly rememberedSince: number | null;
}

describe('the signs of a part of the city', () => {
  it('are answered for the city and a district as for one another, with what they are remembered by', async () => {
    const whole = jsonOf<Board>(await city.ask('/api/indicators'));
    const district = jsonOf<Board>(await city.ask('/api/indicators?scope=420102'));
    expect(whole).toMatchObject({ scope: 'city', remembers: 'always', rememberedSince: null });
    expect(district).toMatchObject({ scope: '420102', remembers: 'always', rememberedSince: null });
    expect(district.items.map(({ id }) => id)).toEqual(whole.items.map(({ id }) => id));
  });

  it.each(['420199', '420102999', 'zone-nowhere'])('of %s, which is not, are 404', async (scope) => {
    const asked = await Promise.all([
      city.ask(`/api/indicators?scope=${scope}`),
      city.ask(`/api/indicators/river-stage/why?scope=${scope}`),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
    expect(asked.map((answer) => problemOf(answer).detail)).toEqual(
      Array(2).fill(`There is no scope ${scope}.`),
    );
  });

  it.each(["city'--", '../base', '', '4201020011234', 'zone-%0A', '__proto__', 'x'.repeat(4_000)])(
    'of a word that can name none, as %s, are refused',
    async (scope) => {
      for (const path of ['/api/indicators', '/api/indicators/river-stage/why']) {
        const answer = await city.ask(`${path}?scope=${encodeURIComponent(scope)}`);
        expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([400, 'scope']);
      }
    },
  );
});
