import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fromGauss, toGauss } from '@/domain/gaussKruger';

describe('EPSG:4547, the 3° Gauss-Krüger zone of 114° E', () => {
  it('has its false easting on its own meridian, and the equator as its foot', () => {
    expect(toGauss([114, 30.6]).eastingM).toBeCloseTo(500_000, 6);
    expect(toGauss([114, 0]).northingM).toBeCloseTo(0, 6);
  });

  // The meridian arc from the equator to 45° on this ellipsoid is 4,984,944.378 m (GRS 80, published in geodetic tables).
  it('counts northings along the meridian in true metres', () => {
    expect(toGauss([114, 45]).northingM).toBeCloseTo(4_984_944.378, 2);
  });

  it('stretches a metre of easting by the square of its distance from the meridian', () => {
    const [a, b] = [toGauss([115, 30]), toGauss([115.001, 30])];
    const axis = 6378137;
    const e2 = 2 / 298.257222101 - 1 / 298.257222101 ** 2;
    const lat = (30 * Math.PI) / 180;
    const arc = ((0.001 * Math.PI) / 180) * Math.cos(lat) * (axis / Math.sqrt(1 - e2 * Math.sin(lat) ** 2));
    const scale = Math.hypot(b.eastingM - a.eastingM, b.northingM - a.northingM) / arc;
    expect(scale).toBeCloseTo(1 + (a.eastingM - 500_000) ** 2 / (2 * 6.37e6 ** 2), 6);
  });

  it('leads back to the same place anywhere in the zone', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 112.5, max: 115.5, noNaN: true }),
        fc.double({ min: 29, max: 32, noNaN: true }),
        (lon, lat) => {
          const [backLon, backLat] = fromGauss(toGauss([lon, lat]));
          expect(Math.abs(backLon - lon)).toBeLessThan(1e-10);
          expect(Math.abs(backLat - lat)).toBeLessThan(1e-10);
        },
      ),
    );
  });
});
