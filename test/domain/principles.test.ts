import { describe, expect, it } from 'vitest';
import type { PlanningCellsFile } from '@/contracts/planningCells';
import { quality, type Series, type SeriesCatalogue } from '@/contracts/series';
import { apportion } from '@/domain/apportion';
import { observedProperties } from '@/domain/definitions';
import { fromGauss } from '@/domain/gaussKruger';
import { cellOfPlace, planningGrid } from '@/domain/planningCells';
import { readMap } from '@/domain/principles/map';
import { drained, planPrinciples } from '@/domain/principles/plan';
import { principleReadings, readCell, type ReadingColumns } from '@/domain/principles/read';
import {
  levelOf,
  principleIds,
  principleOf,
  principleRules,
  type PrincipleId,
} from '@/domain/principles/rules';
import { diceOf } from '../support/seed';
import { someFleet } from '../support/fakeFleet';

/** Three cells in a row: people and houses, nobody but a works, nothing at all. */
const file: PlanningCellsFile = {
  version: 1,
  crs: 'EPSG:4547',
  stepM: 500,
  uses: ['residential', 'industrial'],
  districts: ['420102'],
  streets: [],
  census: { year: 2020, source: { zh: '测试', en: 'Test' } },
  cells: [
    [1060, 6770, 0, -1, 1000, 50_000],
    [1080, 6770, 0, -1, 0, 0, 9_000],
    [1100, 6770, 0, -1, 0],
  ],
  across: [],
  counted: [],
  named: [],
};
const grid = planningGrid(file);

interface Stood {
  readonly thing: string;
  readonly property: string;
  /** Metres east of the middle of a cell. */
  readonly cell?: number;
  readonly eastM?: number;
  readonly owner?: string;
  readonly on?: string;
  readonly intervalS?: number;
}

function catalogueOf(stood: readonly Stood[]): SeriesCatalogue {
  const series = stood.map(
    ({ thing, property, cell = 0, eastM = 0, owner = 'Water', on, intervalS = 60 }, slot) => {
      const { column, row } = grid.cells[cell]!;
      const [lon, lat] = fromGauss({ eastingM: (column + 0.5) * 500 + eastM, northingM: (row + 0.5) * 500 });
      const said = { zh: owner, en: owner };
      const one: Series = {
        ...{
          id: slot + 1,
          thing,
          name: said,
          property,
          at: [lon, lat, 10],
          district: '420102',
          intervalS,
          owner: said,
        },
        ...(on === undefined ? {} : { on }),
        provenance: { grade: 'simulated', source: said, licence: 'CC0-1.0', date: '2026', datum: 'WGS 84' },
      };
      return one;
    },
  );
  return { revision: 1, properties: [...observedProperties], series };
}

function columns(
  states: readonly number[],
  values: readonly number[] = [],
  qualities: readonly number[] = [],
) {
  return {
    states: Uint8Array.from(states),
    values: Float64Array.from(states, (_, slot) => values[slot] ?? 1),
    qualities: Uint8Array.from(states, (_, slot) => qualities[slot] ?? 0),
  } satisfies ReadingColumns;
}

function valueOf(
  id: PrincipleId,
  stood: readonly Stood[],
  table: ReadingColumns,
  cell = 0,
  door?: { readonly refused: ReadonlyMap<number, number>; readonly clocks: ReadonlyMap<number, number> },
): number | undefined {
  const plan = planPrinciples(grid, catalogueOf(stood), principleRules);
  return readCell(id, plan, principleReadings(table, door), cell).value;
}

describe('the census over the cells', () => {
  it('adds up to the person whatever the weights', () => {
    const random = diceOf('census');
    for (let turn = 0; turn < 200; turn += 1) {
      const weights = Array.from({ length: 1 + Math.floor(random() * 40) }, () =>
        Math.floor(random() * 9_000),
      );
      weights[0] = 1;
      const people = Math.floor(random() * 2_000_000);
      const counts = apportion(people, weights);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(people);
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      counts.forEach((count, index) => {
        expect(Math.abs(count - (people * weights[index]!) / all)).toBeLessThan(1);
      });
    }
  });

  it('settles nobody where nothing is lived in', () => {
    expect(apportion(500, [0, 0])).toEqual([0, 0]);
    expect(apportion(500, [])).toEqual([]);
  });
});

describe('合理布局', () => {
  const gauges: readonly Stood[] = [
    { thing: 'a', property: 'road-water-depth', eastM: 900 },
    { thing: 'b', property: 'noise', eastM: 1900 },
    { thing: 'c', property: 'pm25', eastM: 3100 },
  ];
  it('is the share of what is needed that nobody reports within its distance', () => {
    // Three kinds are observed at all; the air station is 100 m too far.
    expect(valueOf('layout', gauges, columns([1, 1, 1]))).toBeCloseTo(100 / 3);
    expect(valueOf('layout', gauges, columns([1, 2, 1]))).toBeCloseTo(200 / 3);
    expect(valueOf('layout', gauges, columns([3, 2, 1]))).toBeCloseTo(100);
  });
  it('asks nothing where nobody lives and nothing stands, and something where only works stand', () => {
    expect(valueOf('layout', gauges, columns([1, 1, 1]), 2)).toBeUndefined();
    expect(valueOf('layout', gauges, columns([1, 1, 1]), 1)).toBe(100);
  });
});

describe('共建共享', () => {
  const shared: readonly Stood[] = [
    { thing: 'a', property: 'noise', on: 'buildings:1' },
    { thing: 'b', property: 'pm25', on: 'buildings:1', eastM: 60, owner: 'Air' },
    { thing: 'c', property: 'pm25', eastM: 120, owner: 'Air' },
    { thing: 'd', property: 'pm25', eastM: 128, owner: 'Air' },
  ];
  it('counts devices on one carrier or one pole with another owner’s, not with the owner’s own', () => {
    expect(valueOf('sharing', shared, columns([1, 1, 1, 1]))).toBe(50);
    const poles = shared.map((one, index) => (index === 3 ? { ...one, owner: 'Traffic' } : one));
    expect(valueOf('sharing', poles, columns([1, 1, 1, 1]))).toBe(100);
  });
  it('says nothing of a cell in which one owner stands alone', () => {
    expect(valueOf('sharing', shared.slice(1), columns([1, 1, 1]))).toBeUndefined();
  });
  it('stands on the register alone, heard or not', () => {
    expect(valueOf('sharing', shared, columns([0, 0, 0, 0]))).toBe(50);
  });
});

describe('集约高效', () => {
  const twins: readonly Stood[] = [
    { thing: 'a', property: 'noise' },
    { thing: 'b', property: 'noise', eastM: 140 },
    { thing: 'c', property: 'noise', eastM: -160 },
  ];
  it('counts one of two that say the same, and none that says nothing', () => {
    expect(valueOf('thrift', twins, columns([1, 1, 1]))).toBeCloseTo(200 / 3);
    // The other takes over where the first is silent.
    expect(valueOf('thrift', twins, columns([2, 1, 1]))).toBeCloseTo(200 / 3);
    expect(valueOf('thrift', twins, columns([2, 2, 1]))).toBeCloseTo(100 / 3);
  });
  it('takes the compute centre where that is the worse', () => {
    const centre: readonly Stood[] = [
      { thing: 'x', property: 'compute-load' },
      { thing: 'x', property: 'compute-pue' },
    ];
    expect(valueOf('thrift', centre, columns([1, 1], [40, 1.25]))).toBeCloseTo(50);
    expect(valueOf('thrift', centre, columns([1, 1], [96, 1.2]))).toBe(100);
    // A PUE below one cannot be: the devices alone are judged.
    expect(valueOf('thrift', centre, columns([1, 1], [40, 0.5]))).toBe(100);
  });
});

describe('安全可信', () => {
  const two: readonly Stood[] = [
    { thing: 'a', property: 'noise' },
    { thing: 'b', property: 'pm25' },
  ];
  const quiet = { refused: new Map<number, number>(), clocks: new Map<number, number>() };
  it('counts a series only where all is well with it', () => {
    expect(valueOf('trust', two, columns([1, 1]), 0, quiet)).toBe(100);
    expect(valueOf('trust', two, columns([1, 2]), 0, quiet)).toBe(50);
    expect(valueOf('trust', two, columns([1, 1], [], [quality.suspect, 0]), 0, quiet)).toBe(50);
    expect(valueOf('trust', two, columns([1, 1]), 0, { ...quiet, refused: new Map([[2, 4]]) })).toBe(50);
    expect(valueOf('trust', two, columns([1, 1]), 0, { ...quiet, clocks: new Map([[1, 9_000]]) })).toBe(50);
    expect(valueOf('trust', [{ ...two[0]!, owner: '' }, two[1]!], columns([1, 1]), 0, quiet)).toBe(50);
  });
  it('says of the door that it is not known where it cannot be asked', () => {
    const plan = planPrinciples(grid, catalogueOf(two), principleRules);
    const { parts } = readCell('trust', plan, principleReadings(columns([1, 1]), undefined), 0);
    expect(parts.filter(({ value }) => value === undefined).map(({ of }) => of)).toEqual([
      'soundClock',
      'notRefused',
    ]);
  });
});

describe('适度超前 and 技术先进', () => {
  const loads: readonly Stood[] = [
    { thing: 'a', property: 'feeder-load', eastM: 500 },
    { thing: 'b', property: 'feeder-load', eastM: 900 },
    { thing: 'c', property: 'pump-load', eastM: 2_900 },
  ];
  it('leaves what the tightest of the nearest nodes leaves', () => {
    expect(valueOf('ahead', loads, columns([1, 1, 1], [60, 95, 30]))).toBe(40);
    // The nearest feeder is silent: the next one speaks.
    expect(valueOf('ahead', loads, columns([2, 1, 1], [60, 95, 30]))).toBe(5);
    expect(valueOf('ahead', loads, columns([2, 2, 3], [60, 95, 30]))).toBeUndefined();
  });
  it('counts those that report often, and do', () => {
    const paced: readonly Stood[] = [
      { thing: 'a', property: 'noise', intervalS: 15 },
      { thing: 'b', property: 'pm25', intervalS: 60 },
    ];
    expect(valueOf('advance', paced, columns([1, 1]))).toBe(50);
    expect(valueOf('advance', paced, columns([2, 1]))).toBe(0);
  });
});

describe('each of the six', () => {
  const people = planningGrid({
    ...file,
    cells: [...new Set(someFleet.series.map(({ at }) => planCell(at)))].map((key, index) => [
      ...key.split(' ').map(Number),
      0,
      -1,
      (index * 37) % 900,
      1_000,
    ]),
  });
  const plan = planPrinciples(people, someFleet, principleRules);
  const random = diceOf('principles');
  const states = someFleet.series.map(() => Math.floor(random() * 4));
  const values = someFleet.series.map(() => Math.floor(random() * 100));
  const table = columns(states, values);
  const mapOf = (id: PrincipleId, from = table, over = plan) =>
    drained(readMap(id, over, principleReadings(from, undefined)));

  it.each(principleIds)('%s says the same whatever the order of the register', (id) => {
    const order = someFleet.series.map((_, slot) => slot).reverse();
    const turned = {
      states: Uint8Array.from(order, (slot) => table.states[slot]!),
      values: Float64Array.from(order, (slot) => table.values[slot]!),
      qualities: Uint8Array.from(order, (slot) => table.qualities[slot]!),
    };
    const other = planPrinciples(
      people,
      { ...someFleet, series: order.map((slot) => someFleet.series[slot]!) },
      principleRules,
    );
    const [one, two] = [mapOf(id), mapOf(id, turned, other)];
    expect([...two.values]).toEqual([...one.values]);
    expect(two.worst).toEqual(one.worst);
  });

  it.each(principleIds.filter((id) => id !== 'sharing'))('%s knows nothing where nothing was heard', (id) => {
    const map = mapOf(id, columns(states.map(() => 0)));
    expect(map).toMatchObject({ known: 0, city: undefined, worst: [] });
    expect(map.levels.every((level) => level === undefined)).toBe(true);
  });

  it.each(['advance', 'layout', 'trust'] as const)(
    '%s never gets better when a device falls silent',
    (id) => {
      const before = mapOf(id);
      for (let slot = 0; slot < states.length; slot += 29) {
        const silent = columns(
          states.map((state, index) => (index === slot ? 3 : state)),
          values,
        );
        const after = mapOf(id, silent);
        const better = [...after.values.keys()].filter((cell) => {
          const [was, is] = [before.values[cell]!, after.values[cell]!];
          return id === 'layout' ? is < was : is > was;
        });
        expect(better).toEqual([]);
      }
    },
  );

  it.each(principleIds)('%s lists at most ten, the worst first, more residents before fewer', (id) => {
    const { worst, values: all } = mapOf(id);
    const short = (cell: number) => (principleOf(id).better === 'less' ? -all[cell]! : all[cell]!);
    expect(worst.length).toBeLessThanOrEqual(10);
    expect(worst.length).toBeGreaterThan(0);
    const missed = [...all.keys()].filter((cell) => !worst.includes(cell) && !Number.isNaN(all[cell]!));
    const last = Math.max(...worst.map(short));
    expect(missed.every((cell) => short(cell) >= last)).toBe(true);
    worst.slice(1).forEach((cell, index) => {
      const before = worst[index]!;
      expect(short(before)).toBeLessThanOrEqual(short(cell));
      if (short(before) === short(cell))
        expect(people.cells[before]!.residents).toBeGreaterThanOrEqual(people.cells[cell]!.residents!);
    });
  });

  it.each(principleIds)(
    '%s has five classes, the best value in the first and the worst in the last',
    (id) => {
      const principle = principleOf(id);
      const [best, bad] = principle.better === 'less' ? [0, 100] : [100, 0];
      expect(levelOf(principle, best)).toBe(0);
      expect(levelOf(principle, bad)).toBe(4);
      expect([...principle.starts]).toEqual([...principle.starts].sort((a, b) => a - b));
      expect(principle.starts).toHaveLength(4);
    },
  );
});

function planCell(at: Series['at']): string {
  const [column, row] = cellOfPlace([at[0], at[1]], 500);
  return `${column} ${row}`;
}
