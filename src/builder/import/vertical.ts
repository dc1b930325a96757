/** What heights may be counted above: the ellipsoid, the 1985 national datum, or the EGM96 geoid. */
export const verticals = ['ellipsoidal', '1985', 'EGM96'] as const;
export type Vertical = (typeof verticals)[number];

/** The height systems by the names a surveyor knows them by. */
export const verticalTitles: Readonly<Record<Vertical, { readonly zh: string; readonly en: string }>> = {
  ellipsoidal: { zh: '大地高（椭球高）', en: 'ellipsoidal height' },
  '1985': { zh: '1985 国家高程基准', en: '1985 national height datum' },
  EGM96: { zh: 'EGM96 大地水准面以上的高程', en: 'height above the EGM96 geoid' },
};

/**
 * EGM96 undulation over Wuhan at posts a quarter of a degree apart, metres, from the 15′ grid published by NGA (public
 * domain); −14.65 m at 114.30, 30.59. Rows run from 31.50° N southwards, columns from 113.50° E eastwards.
 */
const posts: readonly (readonly number[])[] = [
  [-18.17, -17.29, -16.39, -15.51, -14.61, -13.55, -12.26, -10.85],
  [-17.83, -16.91, -16.01, -15.16, -14.32, -13.34, -12.15, -10.82],
  [-17.59, -16.66, -15.78, -14.95, -14.14, -13.22, -12.12, -10.91],
  [-17.46, -16.56, -15.72, -14.89, -14.03, -13.06, -11.98, -10.84],
  [-17.34, -16.48, -15.67, -14.8, -13.83, -12.78, -11.68, -10.55],
  [-17.13, -16.27, -15.42, -14.45, -13.39, -12.31, -11.24, -10.17],
  [-16.84, -15.9, -14.93, -13.84, -12.71, -11.69, -10.76, -9.82],
  [-16.55, -15.53, -14.43, -13.22, -12.05, -11.09, -10.3, -9.49],
];
const [west, north, step] = [113.5, 31.5, 0.25];

/** Metres of the geoid above the ellipsoid (negative here), bilinear; beyond the posts the edge's value. */
export const undulationAt = (lon: number, lat: number): number => {
  const u = Math.min(posts[0]!.length - 1.0001, Math.max(0, (lon - west) / step));
  const v = Math.min(posts.length - 1.0001, Math.max(0, (north - lat) / step));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [s, t] = [u - i, v - j];
  const at = (row: number, column: number): number => posts[row]![column]!;
  return (
    (at(j, i) * (1 - s) + at(j, i + 1) * s) * (1 - t) + (at(j + 1, i) * (1 - s) + at(j + 1, i + 1) * s) * t
  );
};

/**
 * How far a converted height may be off because of the height system, metres: EGM96 against the true geoid here, and beside
 * it what the 1985 datum's zero at Qingdao differs from a global geoid.
 */
export const conversionDoubtM: Readonly<Record<Vertical, number>> = { ellipsoidal: 0, EGM96: 1, '1985': 1.5 };
