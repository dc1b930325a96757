import { describe, expect, it } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import {
  cellsOf,
  healthAspects,
  healthOf,
  isTroubled,
  levelOf,
  ownerId,
  ownersOf,
  worstOf,
  type Health,
} from '@/domain/dataHealth';
import { fakeFleet } from '../support/fakeFleet';
import { monday } from '../support/fakeClock';

const count = fakeFleet.series.length;
const allSlots = fakeFleet.series.map((_, slot) => slot);

function columns(state: (slot: number) => number) {
  return {
    states: Uint8Array.from(allSlots, state),
    times: Float64Array.from(allSlots, (slot) =>
      state(slot) === 0 ? Number.NaN : monday - fakeFleet.series[slot]!.intervalS * 1000,
    ),
  };
}
const health = (
  state: (slot: number) => number,
  slots = allSlots,
  door?: Parameters<typeof healthOf>[3],
): Health => healthOf(fakeFleet, slots, columns(state), door, monday);

describe('the cells of the city', () => {
  const cells = cellsOf(fakeFleet);

  it('hold every series once, each inside its own square of about a kilometre', () => {
    expect(cells.flatMap(({ slots }) => slots).sort((a, b) => a - b)).toEqual(allSlots);
    for (const { box, slots } of cells) {
      const [west, south, east, north] = box;
      expect((north - south) * 111.195).toBeCloseTo(1, 6);
      expect((east - west) * 111.195 * Math.cos((30.6 * Math.PI) / 180)).toBeCloseTo(1, 6);
      for (const slot of slots) {
        const [lon, lat] = fakeFleet.series[slot]!.at;
        expect(lon >= west - 1e-9 && lon <= east + 1e-9 && lat >= south - 1e-9 && lat <= north + 1e-9).toBe(
          true,
        );
      }
    }
  });

  it('keep their names when other devices come and go', () => {
    const half: Pick<SeriesCatalogue, 'series'> = {
      series: fakeFleet.series.slice(0, Math.floor(count / 2)),
    };
    const boxes = new Map(cells.map(({ id, box }) => [id, box]));
    for (const { id, box } of cellsOf(half)) expect(boxes.get(id)).toEqual(box);
  });
});

describe('the health of a place', () => {
  it('counts what is fresh, stale, silent and never heard apart, and never one as another', () => {
    const read = health((slot) => slot % 4);
    expect(read.absent + read.fresh + read.stale + read.lost).toBe(count);
    expect(read.fresh).toBe(allSlots.filter((slot) => slot % 4 === 1).length);
    expect(read.absent).toBe(allSlots.filter((slot) => slot % 4 === 0).length);
    expect(read.troubled).toBe(count - read.fresh);
  });

  it('ages readings in their own intervals', () => {
    expect(health(() => 1).age).toBeCloseTo(1, 9);
    expect(health(() => 0).age).toBeUndefined();
  });

  it('does not know what the door alone could tell where there is no door', () => {
    const read = health(() => 1);
    expect([read.refused, read.clocks]).toEqual([undefined, undefined]);
    expect(levelOf(read, 'refused')).toBeUndefined();
    expect(levelOf(read, 'clock')).toBeUndefined();
    expect(levelOf(read, 'freshness')).toBe(0);
  });

  it('counts a fresh series with a wrong clock or refused messages as in trouble, once', () => {
    const [first, second] = fakeFleet.series;
    const door = {
      refused: new Map([[first!.id, 40]]),
      clocks: new Map([
        [first!.id, 9000],
        [second!.id, -4000],
      ]),
    };
    const read = health(() => 1, allSlots, door);
    expect(read).toMatchObject({ refused: 40, refusing: 1, clocks: 2, troubled: 2, fresh: count });
  });

  it('tells which domains fall silent, which no count of devices would', () => {
    const air = fakeFleet.properties.find(({ id }) => id === 'aqi')!.domain;
    const ofAir = new Set(fakeFleet.properties.filter(({ domain }) => domain === air).map(({ id }) => id));
    const read = health((slot) => (ofAir.has(fakeFleet.series[slot]!.property) ? 3 : 1));
    expect(read.present.has(air)).toBe(true);
    expect(read.reporting.has(air)).toBe(false);
    expect(levelOf(read, 'coverage')).toBeGreaterThan(0);
  });

  it.each([
    [1, 0],
    [0.9, 1],
    [0.7, 2],
    [0.4, 3],
    [0.1, 4],
  ])('%f fresh is level %i', (share, level) => {
    expect(
      levelOf(
        health((slot) => (slot / count < share ? 1 : 3)),
        'freshness',
      ),
    ).toBe(level);
  });

  it('is distrusted from a quarter in trouble on; an empty place is neither good nor bad', () => {
    expect(isTroubled(health((slot) => (slot / count < 0.8 ? 1 : 2)))).toBe(false);
    expect(isTroubled(health((slot) => (slot / count < 0.7 ? 1 : 2)))).toBe(true);
    const empty = health(() => 1, []);
    expect(isTroubled(empty)).toBe(false);
    for (const aspect of healthAspects) expect(levelOf(empty, aspect)).toBeUndefined();
  });

  it('puts the place with most to mend first, and leaves out those with nothing', () => {
    const measured = [
      { name: 'well', health: health(() => 1, [0, 1]) },
      { name: 'one of two', health: health((slot) => (slot === 0 ? 3 : 1), [0, 1]) },
      { name: 'three of nine', health: health((slot) => (slot < 3 ? 2 : 1), [0, 1, 2, 3, 4, 5, 6, 7, 8]) },
    ];
    expect(worstOf(measured, 10).map(({ name }) => name)).toEqual(['three of nine', 'one of two']);
  });
});

describe('the owners of the fleet', () => {
  it('have every series once, under a name a link can carry', () => {
    const owners = ownersOf(fakeFleet);
    expect([...owners.values()].flatMap(({ slots }) => slots).sort((a, b) => a - b)).toEqual(allSlots);
    for (const [id, { owner }] of owners) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(ownerId(owner)).toBe(id);
    }
  });
});
