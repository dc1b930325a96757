import { Billboard, BillboardCollection, BufferPoint, BufferPointCollection } from 'cesium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import type { LayerHandle } from '@/scene/layer';
import { createTelemetryTable, type TelemetryTable } from '@/feeds/telemetryTable';
import { sensors } from '@/layers/sensors';
import { tileAt, tileId } from '@/layers/sensors/cells';
import { attach } from '@/layers/sensors/scene';
import type { City } from '@/state/city';
import { createSceneStore } from '@/state/sceneStore';
import { fakeHost, type FakeHost } from '../support/layerHost';
import { calmValues, cityOfSensors, excess } from './cityOfSensors';
import { smallCity } from './smallCity';

const noon = Date.UTC(2026, 10, 23, 4);
const catalogue = cityOfSensors(12_000);
const { series } = catalogue;

interface BigCity extends FakeHost {
  readonly handle: LayerHandle;
  readonly table: TelemetryTable;
  readonly city: City;
  readonly hear: (readings: ReadonlyMap<number, number>, at?: number) => boolean;
}

function cityOver(shown: SeriesCatalogue): { readonly city: City; readonly table: TelemetryTable } {
  const small = smallCity();
  small.setAlarms([]);
  small.setCatalogue(shown);
  const table = createTelemetryTable(shown.series.map(({ intervalS }) => intervalS));
  const scene = createSceneStore({ layers: { sensors: { visible: true, opacity: 1 } } });
  const query = { ...small.city.query, catalogue: () => Promise.resolve(shown) };
  return { city: { ...small.city, scene, telemetry: () => table, query }, table };
}

async function open(heightM: number): Promise<BigCity> {
  const options = {};
  const { city, table } = cityOver(catalogue);
  const fake = fakeHost(heightM);
  const calm = calmValues(catalogue);
  const handle = await attach(fake.host, { visible: true, opacity: 1, options }, city);
  const hear = (readings: ReadonlyMap<number, number>, at = noon): boolean => {
    const slot = Uint32Array.from(readings.keys());
    table.write({
      epoch: 1,
      seq: 1,
      revision: 1,
      value: Float64Array.from(readings.values()),
      timeMs: new Float64Array(slot.length).fill(at),
      slot,
      quality: new Uint8Array(slot.length),
    });
    table.expire(at);
    const { values, times, states } = table;
    return handle.frame!({
      at: { mode: 'live', at, knownAt: at },
      changed: table.drain(),
      values,
      times,
      states,
    });
  };
  hear(new Map(series.map((_, slot) => [slot, calm[slot]!])));
  return { ...fake, handle, table, city, hear };
}

const numbers = ({ labels }: FakeHost) =>
  (labels.get('sensors') ?? []).filter(({ kind }) => kind === 'cluster');
/** Straight under the camera of the test: the place the device stands at is a slot's own. */
const depthSlot = series.findIndex(
  ({ property, at }) =>
    property === 'road-water-depth' && Math.abs(at[0] - 114.292) < 0.02 && Math.abs(at[1] - 30.579) < 0.02,
);

let big: BigCity;
beforeEach(async () => {
  vi.useFakeTimers();
  big = await open(12_000);
});
afterEach(() => {
  big.handle.destroy();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('12,000 devices from 12 km above', () => {
  it('stand in two collections of the engine and in no entity', () => {
    expect(big.primitives.length).toBe(2);
    const [points, glyphs] = [big.primitives.get(0) as unknown, big.primitives.get(1) as unknown];
    expect(points).toBeInstanceOf(BufferPointCollection);
    expect(points).toHaveProperty('primitiveCount', 12_001);
    expect(glyphs).toBeInstanceOf(BillboardCollection);
    expect((glyphs as BillboardCollection).length).toBeLessThan(300);
  });

  it('are counted where they stand too close, and no two clusters tell of the same ones', () => {
    const told = numbers(big).map(({ text }) => Number(text.zh.replaceAll(',', '')));
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan(120);
    expect(told.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(12_000);
  });

  it('show in their cluster the worst state and how many need a person', () => {
    expect(numbers(big).every(({ signal }) => signal === 'normal')).toBe(true);
    expect(big.hear(new Map([[depthSlot, excess('road-water-depth')]]), noon + 1000)).toBe(true);
    const worst = numbers(big).filter(({ signal }) => signal === 'warning');
    expect(worst.map(({ text }) => text.zh)).toEqual(['1']);
    expect(worst[0]?.detail?.zh).toMatch(/^\/ \d+$/);
    expect(worst[0]!.priority).toBeLessThan(numbers(big).find(({ signal }) => signal === 'normal')!.priority);
  });

  it('cost nothing to see for a reading that changes no state, and one glyph for one that does', () => {
    const paints = vi.spyOn(BufferPoint.prototype, 'setMaterial');
    const images = vi.spyOn(Billboard.prototype, 'setImage');
    const written = vi.spyOn(big.host.labels, 'set');
    const calm = calmValues(catalogue);
    const next = new Map(series.slice(0, 600).map((_, slot) => [slot, calm[slot]! - 0.1]));
    expect(big.hear(next, noon + 500)).toBe(false);
    expect(paints).not.toHaveBeenCalled();
    expect(images).not.toHaveBeenCalled();
    expect(written).not.toHaveBeenCalled();
    big.hear(new Map([[depthSlot, excess('road-water-depth')]]), noon + 1000);
    expect(images).toHaveBeenCalledTimes(1);
    expect(paints.mock.calls.length).toBeLessThanOrEqual(1);
    expect(written).toHaveBeenCalledTimes(1);
  });

  it('are chosen anew only where the camera has moved', () => {
    const hides = vi.spyOn(BufferPoint.prototype, 'show', 'set');
    vi.advanceTimersByTime(1000);
    big.host.scene.preRender.raiseEvent();
    expect(hides).not.toHaveBeenCalled();
  });

  it('are picked as a cluster that leads in, can be flown to and tells its counts and its worst', async () => {
    big.hear(new Map([[depthSlot, excess('road-water-depth')]]), noon + 1000);
    const feature = (() => {
      for (let y = 20; y < 800; y += 8)
        for (let x = 20; x < 1000; x += 8) {
          const met = big.handle.pickNear!(x, y);
          if (met?.startsWith('cluster:')) return met;
        }
      return undefined;
    })();
    expect(feature).toMatch(/^cluster:\d+\/\d+\/\d+$/);
    expect(big.handle.leadsIn!(feature!)).toBe(true);
    expect(big.handle.leadsIn!('12')).toBe(false);
    expect(big.handle.locate!(feature!)!.radius).toBeGreaterThan(100);
    const sheet = await sensors.describe(feature!, big.city);
    expect(sheet!.title.zh).toMatch(/处感知设备$/);
    expect(await sensors.nameOf(feature!, big.city)).toEqual(sheet!.title);
    const normal = sheet!.rows.find(({ label }) => label.zh === '正常');
    expect(Number(normal!.value.zh.replaceAll(',', ''))).toBeGreaterThan(2);
    expect(await sensors.describe('cluster:12/1/1', big.city)).toBeUndefined();
  });

  it('tell in a cluster’s sheet of those never heard and those old, each of which can be opened', async () => {
    const { city, table } = cityOver(catalogue);
    const [first] = series;
    const { level, x, y } = tileAt(first!.at[0], first!.at[1], 12);
    const feature = tileId({ level, x, y });
    const silent = await sensors.describe(feature, city);
    expect(silent!.rows[0]).toMatchObject({ label: { zh: '– 无数据' } });
    expect(silent!.rows.filter(({ opens }) => opens !== undefined)).toHaveLength(10);
    table.write({
      epoch: 1,
      seq: 1,
      revision: 1,
      value: Float64Array.of(1, excess('road-water-depth')),
      timeMs: new Float64Array(2).fill(noon),
      slot: Uint32Array.of(0, depthSlot),
      quality: new Uint8Array(2),
    });
    table.expire(noon + 60_000);
    const old = await sensors.describe(feature, city);
    const row = old!.rows.find(({ opens }) => opens?.feature === String(first!.id));
    expect(row).toMatchObject({ label: { zh: expect.stringContaining(first!.name.zh) as string } });
    expect(row!.note!.zh).toBe('过期，观测于 12:00:00');
  });

  it('take an address that names a cluster without a word of trouble', () => {
    big.handle.highlight!(new Set(['cluster:14/13391/6717']));
    big.handle.highlight!(new Set(['cluster:9/1/1']));
    big.handle.highlight!(new Set());
    expect(big.failures).toEqual([]);
  });
});

describe('what is asked of the layer', () => {
  it('reaches marks, list and count alike', async () => {
    big.handle.apply({ visible: true, opacity: 1, options: { district: '420106', property: 'pm25' } });
    big.city.scene.getState().setLayer('sensors', { options: { district: '420106', property: 'pm25' } });
    const list = await sensors.list(big.city);
    expect(list.length).toBeGreaterThan(10);
    expect(big.handle.count!()).toBe(list.length);
    expect(big.handle.total!()).toBe(series.length);
    const of = new Map(series.map((one) => [String(one.id), one]));
    for (const { feature } of list)
      expect(of.get(feature)).toMatchObject({ district: '420106', property: 'pm25' });
    for (let y = 20; y < 800; y += 16)
      for (let x = 20; x < 1000; x += 16) {
        const met = big.handle.pickNear!(x, y);
        if (met !== undefined && !met.startsWith('cluster:'))
          expect(of.get(met)).toMatchObject({ district: '420106', property: 'pm25' });
      }
  });

  it('colours by a property with limits that hold still, and says them in its legend', () => {
    big.handle.apply({ visible: true, opacity: 1, options: { colour: 'pm25' } });
    const legend = big.handle.legend!();
    expect(legend?.title.zh).toContain('PM2.5');
    expect(legend!.items.length).toBeGreaterThan(2);
    const jump = new Map(series.flatMap(({ property }, slot) => (property === 'pm25' ? [[slot, 400]] : [])));
    big.hear(jump, noon + 1000);
    expect(big.handle.legend!()).toEqual(legend);
    big.hear(jump, noon + 62_000);
    big.hear(new Map([...jump.keys()].map((slot) => [slot, 401])), noon + 63_000);
    expect(big.handle.legend!()).not.toEqual(legend);
    big.handle.apply({ visible: true, opacity: 1 });
    expect(big.handle.legend!()).toBeUndefined();
  });
});

describe('from 900 m above', () => {
  it('marks tell their reading, the nearest first and no more than can be read; an old one says when it was', async () => {
    big.handle.destroy();
    big = await open(900);
    const readings = () => (big.labels.get('sensors') ?? []).filter(({ kind }) => kind === 'reading');
    expect(numbers(big).length).toBe(0);
    expect(readings().length).toBeGreaterThan(5);
    expect(readings().length).toBeLessThanOrEqual(36);
    expect(readings().every(({ detail, signal }) => detail !== undefined && signal === undefined)).toBe(true);
    big.hear(new Map(), noon + 60_000);
    vi.advanceTimersByTime(1000);
    expect(readings().every(({ text, signal }) => signal === 'stale' && text.zh.startsWith('过期'))).toBe(
      true,
    );
    expect(readings()[0]!.text.zh).toContain('12:00:00');
  });
});
