import type { LonLat } from '@/contracts/geo';
import { convert, importSystems, within, type ImportSystem } from './crs';
import type { Outlines } from './outlines';
import type { RawFeatures } from './rawFeature';

/** Enough for shares to a tenth of a per cent and quick on any file. */
const sampleSize = 4000;

/** How well the vertices fit the city when read in one system. */
export interface Fit {
  readonly system: ImportSystem;
  /** Shares of the vertices inside the district outlines, and on our rivers and lakes. */
  readonly inside: number;
  readonly wet: number;
  /** Median distance to the nearest district border, metres. */
  readonly borderM: number;
}

export interface Guess {
  /** The system the coordinates look like, or nothing where they do not tell. */
  readonly system: ImportSystem | undefined;
  readonly evidence: string;
}

/** Pairs of numbers out of whatever a file holds as geometry, evenly through the file as far as it is walked. */
export const sampleOf = async (features: RawFeatures): Promise<readonly LonLat[]> => {
  const pairs: LonLat[] = [];
  for await (const feature of features) {
    const own: LonLat[] = [];
    gather(feature.geometry, own, 0);
    const step = Math.max(1, Math.floor(own.length / 200));
    for (let i = 0; i < own.length; i += step) pairs.push(own[i]!);
    if (pairs.length >= sampleSize) break;
  }
  return pairs;
};

const gather = (value: unknown, into: LonLat[], depth: number): void => {
  if (depth > 8 || into.length > 20_000) return;
  if (Array.isArray(value)) {
    const [x, y] = value as readonly unknown[];
    if (typeof x === 'number' && typeof y === 'number') {
      if (Number.isFinite(x) && Number.isFinite(y)) into.push([x, y]);
    } else for (const each of value) gather(each, into, depth + 1);
  } else if (typeof value === 'object' && value !== null) {
    if ('coordinates' in value) gather(value.coordinates, into, depth + 1);
    else if ('geometries' in value) gather(value.geometries, into, depth + 1);
  }
};

/**
 * Which reference system coordinates look like. GCJ-02 lies 586 m and BD-09 1,206 m from WGS 84 in Wuhan, so a file tells
 * only where its vertices follow district borders, leave the city or stand in its water when read wrongly.
 */
export const guessSystem = (sample: readonly LonLat[], outlines: Outlines): Guess => {
  if (sample.length === 0) return { system: undefined, evidence: 'the file holds no coordinates' };
  const metres = sample.filter(
    ([x, y]) => (within.eastingM(x) && within.northingM(y)) || (within.northingM(x) && within.eastingM(y)),
  ).length;
  const share = (count: number): number => count / sample.length;
  if (share(metres) > 0.9)
    return {
      system: 'EPSG:4547',
      evidence: `${percent(share(metres))} of ${sample.length} vertices have the size of northings and eastings of EPSG:4547 in Wuhan`,
    };
  const fits = importSystems
    .filter((system) => system !== 'EPSG:4547' && system !== 'EPSG:4490')
    .map((system) => fitOf(sample, system, outlines));
  const lines = fits.map(
    ({ system, inside, wet, borderM }) =>
      `  as ${system}: ${percent(inside)} inside the district outlines, ${percent(wet)} on rivers and lakes, ${Math.round(borderM)} m from the nearest district border (median)`,
  );
  const evidence = `of ${sample.length} vertices\n${lines.join('\n')}`;
  return { system: likeliest(fits, sample), evidence };
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const fitOf = (sample: readonly LonLat[], system: ImportSystem, outlines: Outlines): Fit => {
  let [inside, wet] = [0, 0];
  const distances: number[] = [];
  for (const [x, y] of sample) {
    const { at } = convert(x, y, system);
    if (outlines.inCity(at)) inside += 1;
    if (outlines.onWater(at)) wet += 1;
    distances.push(outlines.borderDistanceM(at));
  }
  distances.sort((a, b) => a - b);
  const borderM = distances[Math.floor(distances.length / 2)] ?? Infinity;
  return { system, inside: inside / sample.length, wet: wet / sample.length, borderM };
};

/** A few corners fall near a border or a shore by chance. */
const leastVertices = 50;
/** A single quarter may lie along a border; over 10 km only a border itself does. */
const followedDegrees = 0.1;

const extentOf = (sample: readonly LonLat[]): number => {
  const [xs, ys] = [sample.map(([x]) => x), sample.map(([, y]) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
};

/**
 * Borders first: vertices that lie on our borders (their own doubt is about 150 m) in one reading only. Then leaving the
 * city, then standing in water; each only where the best reading is clearly better than both others.
 */
const likeliest = (fits: readonly Fit[], sample: readonly LonLat[]): ImportSystem | undefined => {
  if (sample.length < leastVertices || fits.every(({ inside }) => inside < 0.02)) return undefined;
  const by = (
    score: (fit: Fit) => number,
    clear: (best: Fit, next: Fit) => boolean,
  ): ImportSystem | undefined => {
    const [best, next] = [...fits].sort((a, b) => score(a) - score(b));
    return best !== undefined && next !== undefined && clear(best, next) ? best.system : undefined;
  };
  return (
    by(
      ({ borderM }) => borderM,
      (best, next) =>
        extentOf(sample) > followedDegrees && best.borderM < 250 && best.borderM < next.borderM * 0.6,
    ) ??
    by(
      ({ inside }) => -inside,
      (best, next) => best.inside - next.inside > 0.05,
    ) ??
    by(
      ({ wet }) => wet,
      (best, next) => next.wet - best.wet > 0.04,
    )
  );
};
