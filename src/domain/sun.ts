import { hourOfDay } from './time';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const degree = Math.PI / 180;

const sin = (degrees: number): number => Math.sin(degrees * degree);
const cos = (degrees: number): number => Math.cos(degrees * degree);
const turn = (degrees: number): number => ((degrees % 360) + 360) % 360;

/** Where the sun stands, degrees: clockwise from north, and above the level horizon (with the air's refraction). */
export interface SunPlace {
  readonly azimuth: number;
  readonly elevation: number;
}

interface Ecliptic {
  /** Apparent longitude, degrees. */
  readonly longitude: number;
  readonly declination: number;
  /** What the sundial is ahead of the clock, minutes. */
  readonly equationOfTime: number;
}

/** J. Meeus, Astronomical Algorithms, chapter 25 (low accuracy, 0.01°) as NOAA's solar calculator applies it. */
function eclipticAt(timeMs: number): Ecliptic {
  const century = (timeMs / dayMs + 2440587.5 - 2451545) / 36525;
  const mean = turn(280.46646 + century * (36000.76983 + century * 0.0003032));
  const anomaly = 357.52911 + century * (35999.05029 - 0.0001537 * century);
  const eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century);
  const centre =
    sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century)) +
    sin(2 * anomaly) * (0.019993 - 0.000101 * century) +
    sin(3 * anomaly) * 0.000289;
  const node = 125.04 - 1934.136 * century;
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(node);
  const seconds = 21.448 - century * (46.815 + century * (0.00059 - century * 0.001813));
  const obliquity = 23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node);
  const y = Math.tan((obliquity / 2) * degree) ** 2;
  const equation =
    y * sin(2 * mean) -
    2 * eccentricity * sin(anomaly) +
    4 * eccentricity * y * sin(anomaly) * cos(2 * mean) -
    0.5 * y * y * sin(4 * mean) -
    1.25 * eccentricity * eccentricity * sin(2 * anomaly);
  return {
    longitude: turn(longitude),
    declination: Math.asin(sin(obliquity) * sin(longitude)) / degree,
    equationOfTime: (4 * equation) / degree,
  };
}

/** What the air lifts the sun by, degrees (NOAA's approximation); nothing once it is well below the horizon. */
function refraction(elevation: number): number {
  if (elevation > 85) return 0;
  const slope = Math.tan(elevation * degree);
  if (elevation > 5) return (58.1 / slope - 0.07 / slope ** 3 + 0.000086 / slope ** 5) / 3600;
  if (elevation > -0.575)
    return (
      (1735 + elevation * (-518.2 + elevation * (103.4 + elevation * (-12.79 + elevation * 0.711)))) / 3600
    );
  return -20.774 / slope / 3600;
}

/** Where the sun stands over a place (degrees) at an instant; good to some hundredths of a degree in this century. */
export function sunAt(timeMs: number, lon: number, lat: number): SunPlace {
  const { declination, equationOfTime } = eclipticAt(timeMs);
  const utcMinutes = (((timeMs % dayMs) + dayMs) % dayMs) / 60_000;
  const hourAngle = turn((utcMinutes + equationOfTime) / 4 + lon) - 180;
  const rise = sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(hourAngle);
  const elevation = Math.asin(Math.max(-1, Math.min(1, rise))) / degree;
  const azimuth =
    180 +
    Math.atan2(
      sin(hourAngle) * cos(declination),
      cos(hourAngle) * sin(lat) * cos(declination) - sin(declination) * cos(lat),
    ) /
      degree;
  return { azimuth: turn(azimuth), elevation: elevation + refraction(elevation) };
}

/** Days by which sunlight is judged (GB 50180, GB/T 50947): by the apparent longitude the sun reaches on them. */
export const solarTerms = { dahan: 300, dongzhi: 270, xiazhi: 90 } as const;
export type SolarTerm = keyof typeof solarTerms;

/** Beijing midnight at the beginning of the day an instant lies in, Unix ms. */
function midnightOf(timeMs: number): number {
  return timeMs - hourOfDay(timeMs) * hourMs;
}

/** The instant of an hour (0…24, Beijing time) on the day of another instant, Unix ms. */
export function atHour(timeMs: number, hour: number): number {
  return Math.round(midnightOf(timeMs) + hour * hourMs);
}

/** The day of a solar term in the calendar year an instant lies in: its midnight in Beijing time, Unix ms. */
export function dayOfTerm(timeMs: number, term: SolarTerm): number {
  const year = new Date(timeMs + 8 * hourMs).getUTCFullYear();
  const first = Date.UTC(year, 0, 1) - 8 * hourMs;
  const past = (day: number): number =>
    turn(eclipticAt(first + day * dayMs).longitude - solarTerms[term] + 180) - 180;
  for (let day = 0; day < 366; day += 1) {
    if (past(day) <= 0 && past(day + 1) > 0) return first + day * dayMs;
  }
  throw new RangeError(`The sun does not reach ${solarTerms[term]}° in ${year}`);
}
