import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '@/contracts/geo';
import {
  bd09ToWgs84,
  datums,
  fromWgs84,
  gcj02ToWgs84,
  toWgs84,
  wgs84ToBd09,
  wgs84ToGcj02,
} from '@/domain/datum';

const hankou: LonLat = [114.2921, 30.5787];
const guanggu: LonLat = [114.3916, 30.5081];
const tianhe: LonLat = [114.21739, 30.77484];

/** East and north from `a` to `b` in metres, good to a decimetre over a kilometre. */
function shift(a: LonLat, b: LonLat): readonly [east: number, north: number] {
  return [(b[0] - a[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180), (b[1] - a[1]) * 110_862];
}

const inWuhan = fc.tuple(
  fc.double({ min: 113.6, max: 115.15, noNaN: true }),
  fc.double({ min: 29.9, max: 31.45, noNaN: true }),
);

describe('the datum conversion', () => {
  it('shifts Hankou 521 m east and 268 m south into GCJ-02', () => {
    const [east, north] = shift(hankou, wgs84ToGcj02(hankou));
    expect(east).toBeCloseTo(521, -1);
    expect(north).toBeCloseTo(-268, -1);
  });

  it.each([
    ['Hankou', hankou, 586],
    ['光谷', guanggu, 589],
    ['天河', tianhe, 587],
  ] as const)('shifts %s by its known distance', (_, place, metres) => {
    expect(Math.abs(Math.hypot(...shift(place, wgs84ToGcj02(place))) - metres)).toBeLessThan(4);
  });

  it('shifts Hankou 1,206 m into BD-09', () => {
    expect(Math.abs(Math.hypot(...shift(hankou, wgs84ToBd09(hankou))) - 1206)).toBeLessThan(6);
  });

  it('comes back from every datum to within 1e-6 degrees, anywhere in the city', () => {
    fc.assert(
      fc.property(inWuhan, fc.constantFrom(...datums), (point, datum) => {
        const [lon, lat] = toWgs84(fromWgs84(point, datum), datum);
        expect(Math.abs(lon - point[0])).toBeLessThan(1e-6);
        expect(Math.abs(lat - point[1])).toBeLessThan(1e-6);
      }),
    );
  });

  it('undoes a foreign coordinate exactly: converting back gives the very number that came in', () => {
    fc.assert(
      fc.property(inWuhan, (foreign) => {
        for (const [out, back] of [
          [gcj02ToWgs84, wgs84ToGcj02],
          [bd09ToWgs84, wgs84ToBd09],
        ] as const) {
          const [lon, lat] = back(out(foreign));
          expect(Math.abs(lon - foreign[0])).toBeLessThan(1e-8);
          expect(Math.abs(lat - foreign[1])).toBeLessThan(1e-8);
        }
      }),
    );
  });

  it('passes CGCS2000 through, as it equals WGS 84 within centimetres', () => {
    expect(toWgs84(hankou, 'CGCS2000')).toEqual(hankou);
  });

  it('leaves places outside China alone', () => {
    expect(wgs84ToGcj02([2.35, 48.86])).toEqual([2.35, 48.86]);
    expect(gcj02ToWgs84([2.35, 48.86])).toEqual([2.35, 48.86]);
  });
});
