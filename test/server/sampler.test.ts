import { describe, expect, it } from 'vitest';
import { quality, resolutionOf } from '@/contracts/series';
import type { StoredRow } from '@/server/database/tables';
import { createSampler } from '@/server/sampler';
import { smallCatalogue } from './fixture';

const small = smallCatalogue();
const like = small.series[0]!;
/** Series 1 speaks every ten seconds, series 2 every minute. */
const catalogue = {
  ...small,
  series: [
    { ...like, id: 1, intervalS: 10 },
    { ...like, id: 2, intervalS: 60 },
  ],
};
const noon = Date.parse('2026-03-01T12:00:00Z');

function open(seconds = 60) {
  const kept: StoredRow[] = [];
  const sampler = createSampler(seconds, (row) => kept.push(row));
  sampler.know(catalogue);
  const say = (second: number, value: number, more: { quality?: number; series?: number } = {}) =>
    sampler.take({
      series: 1,
      phenomenon_ms: noon + second * 1000,
      received_ms: noon + second * 1000 + 100,
      value,
      quality: 0,
      ...more,
    });
  return { kept, sampler, say };
}

describe('readings that come more often than a mean is long', () => {
  it('are kept as the mean of their minute, with all it stands for', () => {
    const { kept, say } = open();
    for (const [second, value] of [
      [1, 10],
      [11, 40],
      [21, 25],
    ] as const)
      expect(say(second, value, second === 11 ? { quality: quality.suspect } : {})).toBe(true);
    expect(kept).toEqual([]);
    say(61, 5);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      series: 1,
      value: 25,
      n: 3,
      low: 10,
      high: 40,
      last: 25,
      since_ms: noon + 1000,
      phenomenon_ms: noon + 21_000,
      received_ms: noon + 21_100,
    });
    expect(resolutionOf(kept[0]?.quality ?? 0)).toBe(60);
    expect((kept[0]?.quality ?? 0) & quality.suspect).toBe(quality.suspect);
  });

  it('close with their minute, a little after its end, though nothing more comes', () => {
    const { kept, sampler, say } = open();
    say(1, 10);
    say(59, 20);
    sampler.closeEnded(noon + 61_000);
    expect(kept).toEqual([]);
    expect(sampler.readings()).toBe(2);
    sampler.closeEnded(noon + 62_000);
    expect(kept).toHaveLength(1);
    expect(sampler.readings()).toBe(0);
  });

  it('are seen before they are kept, and are kept when the city stops', () => {
    const { kept, sampler, say } = open();
    say(1, 10);
    say(2, 20);
    expect(sampler.open(1)).toMatchObject([{ value: 15, n: 2, last: 20 }]);
    expect(sampler.open(2)).toEqual([]);
    sampler.closeAll();
    expect(kept).toHaveLength(1);
    expect(sampler.open()).toEqual([]);
  });

  it('stay themselves where a minute has only one, where they come late, and where all are to be kept', () => {
    const { kept, sampler, say } = open();
    say(1, 10);
    sampler.closeAll();
    expect(kept).toMatchObject([{ value: 10, n: 1, since_ms: null, last: null, quality: 0 }]);
    expect(say(2, 20, { quality: quality.late })).toBe(false);
    expect(say(3, 20, { series: 2 })).toBe(false);
    expect(open(0).say(1, 10)).toBe(false);
  });
});
