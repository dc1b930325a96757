import { describe, expect, it } from 'vitest';
import { buildingUses } from '@/contracts/base';
import { litShare, showLight, streetLight } from '@/domain/evening';

/** A Tuesday in November, Beijing time. */
const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 24, hour - 8, minute);

describe('windows at night', () => {
  it('of offices are dark after ten, of homes brightest in the evening', () => {
    expect(litShare('office', at(22, 30))).toBeLessThan(0.15);
    expect(litShare('office', at(18, 30))).toBeGreaterThan(0.5);
    const homes = Array.from({ length: 24 }, (_, hour) => litShare('residential', at(hour)));
    expect(homes.indexOf(Math.max(...homes))).toBe(19);
    expect(litShare('residential', at(22))).toBeGreaterThan(0.5);
    expect(litShare('residential', at(3))).toBeLessThan(0.08);
  });

  it('of shops are lit until ten, of hospitals all night, of some sheds too', () => {
    expect(litShare('commercial', at(21))).toBeGreaterThan(0.7);
    expect(litShare('commercial', at(23))).toBeLessThan(0.25);
    for (let hour = 0; hour < 24; hour += 1) expect(litShare('medical', at(hour))).toBeGreaterThan(0.4);
    expect(litShare('industrial', at(3))).toBeGreaterThan(0.1);
  });

  it('keep a share between none and all, without leaps, at any minute', () => {
    for (const use of buildingUses) {
      for (let minute = 0; minute < 24 * 60; minute += 5) {
        const share = litShare(use, at(0, minute));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(Math.abs(litShare(use, at(0, minute + 5)) - share)).toBeLessThan(0.08);
      }
    }
  });

  it('of offices are fewer on a Sunday, of homes not', () => {
    const sunday = Date.UTC(2026, 10, 22, 11);
    expect(litShare('office', sunday)).toBeCloseTo(litShare('office', at(19)) / 2);
    expect(litShare('residential', sunday)).toBe(litShare('residential', at(19)));
  });
});

it('streets stay lit through the night; towers and signs go out before midnight', () => {
  expect(streetLight(at(3))).toBeGreaterThan(0.5);
  expect(streetLight(at(20))).toBe(1);
  expect(showLight(at(20))).toBe(1);
  expect(showLight(at(2))).toBe(0);
  expect(showLight(at(23, 30))).toBe(0);
});
