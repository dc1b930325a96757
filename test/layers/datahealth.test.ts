import { BufferPolygon, BufferPolygonMaterial, type BufferPolygonCollection } from 'cesium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IngestHealth } from '@/contracts/ingest';
import type { SeriesCatalogue } from '@/contracts/series';
import { cellsOf } from '@/domain/dataHealth';
import { datahealth } from '@/layers/datahealth';
import { attach } from '@/layers/datahealth/scene';
import type { LayerHandle } from '@/scene/layer';
import { fakeHost, type FakeHost } from '../support/layerHost';
import { smallCity, type SmallCity } from './smallCity';

const noon = Date.UTC(2026, 10, 23, 4);
const view = { visible: true, opacity: 1 };
let small: SmallCity;
let fake: FakeHost;
let handle: LayerHandle;
let cells: number;

/** The three sensors of the small city, each in a square of its own; the last one another's. */
const spread: SeriesCatalogue['series'] = smallCity().catalogue.series.map((series, index) => ({
  ...series,
  at: [114.29 + index * 0.02, 30.58, 10],
  ...(index === 2 ? { owner: { zh: '另一单位', en: 'Another owner' } } : {}),
}));

beforeEach(async () => {
  vi.useFakeTimers();
  small = smallCity();
  small.setCatalogue({ ...small.catalogue, revision: 2, series: spread });
  small.setTime({ mode: 'live', at: noon, knownAt: noon });
  fake = fakeHost();
  handle = await attach(fake.host, view, small.city);
  cells = handle.count!();
});
afterEach(() => {
  handle.destroy();
  vi.useRealTimers();
});

function hear(slots: readonly number[], at = noon): boolean {
  small.table.write({
    epoch: 1,
    seq: 1,
    revision: 1,
    value: new Float64Array(slots.length).fill(3),
    timeMs: new Float64Array(slots.length).fill(at),
    slot: Uint32Array.from(slots),
    quality: new Uint8Array(slots.length),
  });
  return turn(at);
}

function turn(at: number): boolean {
  small.setTime({ mode: 'live', at, knownAt: at });
  small.table.expire(at);
  const { values, times, states } = small.table;
  return handle.frame!({ at: small.city.now(), changed: small.table.drain(), values, times, states });
}

type Part = 'fill' | 'hatch' | 'frame';
function part(
  name: Part,
  cell: number,
): { readonly shown: boolean; readonly colour: string; readonly alpha: number } {
  const board = fake.primitives.get(0) as BufferPolygonCollection;
  const polygon = new BufferPolygon();
  const material = new BufferPolygonMaterial();
  board.get(['fill', 'hatch', 'frame'].indexOf(name) * cells + cell, polygon);
  polygon.getMaterial(material);
  return {
    shown: polygon.show,
    colour: material.color.toCssHexString().slice(0, 7),
    alpha: material.color.alpha,
  };
}
const hatched = () => Array.from({ length: cells }, (_, cell) => part('hatch', cell).shown);

const idOf = (cell: number) => cellsOf({ series: spread })[cell]!.id;

const troubledDoor: IngestHealth = {
  at: noon,
  revision: 2,
  refused: { total: 400, byReason: { shape: 400 }, bySeries: [[11, 400]] },
  clocks: [[12, 8000, 30]],
  queue: { waiting: 0, shed: 0, written: 0 },
  gaps: [],
};

describe('the city painted by what is not known', () => {
  it('has a square for each kilometre in which something stands, hatched until it is heard', () => {
    expect(cells).toBe(3);
    expect(hatched()).toEqual([true, true, true]);
    expect(hear([0, 1, 2])).toBe(true);
    expect(hatched()).toEqual([false, false, false]);
  });

  it('turns hatched and framed where a feed dies, and clear again when it is back', () => {
    hear([0, 1, 2]);
    vi.advanceTimersByTime(1000);
    const well = part('fill', 0).colour;
    const later = noon + 3_600_000;
    hear([2], later);
    vi.advanceTimersByTime(1000);
    expect(hatched()).toEqual([true, true, false]);
    expect(part('frame', 0).shown).toBe(true);
    expect(part('frame', 2).shown).toBe(false);
    expect(part('fill', 0).colour).not.toBe(well);
    expect(part('fill', 2).colour).toBe(well);
    hear([0, 1], later + 1000);
    vi.advanceTimersByTime(1000);
    expect(hatched()).toEqual([false, false, false]);
  });

  it('counts at most once a second, and misses nothing that came between', () => {
    expect(hear([0])).toBe(true);
    const pictures = fake.pictures();
    expect(hear([1])).toBe(false);
    expect(hear([2])).toBe(false);
    expect(hatched()).toEqual([false, true, true]);
    vi.advanceTimersByTime(1000);
    expect(fake.pictures()).toBe(pictures + 1);
    expect(hatched()).toEqual([false, false, false]);
  });

  it('draws no new picture for readings that change no square', () => {
    hear([0, 1, 2]);
    vi.advanceTimersByTime(1000);
    const pictures = fake.pictures();
    expect(hear([0, 1, 2], noon + 2000)).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(fake.pictures()).toBe(pictures);
  });

  it('by refusals and clocks shows what the door tells, and nothing of it in replay', () => {
    hear([0, 1, 2]);
    vi.advanceTimersByTime(1000);
    small.tellDoor(troubledDoor);
    expect(hatched()).toEqual([true, true, false]);
    handle.apply({ ...view, options: { aspect: 'refused' } });
    const worst = part('fill', 0);
    expect(part('fill', 1).colour).not.toBe(worst.colour);
    expect(worst.alpha).toBeGreaterThan(part('fill', 1).alpha);
    small.setTime({ mode: 'replay', at: noon, knownAt: noon });
    expect(part('fill', 0).alpha).toBe(0);
    expect(hatched()).toEqual([false, false, false]);
    expect(handle.legend!()?.note).toBeDefined();
  });

  it('shows only what the chosen owners have', () => {
    handle.apply({ ...view, options: { owner: 'another-owner' } });
    expect(handle.count!()).toBe(1);
    expect(handle.total!()).toBe(3);
    expect([0, 1, 2].map((cell) => part('fill', cell).shown)).toEqual([false, false, true]);
  });

  it('frames what is selected, takes the theme’s colours, and fades as asked', () => {
    hear([0, 1, 2]);
    handle.highlight!(new Set([idOf(0)]));
    expect(part('frame', 0).shown).toBe(true);
    handle.highlight!(new Set());
    expect(part('frame', 0).shown).toBe(false);
    const { colour, alpha } = part('fill', 0);
    fake.setTheme('day');
    expect(part('fill', 0).colour).not.toBe(colour);
    handle.apply({ ...view, opacity: 0.5 });
    expect(part('fill', 0).alpha).toBeLessThan(alpha);
  });

  it('lists the worst squares first', async () => {
    hear([1]);
    const listed = await datahealth.list(small.city);
    const ids = listed.map(({ feature }) => feature);
    expect(ids.at(-1)).toBe(idOf(1));
  });
});
