import fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { functionalZone, scopePattern } from '@/contracts/scope';
import { signDefinitions } from '@/domain/definitions';
import { planSigns, readSign } from '@/domain/signs';
import { createSignBeat } from '@/domain/signs/beat';
import { planWithin } from '@/domain/signs/plan';
import { createScopes, functionalZones, wholeCity } from '@/domain/signs/scopes';
import { monday } from '../support/fakeClock';
import { quarters, seriesAt } from '../support/quarteredCity';

const valley = 'zone-optics-valley';
const someCity = fc.array(
  fc.record({
    lon: fc.integer({ min: 11395, max: 11445 }).map((hundredths) => hundredths / 100 + 0.001),
    lat: fc.constantFrom(29.9, 30.2, 30.8),
    district: fc.constantFrom('420111', '420115', '420112'),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('the parts of the city', () => {
  it('part it: a slot lies in its district and there in one subdistrict, or is stated to lie outside', () => {
    fc.assert(
      fc.property(someCity, (places) => {
        const scopes = createScopes(seriesAt(places), quarters);
        const outside = new Set(scopes.outside);
        const districts = scopes.below(wholeCity).filter(({ kind }) => kind === 'district');
        places.forEach(({ district }, slot) => {
          const holding = districts.filter(({ id }) => scopes.slotsOf(id)?.includes(slot));
          expect(holding.map(({ id }) => id)).toEqual([district]);
          const streets = districts
            .flatMap(({ id }) => scopes.below(id))
            .filter(({ id }) => scopes.slotsOf(id)?.includes(slot));
          expect(streets).toHaveLength(outside.has(slot) ? 0 : 1);
          for (const { id } of streets) expect(id.startsWith(district)).toBe(true);
        });
      }),
    );
  });

  it('has functional zones that are the union of what they run, and of nothing else', () => {
    fc.assert(
      fc.property(someCity, (places) => {
        const scopes = createScopes(
          seriesAt([...places, { lon: 114, district: '420111' }, { lon: 114, district: '420115' }]),
          quarters,
        );
        const union = scopes.below(valley).flatMap(({ id }) => [...(scopes.slotsOf(id) ?? [])]);
        expect([...(scopes.slotsOf(valley) ?? [])]).toEqual(union.toSorted((a, b) => a - b));
        expect(scopes.below(valley)).toHaveLength(8);
      }),
    );
  });

  it('leads from the city through the district to the subdistrict, and knows no scope by another name', () => {
    const scopes = createScopes(
      seriesAt([
        { lon: 114.05, district: '420111' },
        { lon: 114.05, district: '420112' },
      ]),
      quarters,
    );
    expect(scopes.way('420111001').map(({ title }) => title.zh)).toEqual(['全市', '洪山区', '街 420111001']);
    expect(scopes.way('zone-airport').map(({ id }) => id)).toEqual([wholeCity, 'zone-airport']);
    expect(scopes.way(wholeCity)).toHaveLength(1);
    for (const unknown of ['420199', '420111999', 'zone-nowhere', '__proto__', 'CITY', '']) {
      expect(scopes.slotsOf(unknown)).toBeUndefined();
      expect(scopes.way(unknown)).toEqual([]);
    }
    // 长江新区 needs two subdistricts this town has not: half of it under its name would be another zone.
    expect(scopes.find('zone-changjiang')).toBeUndefined();
  });

  it('has names no hostile word can take', () => {
    for (const zone of functionalZones) expect(zone.id).toMatch(scopePattern);
    for (const hostile of [
      "city' OR 1=1",
      '../city',
      '420106\n',
      '４２０１０６',
      'zone-',
      'zone-A',
      '4201060111',
    ])
      expect(hostile).not.toMatch(scopePattern);
  });

  it('names functional zones by a file that is as its contract says, each with where that is known from', () => {
    expect(z.array(functionalZone).parse(functionalZones)).toEqual(functionalZones);
    const article = functionalZones.filter(({ clause }) => clause === '6').map(({ title }) => title.zh);
    expect(article).toEqual(['东湖高新区（光谷）', '武汉经开区', '临空港经开区', '长江新区']);
    const run = functionalZones.flatMap(({ subdistricts }) => subdistricts);
    expect(new Set(run).size).toBe(run.length);
  });
});

describe('the beat of a subdistrict', () => {
  const catalogue = seriesAt([
    { lon: 114.05, district: '420111' },
    { lon: 114.11, district: '420111' },
  ]);
  const table = { values: [12, 60], times: [monday, monday], qualities: [0, 0] };

  it('is there while somebody watches, reads its own slots alone, and is forgotten after', () => {
    const scopes = createScopes(catalogue, quarters);
    const beat = createSignBeat(signDefinitions, catalogue, scopes);
    const heard = () => beat.beat(table, monday).map(({ scope }) => scope);
    expect(heard()).not.toContain('420111080');
    const joined = beat.join('420111080', table, monday);
    const depth = joined?.readings.find(({ id }) => id === 'road-water-depth');
    expect(depth).toMatchObject({ value: 60, state: 'alarm' });
    const [plan] = planSigns(
      signDefinitions.filter(({ id }) => id === 'road-water-depth'),
      catalogue,
    );
    expect(
      readSign(
        planWithin(plan!, (slot) => slot === 1),
        table,
        monday,
      ).reading,
    ).toEqual(depth);
    expect(heard()).toContain('420111080');
    expect(beat.memories('420111080').some((memory) => memory?.state === 'alarm')).toBe(true);
    beat.leave('420111080');
    expect(heard()).not.toContain('420111080');
    expect(beat.memories('420111080')).toEqual([]);
    beat.leave('420111');
    expect(heard()).toContain('420111');
    expect(beat.join('420199', table, monday)).toBeUndefined();
  });
});
