import type { BridgeRecord } from '@/contracts/base';
import { urbanity } from '../blocks/centres';
import type { Terrain } from '../ground/terrain';
import type { Point } from '../plane';
import { approach, decksOf, endsOf, inBox, portalsOf, type Deck } from './approaches';
import { simplify } from '../polygon';
import { between, randomOf } from '../random';
import { contours } from './contour';
import { resampled, type StreetField } from './field';
import type { StreetClass } from './street';
import { createSpacing, traceThrough, type Family, type Spacing, type TraceLimits } from './trace';
import { ringRoads } from './trunks';

export interface StreetLine {
  readonly class: StreetClass;
  readonly points: readonly Point[];
  /** Kerb to kerb, metres, where it is not its class's. */
  readonly width?: number;
  /** Ends that stay although nothing else here meets them: a bridge head, a region's edge. */
  readonly anchors?: readonly Point[];
}

interface Level {
  readonly class: StreetClass;
  /** Distance between neighbours of a family in town and at its rim, metres. */
  readonly apart: readonly [inner: number, outer: number];
  readonly length: readonly [shortest: number, longest: number];
  /** Least urbanity of the ground it runs on. */
  readonly from: number;
}

const levels: readonly Level[] = [
  { class: 'arterial', apart: [1000, 1250], length: [6000, 24000], from: 0.2 },
  { class: 'collector', apart: [470, 640], length: [1800, 6000], from: 0.26 },
  { class: 'local', apart: [215, 300], length: [500, 2400], from: 0.32 },
];

/** Streets square to the field stand this much further apart, so that blocks are longer along the river. */
const crossStretch = 1.25;

export interface NetworkOptions {
  readonly terrain: Terrain;
  readonly field: StreetField;
  readonly bridges: readonly BridgeRecord[];
  /** Where landmarks stand: streets bend around them. */
  readonly holes: readonly Point[];
  /** Do the ring roads run here? */
  readonly rings: boolean;
  /** Country roads that come in over the region's edge. */
  readonly country: readonly StreetLine[];
  readonly seed: number;
}

/**
 * All street lines, not yet joined: shore roads, ring and country roads, what leads off bridges and out of tunnels, then
 * coarse to fine along the field and square to it.
 */
export const layStreets = ({
  terrain,
  field,
  bridges,
  holes,
  rings,
  country,
  seed,
}: NetworkOptions): { readonly lines: readonly StreetLine[]; readonly decks: readonly Deck[] } => {
  const spacing: readonly [Spacing, Spacing] = [createSpacing(), createSpacing()];
  const lines: StreetLine[] = shoreRoads(terrain, spacing, field, seed);
  const claim = (line: StreetLine): void => {
    for (const [x, y] of resampled(line.points, 60)) addByDirection(line.points, x, y, spacing, field);
    lines.push(line);
  };
  const decks = decksOf(bridges, terrain);
  const ends = decks.flatMap(endsOf);
  const taken = new Set<Point>();
  for (const { line, heads } of rings ? ringRoads(terrain, ends) : []) {
    claim({ class: 'express', points: resampled(line, 30), anchors: heads });
    for (const head of heads) taken.add(head);
  }
  for (const road of country) claim({ ...road, points: resampled(road.points, 30) });
  for (const end of [...ends, ...portalsOf(bridges, terrain)]) {
    if (!taken.has(end.at)) lines.push(...approach(end, terrain, field, spacing));
  }
  for (const [index, level] of levels.entries()) {
    for (const family of [0, 1] as const) {
      lines.push(...layLevel(level, index, family, terrain, field, spacing[family], seed));
    }
  }
  return { lines: lines.map((line) => ({ ...line, points: bentAround(line, holes) })), decks };
};

const [west, south, east, north] = [0, 1, 2, 3] as const;

const layLevel = (
  level: Level,
  index: number,
  family: Family,
  terrain: Terrain,
  field: StreetField,
  spacing: Spacing,
  seed: number,
): StreetLine[] => {
  const random = randomOf(seed, index, family, 11);
  const apartAt = (x: number, y: number): number => {
    const inner = Math.min(1, Math.max(0, (urbanity(seed, x, y) - 0.25) / 0.55));
    const base = level.apart[1] + (level.apart[0] - level.apart[1]) * inner;
    return base * (family === 1 ? crossStretch : 1);
  };
  const allowed = (x: number, y: number): boolean =>
    inBox(terrain, x, y) &&
    terrain.freedom(x, y) > 0.85 &&
    urbanity(seed, x, y) > level.from &&
    terrain.districtAt([x, y]) !== undefined;
  // Over a lesser river or an arm of a lake, not through a hill, and over the Yangtze only where its bridges are.
  const leaps = (x: number, y: number): boolean =>
    inBox(terrain, x, y) && terrain.toGreen(x, y) > 0 && terrain.toYangtze(x, y) > 150;
  const out: StreetLine[] = [];
  const pitch = level.apart[0] * 0.5;
  for (const [x, y] of shuffledGrid(terrain, pitch, random)) {
    if (!allowed(x, y)) continue;
    const apart = apartAt(x, y) * between(random, 0.88, 1.12);
    if (spacing.near(x, y, apart)) continue;
    const limits: TraceLimits = {
      allowed,
      apart: (px, py) => apartAt(px, py) * 0.5,
      maxLength: between(random, level.length[0], level.length[1]),
      ...(level.class === 'arterial' ? { leaps } : {}),
    };
    const points = traceThrough(field, family, [x, y], spacing, limits);
    if ((points.length - 1) * 30 < apart * 0.9) continue;
    spacing.add(points);
    out.push({ class: level.class, points });
  }
  return out;
};

const shuffledGrid = (terrain: Terrain, pitch: number, random: () => number): Point[] => {
  const points: Point[] = [];
  for (let y = terrain.box[south]; y < terrain.box[north]; y += pitch) {
    for (let x = terrain.box[west]; x < terrain.box[east]; x += pitch) {
      points.push([x + random() * pitch, y + random() * pitch]);
    }
  }
  for (let i = points.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [points[i], points[j]] = [points[j]!, points[i]!];
  }
  return points;
};

/** A road along every shore and around every hill and park, as far as the town reaches. */
const shoreRoads = (
  terrain: Terrain,
  spacing: readonly [Spacing, Spacing],
  field: StreetField,
  seed: number,
): StreetLine[] => {
  const out: StreetLine[] = [];
  for (const contour of contours(terrain.freedomRaster, 1)) {
    let run: Point[] = [];
    const close = (): void => {
      if (run.length > 8) {
        const points = simplify(calmed(run), 3);
        const atRiver = run.filter(([x, y]) => terrain.toYangtze(x, y) < 260).length > run.length / 2;
        out.push({ class: atRiver ? 'arterial' : 'collector', points });
        for (const [x, y] of resampled(points, 60)) addByDirection(points, x, y, spacing, field);
      }
      run = [];
    };
    for (const [x, y] of contour) {
      if (inBox(terrain, x, y) && urbanity(seed, x, y) > 0.22) run.push([x, y]);
      else close();
    }
    close();
  }
  return out;
};

/** Counts a point of a shore road for the family that runs its way, so that no parallel street crowds it. */
const addByDirection = (
  points: readonly Point[],
  x: number,
  y: number,
  spacing: readonly [Spacing, Spacing],
  field: StreetField,
): void => {
  let nearest = 1;
  let best = Infinity;
  for (let i = 1; i < points.length; i += 1) {
    const d = Math.hypot(points[i]![0] - x, points[i]![1] - y);
    if (d < best) {
      best = d;
      nearest = i;
    }
  }
  const a = points[nearest - 1]!;
  const b = points[nearest]!;
  const along = Math.cos(2 * (Math.atan2(b[1] - a[1], b[0] - a[0]) - field(x, y)));
  spacing[along > 0 ? 0 : 1].add([[x, y]]);
};

/** Takes the raster's staircase out of a contour. */
const calmed = (line: readonly Point[]): Point[] =>
  line.map((point, i) => {
    if (i < 3 || i > line.length - 4) return point;
    const around = line.slice(i - 3, i + 4);
    return [around.reduce((s, p) => s + p[0], 0) / 7, around.reduce((s, p) => s + p[1], 0) / 7];
  });

const holeReach = 170;
const holeRadius = 75;

/** Bridge heads and gates stay where they are, whatever stands beside them. */
const bentAround = ({ points, anchors = [] }: StreetLine, holes: readonly Point[]): Point[] => {
  const bent = aroundHoles(points, holes);
  const [first, last] = [points[0]!, points.at(-1)!];
  const held = (at: Point): boolean => anchors.some(([x, y]) => x === at[0] && y === at[1]);
  if (held(first)) bent[0] = first;
  if (held(last)) bent[bent.length - 1] = last;
  return bent;
};

/** Bends streets around the landmarks that stand where they stand: the ground within reach is pushed outwards. */
const aroundHoles = (line: readonly Point[], holes: readonly Point[]): Point[] => {
  const touched = holes.filter(([hx, hy]) =>
    line.some(([x, y]) => Math.hypot(x - hx, y - hy) < holeReach + 60),
  );
  if (touched.length === 0) return [...line];
  return touched.reduce<Point[]>(
    (points, [hx, hy]) =>
      resampled(points, 6).map(([x, y]) => {
        const d = Math.hypot(x - hx, y - hy);
        if (d >= holeReach || d < 1e-6) return [x, y];
        const pushed = holeRadius + (d * (holeReach - holeRadius)) / holeReach;
        return [hx + ((x - hx) * pushed) / d, hy + ((y - hy) * pushed) / d];
      }),
    [...line],
  );
};
