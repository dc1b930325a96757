import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quality, withResolution } from '@/contracts/series';
import { createHistory, type History } from '@/server/history';
import { createLatest } from '@/server/latest';
import { createReadiness } from '@/server/readiness';
import { createStaCity, type Told } from '@/server/sta/city';
import { qualityWords } from '@/server/sta/entities';
import { takeApart } from '@/server/sta/filter/rowFilter';
import { kinds } from '@/server/sta/model';
import { createObservations } from '@/server/sta/observations';
import { readOptions } from '@/server/sta/options';
import { observationPage, observationQuestion, type Answering, type Page } from '@/server/sta/pages';
import { bounds } from '@/server/sta/refusal';
import { createWork } from '@/server/sta/work';
import { until } from './city';
import { engines, type OpenDatabase } from './databases';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const city = createStaCity(catalogue, 0);
const known = catalogue.series.map(({ id }) => id);
const [one = 0, two = 0, three = 0, four = 0, five = 0, six = 0, seven = 0] = known;
/** Kept from a former catalogue; nobody can tell any more what it was. */
const forgotten = Math.max(...known) + 1;
const quiet = () => undefined;
const everyReading = { samplingSeconds: 0, rawDays: 7, coarseMinutes: 15, coarseDays: 400 } as const;
/** Four minutes back, in whole seconds. */
const start = Math.floor(Date.now() / 1000) * 1000 - 240_000;

/** 120 rows of four series: readings, means of a minute, some late, some doubted. */
const rows: readonly Told[] = Array.from({ length: 120 }, (_, turn): Told => {
  const mean = turn % 5 === 0;
  const ms = start + Math.floor(turn / 4) * 2_000 + (turn % 4) * 10;
  const value = ((turn * 37) % 50) / 2 - 5;
  return {
    series: [one, two, three, four][turn % 4] ?? 0,
    phenomenon_ms: ms,
    received_ms: ms + ((turn * 13) % 7) * 1_000,
    value,
    quality: withResolution(
      (turn % 7 === 0 ? quality.late : 0) | (turn % 11 === 0 ? quality.suspect : 0),
      mean ? 1 : 0,
    ),
    n: mean ? 6 : 1,
    since_ms: mean ? ms - 50_000 : null,
    low: mean ? value - 1.5 : null,
    high: mean ? value + 2 : null,
  };
});
const idOf = (row: Told) => city.ids.of(row.series, row.phenomenon_ms);
const newestFirst = [...rows].sort((a, b) => b.phenomenon_ms - a.phenomenon_ms || b.series - a.series);
const idsOf = (some: readonly Told[]) => some.map(idOf);

interface Asked {
  readonly text: string;
  readonly holds: (row: Told) => boolean;
}
type Compared = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** What the comparisons mean, said once more. */
const compared = (operator: Compared, a: number | string | null, b: number | string): boolean => {
  if (a === null) return operator === 'ne';
  return { eq: a === b, ne: a !== b, gt: a > b, ge: a >= b, lt: a < b, le: a <= b }[operator];
};
const operator = fc.constantFrom<Compared>('eq', 'ne', 'gt', 'ge', 'lt', 'le');
const numbers: readonly (readonly [string, (row: Told) => number | null])[] = [
  ['result', ({ value }) => value],
  ['result mul 2 add 1', ({ value }) => value * 2 + 1],
  ['result mod 3', ({ value }) => value - 3 * Math.trunc(value / 3)],
  ['floor(result)', ({ value }) => Math.floor(value)],
  ['ceiling(result sub 0.25)', ({ value }) => Math.ceil(value - 0.25)],
  ['round(result)', ({ value }) => Math.sign(value) * Math.round(Math.abs(value))],
  ['parameters/n', ({ n }) => n],
  ['parameters/low', ({ low }) => low],
  ['parameters/high', ({ high }) => high],
  ['parameters/resolutionSeconds', ({ since_ms }) => (since_ms === null ? 0 : 60)],
  ['Datastream/id', ({ series }) => series],
  ['second(phenomenonTime)', ({ phenomenon_ms }) => new Date(phenomenon_ms).getUTCSeconds()],
];
const comparison: fc.Arbitrary<Asked> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...numbers), operator, fc.integer({ min: -12, max: 60 }))
    .map(([[name, read], by, halves]) => ({
      text: `${name} ${by} ${String(halves / 2)}`,
      holds: (row: Told) => compared(by, read(row), halves / 2),
    })),
  fc
    .tuple(fc.constantFrom<Compared>('gt', 'ge', 'lt', 'le'), fc.integer({ min: -2, max: 62 }))
    .map(([by, seconds]) => ({
      text: `phenomenonTime ${by} ${new Date(start + seconds * 1000).toISOString()}`,
      holds: (row: Told) => compared(by, row.phenomenon_ms, start + seconds * 1000),
    })),
  fc
    .tuple(fc.constantFrom<Compared>('gt', 'ge', 'lt', 'le'), fc.integer({ min: -2, max: 70 }))
    .map(([by, seconds]) => ({
      text: `resultTime ${by} ${new Date(start + seconds * 1000).toISOString()}`,
      holds: (row: Told) => compared(by, row.received_ms, start + seconds * 1000),
    })),
  fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })).map(([from, length]) => {
    const [begin, end] = [start + from * 1000, start + (from + length) * 1000];
    return {
      text: `during(phenomenonTime, ${new Date(begin).toISOString()}/${new Date(end).toISOString()})`,
      holds: (row: Told) => (row.since_ms ?? row.phenomenon_ms) >= begin && row.phenomenon_ms <= end,
    };
  }),
  fc.tuple(operator, fc.constantFrom('good', 'late', 'suspect', 'suspect late')).map(([by, words]) => ({
    text: `resultQuality ${by} '${words}'`,
    holds: (row: Told) => compared(by, qualityWords(row.quality), words),
  })),
  fc.constantFrom<Asked>(
    { text: "substringof('late', resultQuality)", holds: (row) => (row.quality & quality.late) !== 0 },
    { text: 'parameters/low eq null', holds: (row) => row.low === null },
    {
      text: "Datastream/ObservedProperty/properties/id eq 'river-stage'",
      holds: (row) => row.series === one,
    },
  ),
);
const asked: fc.Arbitrary<Asked> = fc.letrec<{ asked: Asked }>((tie) => ({
  asked: fc.oneof(
    { depthSize: 'small' },
    comparison,
    tie('asked').map(({ text, holds }) => ({ text: `not (${text})`, holds: (row: Told) => !holds(row) })),
    fc.tuple(fc.boolean(), tie('asked'), tie('asked')).map(([both, a, b]) => ({
      text: `(${a.text}) ${both ? 'and' : 'or'} (${b.text})`,
      holds: (row: Told) => (both ? a.holds(row) && b.holds(row) : a.holds(row) || b.holds(row)),
    })),
  ),
})).asked;

describe.each(engines)('Observations in %s', (_, open) => {
  it.skipIf(open !== undefined)('are not tested: PostgreSQL is not installed here', quiet);
  if (open === undefined) return;

  let kept: OpenDatabase;
  let history: History;
  /** Rows that have come but are not written. */
  let waiting: readonly Told[] = [];
  const latest = createLatest(catalogue);

  const unwritten = () => ({
    ask: history.ask,
    pending: () => waiting.map((row) => ({ ...row, last: null })),
  });
  const answering = (): Answering => ({
    city,
    observations: createObservations(city, unwritten(), latest),
    work: createWork(Date.now()),
    root: '',
  });
  const page = (query: string, series?: readonly number[]): Promise<Page> => {
    const here = answering();
    const question = observationQuestion(here, readOptions(query, kinds.Observation));
    return observationPage(here, question, series, '', bounds.top);
  };
  const ids = ({ entities }: Page) => entities.map(({ id }) => id);
  /** Every page by its links; how many there were, and what they held in order. */
  const everyPage = async (query: string, series?: readonly number[]) => {
    const seen: number[] = [];
    let next: string | undefined = `?${query}`;
    let pages = 0;
    for (; next !== undefined; pages += 1) {
      const found: Page = await page(next.slice(1), series);
      seen.push(...ids(found));
      next = found.next;
    }
    return { seen, pages };
  };

  beforeAll(async () => {
    kept = await open();
    history = createHistory({ readiness: createReadiness(), keeping: everyReading, report: quiet });
    await history.attach(kept.database, true);
    // Written as readings first, so that there is room for when they came; then as what they are.
    for (const { series, phenomenon_ms, received_ms, value, quality } of rows) {
      history.keep({ series, phenomenon_ms, received_ms, value, quality });
    }
    await until(() => history.waiting() === 0 && history.written() >= rows.length);
    await kept.database.deleteFrom('observations').execute();
    await kept.database
      .insertInto('observations')
      .values(
        [...rows, ...rows.map((row) => ({ ...row, series: forgotten }))].map((row) => ({
          ...row,
          last: null,
        })),
      )
      .execute();
  });
  afterAll(async () => {
    await history.close();
    await kept.close();
  });

  it('are found by any comparison as a reader would find them one by one', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ text, holds }) => {
        const expected = idsOf(newestFirst.filter(holds));
        const encoded = encodeURIComponent(text);
        const found = await page(`$top=1000&$count=true&$filter=${encoded}`);
        expect([text, found.count, ids(found)]).toEqual([text, expected.length, expected]);
        const work = createWork(Date.now());
        const { filter } = readOptions(`$filter=${encoded}`, kinds.Observation);
        const { test } = takeApart(filter, { city, option: '$filter', now: work.now, spend: work.spend });
        const told = rows.map((row) => city.observation(row)).filter((row) => row !== undefined);
        expect(told.filter(test).map(({ id }) => id)).toEqual(idsOf(rows.filter(holds)));
      }),
      { numRuns: 80 },
    );
  });

  it('are each visited once by the paging links, whatever the order and the page', async () => {
    const way = fc.constantFrom('asc', 'desc');
    const by = fc.constantFrom('phenomenonTime', 'id', 'result', 'resultTime', 'Datastream/id');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 7, max: 60 }), by, way, async (top, key, direction) => {
        const { seen } = await everyPage(`$top=${String(top)}&$orderby=${key} ${direction}`);
        expect([...seen].sort()).toEqual([...idsOf(rows)].sort());
        if (key === 'phenomenonTime' || key === 'id') {
          expect(seen).toEqual(direction === 'desc' ? idsOf(newestFirst) : idsOf(newestFirst).reverse());
        }
      }),
      { numRuns: 12 },
    );
  });

  it('of some Datastreams, some skipped, are those and no others', async () => {
    const own = newestFirst.filter(({ series }) => series === two || series === three);
    expect(ids(await page('$top=1000', [two, three]))).toEqual(idsOf(own));
    expect(ids(await page('$top=5&$skip=10', [two, three]))).toEqual(idsOf(own.slice(10, 15)));
    const { seen } = await everyPage('$top=7&$skip=10', [two, three]);
    expect(seen).toEqual(idsOf(own.slice(10)));
    expect(ids(await page('$top=10', []))).toEqual([]);
  });

  it('that are not written yet stand among the others, each told and counted once', async () => {
    const fresh = newestFirst[0];
    if (fresh === undefined) throw new Error('no rows');
    const more = [one, two, three].map((turn): Told => ({
      ...fresh,
      series: turn,
      phenomenon_ms: fresh.phenomenon_ms - turn * 3_333,
      received_ms: fresh.phenomenon_ms,
    }));
    waiting = [fresh, ...more];
    try {
      const all = [...rows, ...more].sort((a, b) => b.phenomenon_ms - a.phenomenon_ms || b.series - a.series);
      const { seen } = await everyPage('$top=9');
      expect(seen).toEqual(idsOf(all));
      expect((await page('$count=true&$top=1')).count).toBe(all.length);
      expect((await page(`$count=true&$filter=Datastream/id eq ${String(one)}`)).count).toBe(
        all.filter(({ series }) => series === one).length,
      );
    } finally {
      waiting = [];
    }
  });

  it('of which only few among very many fit come in pages that each look at a bounded part', async () => {
    // One reading every 2 ms of two series, all of them before the others; every 15,000th fits.
    const many = 45_000;
    const arrived = rows[0]?.received_ms ?? 0;
    await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality)
      select case when turn % 2 = 0 then ${five}::int else ${six}::int end, ${start - 100_000}::bigint + turn * 2, ${arrived}::bigint, 1000 + turn, 0
      from generate_series(0, ${many - 1}::int) turn`.execute(kept.database);
    try {
      const wanted = [44_999, 30_000, 15_000, 0].map((turn) => 1000 + turn);
      const filter = encodeURIComponent(wanted.map((value) => `result eq ${String(value)}`).join(' or '));
      const found = wanted.map((value) =>
        city.ids.of(value % 2 === 0 ? five : six, start - 100_000 + (value - 1000) * 2),
      );
      for (const series of [undefined, [five, six], [six]]) {
        const own = found.filter((id) => series === undefined || series.includes(id % city.ids.stride));
        for (const [way, expected] of [
          ['desc', own],
          ['asc', [...own].reverse()],
        ] as const) {
          const query = `$filter=${filter}&$orderby=phenomenonTime ${way}`;
          const { seen, pages } = await everyPage(query, series);
          expect([series, way, seen]).toEqual([series, way, expected]);
          expect(pages).toBeGreaterThan(1);
        }
      }
      expect((await page(`$count=true&$top=1&$filter=${filter}`)).count).toBe(4);
    } finally {
      await sql`delete from observations where value >= 1000`.execute(kept.database);
    }
  });

  it('too many to put in order are refused by name, and none but those who fit are read', async () => {
    const arrived = rows[0]?.received_ms ?? 0;
    await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality)
      select ${seven}::int, ${start - 300_000}::bigint + turn, ${arrived}::bigint, 1000, 0
      from generate_series(0, 100000) turn`.execute(kept.database);
    try {
      await expect(page('$orderby=result')).rejects.toThrow('narrow them');
      expect(ids(await page('$orderby=result desc&$top=1', [one]))).toHaveLength(1);
      expect((await page('$count=true&$top=1')).count).toBe(rows.length + 100_001);
    } finally {
      await sql`delete from observations where value >= 1000`.execute(kept.database);
    }
  });
});
