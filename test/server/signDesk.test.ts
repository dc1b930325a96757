import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SignEvent } from '@/contracts/sign';
import { createScopes } from '@/domain/signs/scopes';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { createLatest } from '@/server/latest';
import { openLog } from '@/server/numberedLog';
import { createSignDesk } from '@/server/signDesk';
import { emptyBoard, type SignBoard } from '@/state/signBoard';
import { createSignReader } from '@/state/signReader';
import { monday } from '../support/fakeClock';
import { fakeDistricts, fakeFleet, fakePartitions } from '../support/fakeFleet';
import { frameOf } from '../support/fakeSocket';
import { quarters, seriesAt } from '../support/quarteredCity';
import { openEmbedded } from './databases';

afterEach(() => void vi.useRealTimers());

const scopes = createScopes(fakeFleet, {
  districts: fakeDistricts.features.map(({ properties }) => properties),
  subdistricts: fakePartitions.subdistricts,
});
const gauge = fakeFleet.series.findIndex(({ property }) => property === 'river-stage');
const district = fakeFleet.series[gauge]!.district;
/** A city of one gauge. */
const river = { ...fakeFleet, series: [fakeFleet.series[gauge]!] };
const ofRiver = createScopes(river);

describe('the desk of the vital signs', () => {
  it('shows them every second, writes down how they change, and reads the past as it was shown', async () => {
    const { database, close } = await openEmbedded();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let at = monday;
    const latest = createLatest(fakeFleet);
    const report = vi.fn();
    const desk = createSignDesk({ catalogue: fakeFleet, scopes, latest, report, now: () => at });
    await desk.attach(database);
    const stage = (value: number, seconds: number) => {
      at = monday + seconds * 1000;
      latest.write(gauge, value, at, at, 0);
      vi.advanceTimersByTime(1_000);
      return desk.now('city')?.find(({ reading }) => reading.id === 'river-stage')?.reading;
    };
    expect(stage(24, 1)).toMatchObject({ state: 'normal', value: 24 });
    expect(stage(26, 2)).toMatchObject({ state: 'attention', since: monday + 2_000 });
    expect(stage(24.97, 3)).toMatchObject({ state: 'attention' });
    expect(desk.now(district)?.find(({ reading }) => reading.id === 'river-stage')?.reading.state).toBe(
      'attention',
    );
    expect(desk.now('nowhere')).toBeUndefined();
    await desk.close();
    expect(report).not.toHaveBeenCalled();

    const again = createSignDesk({ catalogue: fakeFleet, scopes, latest, report, now: () => at });
    await again.attach(database);
    const when = monday + 3_000;
    const time = { mode: 'replay', at: when, knownAt: when } as const;
    const then = again.then('city', latest, time)?.find(({ id }) => id === 'river-stage');
    expect(then).toMatchObject({ state: 'attention', value: 24.97, since: monday + 2_000 });
    const early = { ...time, knownAt: monday + 1_500 };
    expect(again.then('city', latest, early)?.find(({ id }) => id === 'river-stage')?.state).toBe('normal');
    expect(again.why('river-stage', 'city', latest, time).reading).toEqual(then);
    expect(() => again.why('river-stage', 'nowhere', latest, time)).toThrow('no scope');
    await again.close();
    vi.useRealTimers();
    await close();
  });

  it('tells a restart only what it changed: signs that come back as they stood are no news', async () => {
    const { database, close } = await openEmbedded();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let at = monday;
    const start = async () => {
      const latest = createLatest(river);
      const desk = createSignDesk({
        catalogue: river,
        scopes: ofRiver,
        latest,
        report: vi.fn(),
        now: () => at,
      });
      await desk.attach(database);
      const pass = (seconds: number, stage?: number) => {
        at += seconds * 1_000;
        if (stage !== undefined) latest.write(0, stage, at, at, 0);
        vi.advanceTimersByTime(1_000);
      };
      const now = () => desk.now('city')?.find(({ reading }) => reading.id === 'river-stage')?.reading;
      return { desk, pass, now };
    };
    const told = async () =>
      (await openLog<SignEvent>(database, 'signs').after(0, 1_000))
        .filter(({ body }) => body.scope === 'city' && body.sign === 'river-stage')
        .map(({ body: { before, state } }) => `${before} ${state}`);

    const first = await start();
    first.pass(2, 26);
    await first.desk.close();
    const logged = await told();
    expect(logged).toEqual(['absent attention']);
    const since = first.now()?.since;

    // Nothing is heard for a while after the start; then a stage that only the hysteresis still holds.
    const second = await start();
    second.pass(20);
    second.pass(2, 24.97);
    expect(second.now()).toMatchObject({ state: 'attention', since });
    await second.desk.close();
    expect(await told()).toEqual(logged);

    // What does not come back in its time is told, and so is what was unknown and is known now.
    const third = await start();
    third.pass(3_600);
    await third.desk.close();
    expect(await told()).toEqual([...logged, 'attention absent']);
    const fourth = await start();
    fourth.pass(2, 20);
    await fourth.desk.close();
    expect(await told()).toEqual([...logged, 'attention absent', 'absent normal']);
    vi.useRealTimers();
    await close();
  });

  it('says once that its log cannot be written, and writes everything when it can', async () => {
    const { database, close } = await openEmbedded();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let at = monday;
    const latest = createLatest(river);
    const report = vi.fn();
    const desk = createSignDesk({ catalogue: river, scopes: ofRiver, latest, report, now: () => at });
    await desk.attach(database);
    const broken = vi.spyOn(database, 'transaction').mockImplementation(() => {
      throw new Error('the disk is full');
    });
    const pass = async (stage: number) => {
      at += 1_000;
      latest.write(0, stage, at, at, 0);
      await vi.advanceTimersByTimeAsync(1_000);
    };
    for (const stage of [24, 26, 26, 26]) await pass(stage);
    expect(report).toHaveBeenCalledOnce();
    broken.mockRestore();
    await pass(26);
    await desk.close();
    const rivers = (await openLog<SignEvent>(database, 'signs').after(0, 1_000)).filter(
      ({ body }) => body.scope === 'city' && body.sign === 'river-stage',
    );
    expect(rivers.map(({ body }) => body.state)).toEqual(['normal', 'attention']);
    expect(report).toHaveBeenCalledOnce();
    vi.useRealTimers();
    await close();
  });

  it('reads a subdistrict from when it is asked for, as the page does, and no longer than it is asked for', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let at = monday;
    const catalogue = seriesAt([
      { lon: 114.05, district: '420111' },
      { lon: 114.11, district: '420111' },
    ]);
    const latest = createLatest(catalogue);
    const parts = createScopes(catalogue, quarters);
    const desk = createSignDesk({ catalogue, scopes: parts, latest, report: vi.fn(), now: () => at });
    const page = createTelemetryTable([10, 10], catalogue.revision);
    const hear = (depth: number, seconds: number) => {
      at = monday + seconds * 1_000;
      latest.write(1, depth, at, at, 0);
      page.write(frameOf(catalogue.revision, [1, depth, at]));
      page.expire(at);
      vi.advanceTimersByTime(1_000);
    };
    hear(60, 0);
    expect(desk.watchedSince('420111080')).toBeUndefined();
    const read = createSignReader(catalogue, (slot) => slot === 1);
    let board: SignBoard = { ...emptyBoard, scope: '420111080' };
    const told = () => desk.now('420111080')?.map(({ reading }) => reading);
    const shown = () => {
      board = read(page, { mode: 'live', at, knownAt: at }, board);
      return Object.values(board.readings);
    };
    expect(told()).toEqual(shown());
    expect(desk.watchedSince('420111080')).toBe(at);
    hear(1, 1);
    expect(told()).toEqual(shown());
    // Its dwell is remembered: the water has only just gone.
    expect(told()?.find(({ id }) => id === 'road-water-depth')).toMatchObject({ state: 'alarm', value: 1 });
    hear(1, 1 + 11 * 60);
    hear(1, 2 + 11 * 60);
    expect(desk.watchedSince('420111080')).toBeUndefined();
    expect(desk.isLogged('420111')).toBe(true);
    expect(desk.isLogged('420111080')).toBe(false);
    await desk.close();
  });

  it('watches so many subdistricts at once and no more, whoever asks for them all', async () => {
    const places = Array.from({ length: 40 }, (_, index) => ({
      lon: 114 + index / 100 + 0.005,
      district: '420111',
    }));
    const catalogue = seriesAt(places);
    const many = places.map((_, index) => {
      const code = `420111${String(index).padStart(3, '0')}`;
      const [west, east] = [114 + index / 100, 114.01 + index / 100];
      const ring = [
        [west, 30],
        [east, 30],
        [east, 31],
        [west, 31],
        [west, 30],
      ];
      return {
        properties: { code, name: { zh: code, en: code }, district: '420111' },
        geometry: { type: 'Polygon' as const, coordinates: [ring] },
      };
    });
    const parts = createScopes(catalogue, { districts: [], subdistricts: many });
    const latest = createLatest(catalogue);
    const desk = createSignDesk({ catalogue, scopes: parts, latest, report: vi.fn(), now: () => monday });
    for (const { properties } of many) expect(desk.now(properties.code)).toHaveLength(36);
    const watched = many.filter(({ properties }) => desk.watchedSince(properties.code) !== undefined);
    expect(watched).toEqual(many.slice(-32));
    await desk.close();
  });
});
