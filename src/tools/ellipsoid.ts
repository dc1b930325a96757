import type { LonLat } from '@/contracts/geo';

/** CGCS2000 (GB 22021); WGS 84 differs from it by less than a millimetre over a city. */
const semiMajor = 6_378_137;
const flattening = 1 / 298.257222101;
const eccentricity2 = flattening * (2 - flattening);
const radians = Math.PI / 180;

/** Radius of the sphere with the ellipsoid's surface, metres. */
export const authalicRadius = 6_371_007.1809;

/**
 * Length of the geodesic in metres, by Vincenty's inverse formula (Survey Review 176, 1975). It does not converge for
 * nearly opposite points of the globe, which no city holds; there it throws.
 */
export function geodesicLength(from: LonLat, to: LonLat): number {
  const semiMinor = semiMajor * (1 - flattening);
  const u1 = Math.atan((1 - flattening) * Math.tan(from[1] * radians));
  const u2 = Math.atan((1 - flattening) * Math.tan(to[1] * radians));
  const l = (to[0] - from[0]) * radians;
  let lambda = l;
  for (let turn = 0; turn < 100; turn += 1) {
    const sinSigma = Math.hypot(
      Math.cos(u2) * Math.sin(lambda),
      Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda),
    );
    if (sinSigma === 0) return 0;
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cosMiddle = cos2Alpha === 0 ? 0 : cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2Alpha;
    const c = (flattening / 16) * cos2Alpha * (4 + flattening * (4 - 3 * cos2Alpha));
    const next =
      l +
      (1 - c) *
        flattening *
        sinAlpha *
        (sigma + c * sinSigma * (cosMiddle + c * cosSigma * (2 * cosMiddle ** 2 - 1)));
    const settled = Math.abs(next - lambda) < 1e-12;
    lambda = next;
    if (!settled) continue;
    const squared = (cos2Alpha * (semiMajor ** 2 - semiMinor ** 2)) / semiMinor ** 2;
    const a = 1 + (squared / 16384) * (4096 + squared * (squared * (320 - 175 * squared) - 768));
    const b = (squared / 1024) * (256 + squared * (squared * (74 - 47 * squared) - 128));
    const correction =
      b *
      sinSigma *
      (cosMiddle +
        (b / 4) *
          (cosSigma * (2 * cosMiddle ** 2 - 1) -
            (b / 6) * cosMiddle * (4 * sinSigma ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
    return semiMinor * a * (sigma - correction);
  }
  throw new Error('The points are too far apart to measure.');
}

/** The latitude at which the sphere of equal surface holds as much ground south of it as the ellipsoid does; degrees. */
export function authalicLatitude(latitude: number): number {
  const q = (sin: number) => {
    const e = Math.sqrt(eccentricity2);
    return (
      (1 - eccentricity2) *
      (sin / (1 - eccentricity2 * sin ** 2) - (1 / (2 * e)) * Math.log((1 - e * sin) / (1 + e * sin)))
    );
  };
  return Math.asin(q(Math.sin(latitude * radians)) / q(1)) / radians;
}

/** East and north of `origin` in metres; good to a millimetre per kilometre over a city. */
export function planeAt(origin: LonLat): (point: LonLat) => readonly [east: number, north: number] {
  const sin2 = Math.sin(origin[1] * radians) ** 2;
  const normal = semiMajor / Math.sqrt(1 - eccentricity2 * sin2);
  const meridian = (semiMajor * (1 - eccentricity2)) / (1 - eccentricity2 * sin2) ** 1.5;
  const perLon = normal * Math.cos(origin[1] * radians) * radians;
  return ([lon, lat]) => [(lon - origin[0]) * perLon, (lat - origin[1]) * meridian * radians];
}
