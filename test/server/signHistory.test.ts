import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signStates } from '@/contracts/sign';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { createSignBeat, type ScopeReadings } from '@/domain/signs/beat';
import { createScopes } from '@/domain/signs/scopes';
import { createLatest } from '@/server/latest';
import { createSignHistory } from '@/server/signHistory';
import { fillSigns, momentsBefore, planFill } from '@/server/signFill';
import { recallSigns } from '@/server/signRecall';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';
import { engines, type OpenDatabase } from './databases';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const stage = signDefinition('river-stage')!;
const gauge = fakeFleet.series.findIndex(({ property }) => property === 'river-stage');
const { district } = fakeFleet.series[gauge]!;

/** A city whose river stands where it is put. */
function createRiver() {
  const latest = createLatest(fakeFleet);
  const beat = createSignBeat(signDefinitions, fakeFleet);
  return (metres: number, at: number): readonly ScopeReadings[] => {
    latest.write(gauge, metres, at, at, 0);
    return beat.beat(latest, at);
  };
}

describe.each(engines)('the signs as they were shown, in %s', (_, open) => {
  it.skipIf(open !== undefined)('is not tested: PostgreSQL is not installed here', () => undefined);
  if (open === undefined) return;
  let kept: OpenDatabase;
  let away: boolean;
  const history = {
    ask: <T>(question: (database: OpenDatabase['database']) => Promise<T>) =>
      away ? Promise.reject(new Error('away')) : question(kept.database),
  };
  beforeAll(async () => {
    kept = await open();
  }, 120_000);
  afterAll(() => kept.close());
  beforeEach(async () => {
    away = false;
    await sql`truncate sign_looks, sign_layouts, sign_fill`.execute(kept.database);
  });

  const keepFrom = async (
    keeper: ReturnType<typeof createSignHistory>,
    stages: readonly (readonly [number, number])[],
  ) => {
    const river = createRiver();
    for (const [at, metres] of stages) keeper.take(river(metres, at), at);
    await keeper.close();
  };
  const recall = (
    keeper: ReturnType<typeof createSignHistory>,
    [from, to, knownAt = to]: readonly [number, number, number?],
    px: number,
    scope = 'city',
  ) => recallSigns(history, keeper, { scope, span: { from, to, knownAt }, px }, [stage]);

  it('are kept every five minutes, of the city and of each district, with value and state', async () => {
    const keeper = createSignHistory(history);
    await keepFrom(
      keeper,
      [0, 1, 5, 6, 10, 15].map((minutes) => [monday + minutes * minute, 24 + minutes / 5]),
    );
    const told = await recall(keeper, [monday, monday + hour], 60);
    expect(told.t).toEqual([5, 10, 15].map((minutes) => monday + minutes * minute));
    expect(told.generated).toEqual([false, false, false]);
    expect(told.signs[0]?.measures[0]?.last).toEqual([25, 26, 27]);
    expect(told.signs[0]?.states.map((code) => signStates[code!])).toEqual([
      'attention',
      'attention',
      'attention',
    ]);
    expect((await recall(keeper, [monday, monday + hour], 60, district)).t).toHaveLength(3);
    expect((await recall(keeper, [monday, monday + hour], 60, '420199')).t).toEqual([]);
  });

  it('come coarser by the least and the greatest of each part, so that no peak is lost', async () => {
    const keeper = createSignHistory(history);
    await keepFrom(keeper, [
      [monday, 24],
      [monday + 5 * minute, 24.2],
      [monday + 10 * minute, 28],
      [monday + 15 * minute, 24.4],
    ]);
    const told = await recall(keeper, [monday, monday + hour], 1);
    expect(told.t).toEqual([monday + 15 * minute]);
    expect(told.signs[0]?.measures[0]).toMatchObject({ min: [24.2], max: [28], last: [24.4] });
  });

  it('have no number where nothing was news, and say so by their state', async () => {
    const keeper = createSignHistory(history);
    const beat = createSignBeat(signDefinitions, fakeFleet);
    const silent = createLatest(fakeFleet);
    for (const at of [monday, monday + 5 * minute]) keeper.take(beat.beat(silent, at), at);
    await keeper.close();
    const told = await recall(keeper, [monday, monday + hour], 10);
    expect(told.signs[0]?.measures[0]).toMatchObject({ last: [null], min: [null], max: [null] });
    expect(told.signs[0]?.states).toEqual([signStates.indexOf('absent')]);
  });

  it('are gone after eight days', async () => {
    const keeper = createSignHistory(history);
    const later = monday + 8 * day + 10 * minute;
    await keepFrom(keeper, [
      [monday, 24],
      [monday + 5 * minute, 25],
      [monday + 15 * minute, 26],
      [later, 27],
    ]);
    expect((await recall(keeper, [monday, later + 1], 2000)).t).toEqual([monday + 15 * minute, later]);
  });

  it('outlive a restart, and one that comes back within a mark writes nothing twice', async () => {
    const first = createSignHistory(history);
    await keepFrom(first, [
      [monday, 24],
      [monday + 5 * minute, 25],
    ]);
    const second = createSignHistory(history);
    await keepFrom(second, [
      [monday + 6 * minute, 25.5],
      [monday + 10 * minute, 26],
    ]);
    const told = await recall(second, [monday, monday + hour], 60);
    expect(told.t).toEqual([monday + 5 * minute, monday + 10 * minute]);
  });

  it('wait while the database is away, are told meanwhile, and a day later the oldest are let go', async () => {
    const keeper = createSignHistory(history);
    const river = createRiver();
    const pass = async (from: number, to: number) => {
      for (let at = from; at <= to; at += 5)
        keeper.take(river(25, monday + at * minute), monday + at * minute);
      await keeper.close();
    };
    away = true;
    await pass(0, 10);
    await expect(recall(keeper, [monday, monday + hour], 60)).rejects.toThrow('away');
    expect(keeper.pending('city').map(({ at }) => at)).toEqual([monday + 5 * minute, monday + 10 * minute]);
    away = false;
    expect((await recall(keeper, [monday, monday + hour], 60)).t).toHaveLength(2);
    await pass(15, 15);
    expect(keeper.pending('city')).toEqual([]);
    expect((await recall(keeper, [monday, monday + hour], 60)).t).toHaveLength(3);
    away = true;
    await pass(20, 20 + 25 * 60);
    expect(keeper.pending('city')).toHaveLength(288);
    away = false;
    await pass(25 * 60 + 25, 25 * 60 + 25);
    const told = await recall(keeper, [monday, monday + 26 * hour], 1560);
    const steps = told.t.slice(1).map((at, index) => at - told.t[index]!);
    expect(steps.filter((step) => step > 5 * minute)).toHaveLength(1);
  });

  it('tell nothing that was not known yet', async () => {
    const keeper = createSignHistory(history);
    await keepFrom(
      keeper,
      [0, 5, 10, 15].map((minutes) => [monday + minutes * minute, 25]),
    );
    const told = await recall(keeper, [monday, monday + hour, monday + 11 * minute], 60);
    expect(told.t).toEqual([monday + 5 * minute, monday + 10 * minute]);
  });

  it('of another version of the definitions are read by its own order of measures', async () => {
    const keeper = createSignHistory(history);
    const columns = [
      { sign: 'gone', version: '1', measures: ['one', 'two'] },
      { sign: 'river-stage', version: '0', measures: ['main'] },
    ];
    await kept.database
      .insertInto('sign_layouts')
      .values({ layout: 'older', columns: JSON.stringify(columns) })
      .execute();
    await sql`insert into sign_looks values ('city', ${monday}::bigint, 'older', false,
      '{1,2,26.5}', '{0,0,1}', '{0,1}')`.execute(kept.database);
    const span = { from: monday, to: monday + hour, knownAt: monday + hour };
    const told = await recallSigns(history, keeper, { scope: 'city', span, px: 10 }, signDefinitions);
    expect(told.signs.find(({ id }) => id === 'river-stage')).toMatchObject({
      states: [1],
      measures: [{ last: [26.5] }],
    });
    expect(told.signs.find(({ id }) => id === 'rainfall')).toMatchObject({ states: [null] });
  });

  it('of the week before the first start are imagined, marked, and never twice', async () => {
    const small = { ...fakeFleet, series: fakeFleet.series.slice(0, 40) };
    const catalogue = { ...small, series: [...small.series, fakeFleet.series[gauge]!] };
    const stop = new AbortController();
    const makings = {
      database: kept.database,
      catalogue,
      scopes: createScopes(catalogue),
      stop: stop.signal,
      report: (error: unknown) => {
        throw error;
      },
    };
    await planFill(kept.database, monday);
    await planFill(kept.database, monday + day);
    // Cut short within two moments of its end, and begun anew.
    const moments = momentsBefore(monday);
    await kept.database
      .updateTable('sign_fill')
      .set({ done: moments.length - 2 })
      .execute();
    await fillSigns(makings);
    await fillSigns(makings);
    const rows = await kept.database
      .selectFrom('sign_looks')
      .select(['at_ms', 'generated'])
      .where('scope', '=', 'city')
      .orderBy('at_ms', 'desc')
      .execute();
    expect(rows.map(({ at_ms }) => Number(at_ms))).toEqual(moments.slice(-2));
    expect(rows.every(({ generated }) => generated)).toBe(true);
    const keeper = createSignHistory(history);
    const told = await recall(keeper, [monday - 8 * day, monday], 300);
    expect(told.generated).toEqual([true, true]);
    expect(told.signs[0]?.measures[0]?.last.every((metres) => metres !== null && metres > 10)).toBe(true);
  });
});

describe('the week before the first start', () => {
  it('is a day of quarters of an hour and hours before, back to the same hour of last week', () => {
    const at = monday + 7 * minute;
    const moments = momentsBefore(at);
    expect(moments[0]).toBe(monday);
    expect(moments.toSorted((one, other) => other - one)).toEqual(moments);
    expect(new Set(moments).size).toBe(moments.length);
    expect(Math.min(...moments)).toBeLessThanOrEqual(at - 7 * day);
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(at - 7 * day - 2 * hour);
    const steps = moments.slice(1).map((moment, index) => moments[index]! - moment);
    expect(new Set(steps)).toEqual(new Set([15 * minute, hour]));
  });
});
