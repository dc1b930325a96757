import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCensus, faint, firstShade, out, type Census, type Columns } from '@/layers/sensors/census';
import { growCells, type Cells } from '@/layers/sensors/cells';
import { choicesOf } from '@/layers/sensors/choices';
import { faceOf } from '@/layers/sensors/clusterFace';
import { placesOf, type Places } from '@/layers/sensors/places';
import { standings, telling } from '@/layers/sensors/standing';
import { readWish } from '@/layers/sensors/wish';
import { calmValues, cityOfSensors, excess } from './cityOfSensors';

const catalogue = cityOfSensors(600);
const { series } = catalogue;

interface Counted {
  readonly census: Census;
  readonly places: Places;
  readonly cells: Cells;
  readonly columns: Columns;
}

function counted(options: Readonly<Record<string, string>> = {}): Counted {
  const places = placesOf(series);
  const cells = growCells(places.count, (place) => series[places.members[places.first[place]!]!]!.at);
  const census = createCensus(catalogue, places, cells, readWish(options));
  const columns = {
    values: calmValues(catalogue),
    states: new Uint8Array(series.length).fill(1),
    times: new Float64Array(series.length),
  };
  census.take(columns);
  return { census, places, cells, columns };
}

const slotOf = (property: string, from = 0) =>
  series.findIndex((one, slot) => slot >= from && one.property === property);
const code = (standing: (typeof standings)[number]) => standings.indexOf(standing);

describe('a Thing with several series at one place', () => {
  it('is one mark, and its worst series speaks', () => {
    const { census, places, columns } = counted();
    expect(places.count).toBe(600);
    expect(series.length).toBe(660);
    const [first, second] = [0, 1].map((row) => places.members[places.first[0]! + row]!);
    expect(series[first!]!.thing).toBe(series[second!]!.thing);
    expect(census.looks[0]).toBe(code('normal'));
    columns.states[second!] = 2;
    expect([...census.take(columns, Uint32Array.of(second!))]).toEqual([0]);
    expect(census.looks[0]).toBe(code('stale'));
    expect(census.speaker[0]).toBe(second);
  });
});

describe('the census', () => {
  it('counts every cell as a fresh count would, whatever came in whichever order', () => {
    const reading = fc.record({
      slot: fc.nat(series.length - 1),
      state: fc.integer({ min: 0, max: 3 }),
      high: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 120 }), (readings) => {
        const { census, places, cells, columns } = counted();
        for (const { slot, state, high } of readings) {
          columns.states[slot] = state;
          columns.values[slot] = high ? 1e6 : calmValues(catalogue)[slot]!;
          census.take(columns, Uint32Array.of(slot));
        }
        const again = createCensus(catalogue, places, cells, readWish({}));
        again.take(columns);
        expect([...census.looks]).toEqual([...again.looks]);
        for (let cell = 0; cell < cells.count; cell += 1) {
          expect([...census.countsOf(cell)]).toEqual([...again.countsOf(cell)]);
          expect(census.shownIn(cell)).toBe(cells.end[cell]! - cells.start[cell]!);
        }
        expect([...census.raised].sort()).toEqual([...again.raised].sort());
      }),
      { numRuns: 20 },
    );
  });

  it('writes nothing for a reading that changes nothing to see', () => {
    const { census, columns } = counted();
    const slot = slotOf('pm25');
    columns.values[slot]! += 1;
    expect(census.take(columns, Uint32Array.of(slot))).toHaveLength(0);
  });

  it('touches only the cells above what changed', () => {
    const { census, cells, columns } = counted();
    for (let cell = 0; cell < cells.count; cell += 1) census.wasTouched(cell);
    const slot = slotOf('road-water-depth');
    columns.values[slot] = excess('road-water-depth');
    census.take(columns, Uint32Array.of(slot));
    const touched = [...Array(cells.count).keys()].filter((cell) => census.wasTouched(cell));
    expect(touched.length).toBe(7);
    expect(touched.filter((cell) => census.wasTouched(cell))).toEqual([]);
  });
});

describe('a cluster', () => {
  it('never hides what needs a person: the worst state wins and its number is told', () => {
    const { census, columns } = counted();
    const calm = faceOf(0, census);
    expect(calm).toMatchObject({ look: code('normal'), raised: 0 });
    const slot = slotOf('road-water-depth');
    columns.values[slot] = excess('road-water-depth');
    const slow = slotOf('bridge-speed');
    columns.values[slow] = excess('bridge-speed');
    census.take(columns, Uint32Array.of(slot, slow));
    const root = [...Array(4).keys()].map((cell) => faceOf(cell, census));
    expect(root.some(({ look, raised }) => look === code('warning') && raised >= 1)).toBe(true);
  });

  it('passes for well only while enough of it is fresh', () => {
    const { census, columns } = counted();
    columns.states.fill(2, 0, Math.floor(series.length * 0.9));
    census.take(columns);
    expect(faceOf(0, census).look).toBe(code('stale'));
    columns.states.fill(0);
    census.take(columns);
    expect(faceOf(0, census).look).toBe(code('absent'));
  });
});

describe('filters', () => {
  it.each([
    ['district', '420102', (slot: number) => series[slot]!.district === '420102'],
    ['property', 'pm25', (slot: number) => series[slot]!.property === 'pm25'],
    ['state', 'stale,lost', (slot: number) => slot % 3 === 0],
  ])('by %s count what passes and hide the rest', (key, chosen, passes) => {
    const { census, places, columns } = counted({ [key]: chosen });
    for (let slot = 0; slot < series.length; slot += 3) columns.states[slot] = 2;
    census.take(columns);
    const passing = [...series.keys()].filter(passes);
    expect(census.shown()).toBe(passing.length);
    const seen = new Set(passing.map((slot) => places.of[slot]));
    expect([...census.looks].filter((look) => look !== out)).toHaveLength(seen.size);
  });

  it('are offered as the catalogue has them', () => {
    const choices = choicesOf(catalogue);
    expect(choices.map(({ key }) => key)).toEqual(['colour', 'property', 'state', 'domain', 'district']);
    expect(choices.find(({ key }) => key === 'district')?.values.map(({ id }) => id)).toEqual([
      '420102',
      '420103',
      '420106',
      '420111',
    ]);
    for (const { values } of choices) for (const { id } of values) expect(id).toMatch(/^[\w-]+$/);
  });
});

describe('colour by an observed property', () => {
  function coloured(): Counted {
    const all = counted({ colour: 'pm25' });
    expect(all.census.rescale(all.columns)).toBe(true);
    all.census.take(all.columns);
    return all;
  }

  it('shades its own marks by value and keeps the others faint and out of the clusters', () => {
    const { census, places, cells } = coloured();
    const shades = new Set<number>();
    series.forEach(({ property }, slot) => {
      const look = census.looks[places.of[slot]!]!;
      if (property === 'pm25') shades.add(look);
      else if (look < firstShade) expect(look).toBe(faint);
    });
    expect(shades.size).toBeGreaterThan(3);
    expect([...shades].every((look) => look >= firstShade)).toBe(true);
    const own = new Set(
      [...series.keys()].filter((slot) => series[slot]!.property === 'pm25').map((slot) => places.of[slot]),
    );
    let counts = 0;
    for (let cell = 0; cell < cells.roots; cell += 1) counts += census.shownIn(cell);
    expect(counts).toBe(own.size);
  });

  it('never colours an old reading as if it were valid, and leaves it out of the mean', () => {
    const { census, places, cells, columns } = coloured();
    const slot = slotOf('pm25');
    const cell = cells.leafOf[places.of[slot]!]!;
    columns.values[slot] = 900;
    census.take(columns, Uint32Array.of(slot));
    const high = census.meanOf(cell);
    columns.states[slot] = 2;
    census.take(columns, Uint32Array.of(slot));
    expect(census.looks[places.of[slot]!]).toBe(code('stale'));
    expect(Number.isNaN(census.meanOf(cell)) || census.meanOf(cell) < high).toBe(true);
  });

  it('leaves what needs a person its own shape, whatever it observes', () => {
    const { census, places, columns } = coloured();
    const slot = slotOf('road-water-depth');
    columns.values[slot] = excess('road-water-depth');
    census.take(columns, Uint32Array.of(slot));
    expect(census.looks[places.of[slot]!]).toBe(code('warning'));
    expect(census.raised.has(places.of[slot]!)).toBe(true);
  });

  it('keeps its scale while values stay about the same', () => {
    const { census, columns } = coloured();
    const before = census.scale();
    series.forEach(({ property }, slot) => {
      if (property === 'pm25') columns.values[slot]! += 0.4;
    });
    expect(census.rescale(columns)).toBe(false);
    expect(census.scale()).toBe(before);
  });
});

it('tells what needs a person before what is missing, and that before what is well', () => {
  const order = [...standings].sort((a, b) => telling[code(b)]! - telling[code(a)]!);
  expect(order).toEqual(['alarm', 'warning', 'attention', 'stale', 'lost', 'absent', 'normal']);
});
