import * as z from 'zod/mini';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '@/contracts/geo';
import { perHeadFile } from '@/contracts/perHead';
import { signDefinitions } from '@/domain/definitions';
import { perHead, perHeadOf, perHeadRule } from '@/domain/signs/perHead';
import { createScopes } from '@/domain/signs/scopes';
import { signs } from '@/layers/signs';
import { attach } from '@/layers/signs/scene';
import { styleOf } from '@/layers/signs/looks';
import type { LayerHandle } from '@/scene/layer';
import { createFakeCity, type FakeCity } from '../support/fakeCity';
import { fakeHost, type FakeHost } from '../support/layerHost';
import { quarters, seriesAt } from '../support/quarteredCity';

const depths = seriesAt([
  { lon: 114.05, district: '420111' },
  { lon: 114.11, district: '420111' },
  { lon: 114.25, district: '420115' },
  { lon: 114.31, district: '420115' },
]);
const covers = seriesAt(
  [
    { lon: 114.05, district: '420111' },
    { lon: 114.11, district: '420111' },
    { lon: 114.25, district: '420115' },
  ],
  'manhole-tilt',
);
const manholes = {
  ...covers,
  series: covers.series.map((series, index) => ({ ...series, thing: `manhole-${index + 1}` })),
};
const ring = (west: number, east: number) => [
  [west, 30],
  [east, 30],
  [east, 31],
  [west, 31],
  [west, 30],
];
const residents = { '420111': 1_000_000, '420115': 500_000 } as const;

let fake: FakeCity;
let host: FakeHost;
let handle: LayerHandle;
let redrawn: (readonly Box[] | undefined)[];

async function show(catalogue: typeof depths, options: Readonly<Record<string, string>> = {}): Promise<void> {
  fake = createFakeCity({ catalogue });
  fake.asked.partitions.mockResolvedValue({ subdistricts: [...quarters.subdistricts], communities: [] });
  fake.asked.districts.mockResolvedValue({
    type: 'FeatureCollection',
    features: (['420111', '420115'] as const).map((code, index) => ({
      type: 'Feature',
      properties: {
        code,
        name: quarters.districts[index]!.name,
        population: residents[code],
        populationYear: 2020,
      },
      geometry: { type: 'Polygon', coordinates: [ring(114 + index * 0.2, 114.2 + index * 0.2)] },
    })),
  });
  host = fakeHost();
  redrawn = [];
  const view = { visible: true, opacity: 1, options };
  fake.city.scene.getState().setLayer('signs', view);
  const lay = () => ({
    show: () => undefined,
    redraw: (within?: readonly Box[]) => void redrawn.push(within),
    remove: () => undefined,
  });
  handle = await attach({ ...host.host, lay }, view, fake.city);
  // What the server remembers is taken over before the first reading.
  await vi.waitFor(() => expect(fake.asked.signMemories.mock.results.length).toBeGreaterThan(0));
  await Promise.resolve();
}
/** A second goes by, and the layer is given what changed. */
function beat(): boolean {
  fake.clock.advance(1_000);
  vi.advanceTimersByTime(1_000);
  const { values, times, states } = fake.table;
  fake.table.expire(fake.clock.now());
  return handle.frame!({ at: fake.city.now(), changed: fake.table.drain(), values, times, states });
}
const labels = () => (host.labels.get('signs') ?? []).map(({ text, detail }) => `${detail?.zh} ${text.zh}`);

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => {
  handle.destroy();
  vi.useRealTimers();
});

describe('the areas of the vital signs', () => {
  it('are the districts in the state of the chosen sign, and draw only what looks otherwise', async () => {
    await show(depths);
    for (const id of [1, 2, 3, 4]) fake.hear(id, 3);
    expect(beat()).toBe(true);
    expect(labels()).toEqual(['洪山区 3.0 cm', '江夏区 3.0 cm']);
    redrawn.length = 0;
    expect(beat()).toBe(false);
    expect(redrawn).toEqual([]);
    for (const id of [1, 2, 3]) fake.hear(id, 4);
    fake.hear(4, 4);
    expect(beat()).toBe(true);
    expect(redrawn).toEqual([]);
    for (const id of [1, 2, 3]) fake.hear(id, 4);
    fake.hear(4, 90);
    beat();
    fake.clock.advance(120_000);
    for (const id of [1, 2, 3]) fake.hear(id, 4);
    fake.hear(4, 90);
    beat();
    expect(redrawn).toHaveLength(1);
    expect(redrawn[0]?.map(([west]) => west)).toEqual([114.2]);
    expect(labels()).toEqual(['洪山区 4.0 cm', '江夏区 ■ 90.0 cm']);
    expect(handle.legend!()!.items.map(({ label }) => label.zh)).toContain('告警 1');
  });

  it('follow the part of the city that is looked at, and going into one is selecting it', async () => {
    await show(depths);
    for (const id of [1, 2, 3, 4]) fake.hear(id, 3);
    beat();
    expect(handle.pickGround!([114.05, 30.5], 10)).toBe('420111');
    handle.highlight!(new Set(['420111']));
    redrawn.length = 0;
    await vi.waitFor(() => expect(fake.city.signs.getState().scope).toBe('420111'));
    expect(handle.count!()).toBe(5);
    // Nothing of the districts shines through their subdistricts.
    expect(redrawn[0]).toBeUndefined();
    expect(redrawn).toHaveLength(1);
    expect(handle.pickGround!([114.05, 30.5], 10)).toBe('420111001');
    expect(handle.pickGround!([114.25, 30.5], 10)).toBeUndefined();
    expect(handle.leadsIn!('420111001')).toBe(true);
    handle.highlight!(new Set(['420111001']));
    await vi.waitFor(() => expect(fake.city.signs.getState().scope).toBe('420111001'));
    expect(handle.count!()).toBe(5);
    await fake.city.lookAt('zone-optics-valley');
    expect(handle.count!()).toBe(8);
    await fake.city.lookAt('city');
    handle.apply({ visible: true, opacity: 1, options: { areas: 'subdistricts' } });
    expect(handle.count!()).toBe(10);
    handle.apply({ visible: true, opacity: 1, options: { areas: 'zones' } });
    expect(handle.legend!()!.note!.zh).toContain('推导');
  });

  it('show in a replay what they showed live: the same values give the same states', async () => {
    await show(depths);
    for (const id of [1, 2, 3]) fake.hear(id, 4);
    fake.hear(4, 90);
    beat();
    const live = labels();
    fake.city.time.getState().replayAt(fake.clock.now());
    vi.advanceTimersByTime(1_000);
    expect(labels()).toEqual(live);
  });

  it('tell six states apart without colour', () => {
    const marks = (['normal', 'attention', 'warning', 'alarm', 'stale', 'absent'] as const).map((state) => {
      const { pattern, dash, fill } = styleOf({ id: 'x', state, said: { zh: '', en: '' } }, 'day');
      return JSON.stringify([pattern?.kind, dash, fill === undefined]);
    });
    expect(new Set(marks).size).toBe(6);
  });
});

describe('a sign set against residents', () => {
  it('counts a zone’s devices with the zone and not with the district around it, and names the census', async () => {
    await show(manholes, { sign: 'manholes', show: 'per-head' });
    for (const id of [1, 2]) fake.hear(id, 40);
    fake.hear(3, 2);
    beat();
    expect(labels()).toEqual(['洪山区 0.010 /万人', '江夏区 0 /万人']);
    expect(handle.legend!()!.note!.zh).toContain('第七次全国人口普查，2020');
    expect((await signs.nameOf('420111', fake.city))!.zh).toBe(
      '洪山区 · 井盖位移、开盖 · 0.010 个/万人（2020 年普查）',
    );
    expect((await signs.nameOf('zone-optics-valley', fake.city))!.zh).toContain('0.011');
    const sheet = await signs.describe('420111', fake.city);
    const rowOf = (label: string) => sheet!.rows.find((row) => row.label.zh === label);
    expect(rowOf('常住人口（2020 普查）')!.value.zh).toBe('1,000,000');
    expect(rowOf('每万人')!.note!.zh).toContain('2020 年 11 月 1 日');
    // The state is of all that stands there, the count per head only of those whose residents are known.
    expect(rowOf('值')!.value.zh).toBe('2 个');
  });

  it('says why where it cannot be: a mean, a place nobody counted, no news', async () => {
    await show(manholes, { sign: 'manholes', show: 'per-head' });
    const street = await signs.nameOf('420111001', fake.city);
    expect(street!.zh).toContain('普查公报没有这里的人口');
    expect((await signs.nameOf('420111', fake.city))!.en).toContain('no fresh reading');
    const mean = { visible: true, opacity: 1, options: { sign: 'aqi', show: 'per-head' } };
    fake.city.scene.getState().setLayer('signs', mean);
    handle.apply(mean);
    expect(handle.legend!()!.note!.zh).toContain('平均值不是总量');
    expect(labels().every((label) => label.endsWith('–'))).toBe(true);
  });

  it('is for the measures its file names, each a count of an existing sign', () => {
    expect(z.parse(perHeadFile, perHead)).toEqual(perHead);
    for (const { sign, measure, starts } of perHead.measures) {
      const definition = signDefinitions.find(({ id }) => id === sign)!;
      const part = definition.measures.find(({ id }) => id === measure)!;
      expect([sign, part.aggregate === 'beyond' || part.property === undefined]).toEqual([sign, true]);
      expect(starts.toSorted((one, other) => one - other)).toEqual(starts);
    }
    const unfit = signDefinitions.filter((sign) => perHeadRule(sign) === undefined);
    for (const sign of unfit) expect(perHeadOf(sign, undefined, 1_000).kind).toBe('unfit');
    expect(unfit.map(({ id }) => id)).toContain('devices-online');
  });

  it('sums to the count of the city wherever every place is counted once', () => {
    const scopes = createScopes(manholes, quarters);
    const counted = ['420111', '420115', 'zone-optics-valley'].flatMap((id) => [
      ...(scopes.countedSlotsOf(id) ?? []),
    ]);
    expect(counted.toSorted()).toEqual([0, 1, 2]);
  });
});
