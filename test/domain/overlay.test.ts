import { describe, expect, it } from 'vitest';
import { districtAt, sharesOf, sharesOfDoubt } from '@/domain/overlay';
import { fakeDistricts } from '../support/fakeFleet';

const codes = (shares: readonly { readonly code: string; readonly share: number }[]) =>
  shares.map(({ code, share }) => [code, Math.round(share * 100)]);

describe('what lies in which district', () => {
  it('a place lies in one district, or in none outside the city', () => {
    expect(districtAt(fakeDistricts, [114.2, 30.6])).toBe('420102');
    expect(districtAt(fakeDistricts, [114.4, 30.6])).toBe('420106');
    expect(districtAt(fakeDistricts, [115.4, 30.6])).toBeUndefined();
  });

  it('an area across a border is shared out, the largest part first', () => {
    const ring = [
      [114.27, 30.6],
      [114.31, 30.6],
      [114.31, 30.62],
      [114.27, 30.62],
    ] as const;
    expect(codes(sharesOf(ring, fakeDistricts))).toEqual([
      ['420102', 75],
      ['420106', 25],
    ]);
  });

  it('what lies outside the city is in no share', () => {
    const ring = [
      [114.45, 30.6],
      [114.55, 30.6],
      [114.55, 30.62],
      [114.45, 30.62],
    ] as const;
    expect(codes(sharesOf(ring, fakeDistricts))).toEqual([['420106', 50]]);
  });

  it('an area of no size is nowhere', () => {
    const here = [114.2, 30.6] as const;
    expect(sharesOf([here, here, here], fakeDistricts)).toEqual([]);
    expect(sharesOfDoubt(here, 0, fakeDistricts)).toEqual([]);
  });

  it('a doubtful place may lie in every district its ring reaches', () => {
    expect(codes(sharesOfDoubt([114.2999, 30.6], 2000, fakeDistricts))).toEqual([
      ['420102', 50],
      ['420106', 50],
    ]);
    expect(codes(sharesOfDoubt([114.2, 30.6], 2000, fakeDistricts))).toEqual([['420102', 100]]);
  });
});
