import type { BufferPointCollection } from 'cesium';
import { BufferPoint, BufferPointMaterial } from 'cesium';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LayerHandle } from '@/scene/layer';
import { attach } from '@/layers/sensors/scene';
import { standingOf } from '@/layers/sensors/standing';
import { alarmRules } from '@/domain/alarmDefinitions';
import { fakeHost, type FakeHost } from '../support/layerHost';
import { risen, smallCity, type SmallCity } from './smallCity';

let small: SmallCity;
let fake: FakeHost;
let handle: LayerHandle;
const noon = Date.UTC(2026, 10, 23, 4);

beforeEach(async () => {
  small = smallCity();
  small.setAlarms([]);
  fake = fakeHost();
  handle = await attach(fake.host, { visible: true, opacity: 1 }, small.city);
});

/** One beat of the feed, then one turn of the frame loop; did the layer draw? */
function hear(readings: Readonly<Record<number, number>>, at = noon): boolean {
  const slot = Uint32Array.from(Object.keys(readings).map(Number));
  small.table.write({
    epoch: 1,
    seq: 1,
    revision: 1,
    value: Float64Array.from(Object.values(readings)),
    timeMs: new Float64Array(slot.length).fill(at),
    slot,
    quality: new Uint8Array(slot.length),
  });
  small.table.expire(at);
  return turn();
}

function turn(): boolean {
  const { values, times, states } = small.table;
  const at = { mode: 'live', at: noon, knownAt: noon } as const;
  return handle.frame!({ at, changed: small.table.drain(), values, times, states });
}

function mark(slot: number): { readonly size: number; readonly hollow: boolean; readonly colour: string } {
  const collection = fake.primitives.get(0) as BufferPointCollection;
  const material = new BufferPointMaterial();
  const point = collection.get(slot, new BufferPoint());
  point.getMaterial(material);
  return {
    size: material.size,
    hollow: material.color.alpha === 0,
    colour: material.outlineColor.toCssHexString().slice(0, 7),
  };
}

const words = () => (fake.labels.get('sensors') ?? []).map(({ text }) => text.zh);

describe('a sensor on the map', () => {
  it('is hollow until it has been heard', () => {
    expect(mark(0).hollow).toBe(true);
    expect(hear({ 0: 3 })).toBe(true);
    expect(mark(0).hollow).toBe(false);
  });

  it('is not drawn again for a reading that changes nothing to see', () => {
    hear({ 0: 3 });
    expect(hear({ 0: 4 }, noon + 1000)).toBe(false);
  });

  it('says 预警 by size, shape and word when its water is over the limit, and falls silent below', () => {
    hear({ 0: 3 });
    const calm = mark(0);
    expect(words()).toEqual([]);
    expect(hear({ 0: 18 }, noon + 1000)).toBe(true);
    expect(mark(0).size).toBeGreaterThan(calm.size);
    expect(words()[0]).toMatch(/^◆ .*18/);
    hear({ 0: 2 }, noon + 2000);
    expect(mark(0)).toEqual(calm);
    expect(words()).toEqual([]);
  });

  it('leaves the word to the alarm once there is one', () => {
    hear({ 0: 18 });
    expect(words()).toHaveLength(1);
    small.setAlarms([risen]);
    expect(words()).toEqual([]);
  });

  it('turns hollow when it is stale, and its excess no longer counts as news', () => {
    hear({ 0: 18 });
    small.table.expire(noon + 60_000);
    expect(turn()).toBe(true);
    expect(mark(0).hollow).toBe(true);
    expect(words()).toEqual([]);
  });

  it('is found where it is drawn, by whoever points near it', () => {
    // The first sensor stands straight below the camera, in the middle of the window.
    expect(handle.pickNear!(502, 402)).toBe('11');
    expect(handle.pickNear!(502, 60)).toBeUndefined();
    handle.apply({ visible: false, opacity: 1 });
    expect(handle.pickNear!(502, 402)).toBeUndefined();
  });

  it('takes the colours of the theme', () => {
    hear({ 0: 18 });
    const night = mark(0).colour;
    fake.setTheme('day');
    expect(mark(0).colour).not.toBe(night);
  });

  it('stands anew when the catalogue is another', () => {
    small.setCatalogue({ ...small.catalogue, revision: 2, series: small.catalogue.series.slice(0, 1) });
    expect(handle.count!()).toBe(1);
    expect(fake.primitives.length).toBe(2);
  });
});

describe('what a sensor stands for', () => {
  const depth = alarmRules.filter(({ property }) => property === 'road-water-depth');
  it.each([
    ['never heard', 0, Number.NaN, 'absent'],
    ['calm', 1, 3, 'normal'],
    ['at the limit', 1, 15, 'warning'],
    ['high, but old', 2, 30, 'stale'],
    ['high, but lost', 3, 30, 'lost'],
  ] as const)('%s', (_name, state, value, standing) => {
    expect(standingOf(state, value, depth)).toBe(standing);
  });
});
