import type { BridgeRecord } from '@/contracts/base';
import { urbanity } from '../blocks/centres';
import type { Terrain } from '../ground/terrain';
import { toPlane, type Point } from '../plane';
import { simplify } from '../polygon';
import { between, randomOf } from '../random';
import { contours } from './contour';
import { resampled, type StreetField } from './field';
import type { StreetClass } from './street';
import { createSpacing, traceFrom, traceThrough, type Family, type Spacing, type TraceLimits } from './trace';

export interface StreetLine {
  readonly class: StreetClass;
  readonly points: readonly Point[];
  /** Ends that stay although nothing else meets them: a bridge head, a ring road's end at one. */
  readonly anchors?: readonly Point[];
}

export interface Deck {
  readonly class: StreetClass;
  readonly width: number;
  readonly points: readonly Point[];
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
  { class: 'arterial', apart: [1000, 1350], length: [6000, 24000], from: 0.17 },
  { class: 'collector', apart: [470, 720], length: [1800, 6000], from: 0.26 },
  { class: 'local', apart: [215, 360], length: [500, 2400], from: 0.32 },
];

/** Streets square to the field stand this much further apart, so that blocks are longer along the river. */
const crossStretch = 1.25;

/** All street lines, not yet joined: shore roads, bridge approaches, then coarse to fine along the field and square to it. */
export const layStreets = (
  terrain: Terrain,
  field: StreetField,
  bridges: readonly BridgeRecord[],
  holes: readonly Point[],
  trunks: readonly (readonly Point[])[],
  seed: number,
): { readonly lines: readonly StreetLine[]; readonly decks: readonly Deck[] } => {
  const spacing: readonly [Spacing, Spacing] = [createSpacing(), createSpacing()];
  const lines: StreetLine[] = shoreRoads(terrain, spacing, field, seed);
  for (const points of trunks) {
    const line = resampled(points, 30);
    for (const [x, y] of resampled(points, 60)) addByDirection(line, x, y, spacing, field);
    lines.push({ class: 'express', points: line, anchors: [line[0]!, line.at(-1)!] });
  }
  const decks = decksOf(bridges, terrain);
  for (const deck of decks) lines.push(...approaches(deck, terrain, field, spacing));
  for (const [index, level] of levels.entries()) {
    for (const family of [0, 1] as const) {
      lines.push(...layLevel(level, index, family, terrain, field, spacing[family], seed));
    }
  }
  return { lines: lines.map((line) => ({ ...line, points: aroundHoles(line.points, holes) })), decks };
};

const [west, south, east, north] = [0, 1, 2, 3] as const;

const inBox = (terrain: Terrain, x: number, y: number): boolean =>
  x > terrain.box[west] && x < terrain.box[east] && y > terrain.box[south] && y < terrain.box[north];

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
    inBox(terrain, x, y) && terrain.freedom(x, y) > 0.85 && urbanity(seed, x, y) > level.from;
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

const decksOf = (bridges: readonly BridgeRecord[], terrain: Terrain): Deck[] =>
  bridges
    .filter(
      (bridge) => bridge.kind === 'bridge' && bridge.axis.length > 1 && !bridge.name.zh.includes('铁路'),
    )
    .map((bridge) => ({
      class: bridge.river === 'yangtze' ? ('express' as const) : ('arterial' as const),
      width: bridge.widthM,
      points: bridge.axis.map(([lon, lat]) => toPlane(lon, lat)),
    }))
    .filter((deck) => deck.points.some(([x, y]) => inBox(terrain, x, y)));

/** From each deck end onwards into town, in the deck's own direction at first. */
const approaches = (
  deck: Deck,
  terrain: Terrain,
  field: StreetField,
  spacing: readonly [Spacing, Spacing],
): StreetLine[] => {
  const ends: readonly (readonly [Point, Point])[] = [
    [deck.points[0]!, deck.points[1]!],
    [deck.points.at(-1)!, deck.points.at(-2)!],
  ];
  return ends.flatMap(([end, before]) => {
    const heading = Math.atan2(end[1] - before[1], end[0] - before[0]);
    const family: Family = Math.cos(2 * (field(end[0], end[1]) - heading)) > 0 ? 0 : 1;
    const onward = traceFrom(field, family, end, heading, createSpacing(), {
      // Ramps may cut through an embankment or a hill's foot; further on the road keeps clear like any other.
      allowed: (x, y) =>
        inBox(terrain, x, y) &&
        terrain.toWater(x, y) > 30 &&
        (terrain.freedom(x, y) > 0.85 || Math.hypot(x - end[0], y - end[1]) < 600),
      apart: () => 0,
      maxLength: 5200,
    });
    if (onward.length < 3) return [];
    spacing[family].add(onward);
    return [
      {
        class: deck.class === 'express' ? ('express' as const) : ('arterial' as const),
        points: [end, ...onward],
        anchors: [end],
      },
    ];
  });
};

const holeReach = 170;
const holeRadius = 75;

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
