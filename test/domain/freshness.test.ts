import { expect, it } from 'vitest';
import { quality, withResolution } from '@/contracts/series';
import { freshnessOf } from '@/domain/freshness';
import { hourOfDay, isWithin, liveAt } from '@/domain/time';
import { monday } from '../support/fakeClock';

it.each([
  ['never heard', NaN, 0],
  ['just now', 0, 1],
  ['two intervals ago', 20_000, 1],
  ['more than two intervals ago', 20_001, 2],
  ['twelve intervals ago', 120_000, 2],
  ['more than twelve intervals ago', 120_001, 3],
  ['a little ahead of our clock', -2_000, 1],
  ['from a clock that runs far ahead', -3_600_000, 2],
])('a reading %s is known for what it is', (_, age, code) => {
  expect(freshnessOf(monday - age, 10, monday)).toBe(code);
});

it.each([
  ['a reading itself', 0, 2],
  ['a mean over a minute', 1, 1],
  ['a mean over a quarter of an hour', 2, 1],
] as const)('%s is fresh for as long as it stands for', (_, code, state) => {
  expect(freshnessOf(monday - 90_000, 10, monday, withResolution(quality.late, code))).toBe(state);
});

it('the hour in Wuhan is eight ahead of Greenwich, before the epoch too', () => {
  expect(hourOfDay(monday)).toBe(10);
  expect(hourOfDay(Date.parse('1954-08-18T23:30:00+08:00'))).toBe(23.5);
});

it('what was known later does not belong to a question about earlier', () => {
  const context = { mode: 'replay', at: 100, knownAt: 200 } as const;
  expect(isWithin(context, 100, 200)).toBe(true);
  expect(isWithin(context, 101, 200)).toBe(false);
  expect(isWithin(context, 100, 201)).toBe(false);
  expect(liveAt(5)).toEqual({ mode: 'live', at: 5, knownAt: 5 });
});
