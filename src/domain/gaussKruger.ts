import type { LonLat } from '@/contracts/geo';

/**
 * EPSG:4547, CGCS2000 / 3-degree Gauss-Krüger, central meridian 114° E: easting with 500,000 m at the meridian, northing from
 * the equator, on the ellipsoid a = 6378137, 1/f = 298.257222101. Krüger's series to the fourth order in n, good to well
 * under a millimetre within 3° of the meridian (Karney, Transverse Mercator with an accuracy of a few nanometers, 2011, eq. 35, 36).
 */
const axis = 6378137;
const flattening = 1 / 298.257222101;
const centralMeridian = 114;
const falseEasting = 500_000;

const n = flattening / (2 - flattening);
const eccentricity = Math.sqrt(flattening * (2 - flattening));
const rectifyingRadius = (axis / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
const degree = Math.PI / 180;

const forward = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49561 / 161280) * n ** 4,
];
const backward = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  (1 / 48) * n ** 2 + (1 / 15) * n ** 3 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161280) * n ** 4,
];

export interface Gauss {
  readonly eastingM: number;
  readonly northingM: number;
}

export function toGauss([lon, lat]: LonLat): Gauss {
  const sine = Math.sin(lat * degree);
  const conformal = Math.sinh(Math.atanh(sine) - eccentricity * Math.atanh(eccentricity * sine));
  const turn = (lon - centralMeridian) * degree;
  const xi = Math.atan2(conformal, Math.cos(turn));
  const eta = Math.asinh(Math.sin(turn) / Math.hypot(conformal, Math.cos(turn)));
  let [north, east] = [xi, eta];
  for (const [index, a] of forward.entries()) {
    const k = 2 * (index + 1);
    north += a * Math.sin(k * xi) * Math.cosh(k * eta);
    east += a * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  return { eastingM: falseEasting + rectifyingRadius * east, northingM: rectifyingRadius * north };
}

export function fromGauss({ eastingM, northingM }: Gauss): LonLat {
  const xi = northingM / rectifyingRadius;
  const eta = (eastingM - falseEasting) / rectifyingRadius;
  let [north, east] = [xi, eta];
  for (const [index, b] of backward.entries()) {
    const k = 2 * (index + 1);
    north -= b * Math.sin(k * xi) * Math.cosh(k * eta);
    east -= b * Math.cos(k * xi) * Math.sinh(k * eta);
  }
  const lon = centralMeridian + Math.atan2(Math.sinh(east), Math.cos(north)) / degree;
  const conformal = Math.asin(Math.sin(north) / Math.cosh(east));
  // From conformal to geodetic latitude by fixed point; each round gains more than two digits.
  const isometric = Math.atanh(Math.sin(conformal));
  let sine = Math.sin(conformal);
  for (let round = 0; round < 8; round++)
    sine = Math.tanh(isometric + eccentricity * Math.atanh(eccentricity * sine));
  return [lon, Math.asin(sine) / degree];
}
