import type { LonLat } from '@/contracts/geo';

/**
 * The one place where coordinates change datum. Everything inside the product is WGS 84; what arrives in GCJ-02 or BD-09 is
 * converted on entry and never again. Points are [longitude, latitude] in degrees.
 *
 * GCJ-02: the openly published polynomial on the Krasovsky 1940 ellipsoid (as in eviltransform and gcoord). It differs from the
 * official, unpublished transform by a metre or two, so a converted point is good to about ±2 m beside its own source's error.
 * BD-09: the published polar offset on top of GCJ-02. CGCS2000 equals WGS 84 within centimetres and is passed through.
 */
export const datums = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const;
export type Datum = (typeof datums)[number];

const krasovskyAxis = 6378245;
const krasovskyEccentricity2 = 0.00669342162296594323;
const degree = Math.PI / 180;
/** Enough for 1e-9°: the offset changes by less than 1 % per step, so each round gains two digits. */
const inverseRounds = 6;

/** Outside this box the formula is the identity, as its publishers define it. */
function inChina([lon, lat]: LonLat): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

function waves(x: number): number {
  return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
}

function eastWave(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  );
}

function northWave(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3)
  );
}

export function wgs84ToGcj02(point: LonLat): LonLat {
  if (!inChina(point)) return point;
  const [lon, lat] = point;
  const sine = Math.sin(lat * degree);
  const magic = 1 - krasovskyEccentricity2 * sine * sine;
  const meridian = (krasovskyAxis * (1 - krasovskyEccentricity2)) / (magic * Math.sqrt(magic));
  const parallel = (krasovskyAxis / Math.sqrt(magic)) * Math.cos(lat * degree);
  return [
    lon + eastWave(lon - 105, lat - 35) / (parallel * degree),
    lat + northWave(lon - 105, lat - 35) / (meridian * degree),
  ];
}

/** Solves `forward(x) = point` by fixed-point iteration; `forward` must be a small, slowly varying shift. */
function invert(forward: (point: LonLat) => LonLat, point: LonLat): LonLat {
  let [lon, lat] = point;
  for (let round = 0; round < inverseRounds; round++) {
    const [seenLon, seenLat] = forward([lon, lat]);
    lon += point[0] - seenLon;
    lat += point[1] - seenLat;
  }
  return [lon, lat];
}

/** Exact to well under a metre against `wgs84ToGcj02`. */
export function gcj02ToWgs84(point: LonLat): LonLat {
  return inChina(point) ? invert(wgs84ToGcj02, point) : point;
}

function gcj02ToBd09([lon, lat]: LonLat): LonLat {
  const beat = (Math.PI * 3000) / 180;
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * beat);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * beat);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

export function wgs84ToBd09(point: LonLat): LonLat {
  return gcj02ToBd09(wgs84ToGcj02(point));
}

export function bd09ToWgs84(point: LonLat): LonLat {
  return gcj02ToWgs84(invert(gcj02ToBd09, point));
}

export function toWgs84(point: LonLat, datum: Datum): LonLat {
  switch (datum) {
    case 'WGS84':
    case 'CGCS2000':
      return point;
    case 'GCJ02':
      return gcj02ToWgs84(point);
    case 'BD09':
      return bd09ToWgs84(point);
  }
}

export function fromWgs84(point: LonLat, datum: Datum): LonLat {
  switch (datum) {
    case 'WGS84':
    case 'CGCS2000':
      return point;
    case 'GCJ02':
      return wgs84ToGcj02(point);
    case 'BD09':
      return wgs84ToBd09(point);
  }
}
