import { describe, expect, it } from 'vitest';
import type { Design, Part } from '@/builder/blocks/building';
import { curvedFlats, oldCourt, wingedFlats } from '@/builder/blocks/estates';
import { publicHouse, teachingHouse } from '@/builder/blocks/institutions';
import { angled, bowed, chamfered, courtWithin, horseshoe, oval } from '@/builder/blocks/plans';
import { officeCourt, tower, twinTowers } from '@/builder/blocks/towers';
import type { Point } from '@/builder/plane';
import { distanceToSegment, inRing, signedArea } from '@/builder/polygon';
import { randomOf, type Random } from '@/builder/random';
import { rectangle, type Rectangle } from '@/builder/rectangle';

const turnOf = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);

const cross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  turnOf(a, b, c) * turnOf(a, b, d) < 0 && turnOf(c, d, a) * turnOf(c, d, b) < 0;

/** No side crosses another, and no corner comes near a side that is not its own. */
const isSimple = (ring: readonly Point[]): boolean =>
  ring.every((a, i) => {
    const j = (i + 1) % ring.length;
    const b = ring[j]!;
    return ring.every((c, k) => {
      if (k === i || k === j) return true;
      const d = ring[(k + 1) % ring.length]!;
      return distanceToSegment(c[0], c[1], a, b) > 0.5 && !cross(a, b, c, d);
    });
  });

/** Offsets along and across its plot. */
const offsets = (plot: Rectangle, ring: readonly Point[]): readonly Point[] =>
  ring.map(([x, y]) => {
    const [c, s] = [Math.cos(plot.angle), Math.sin(plot.angle)];
    return [(x - plot.x) * c + (y - plot.y) * s, (y - plot.y) * c - (x - plot.x) * s];
  });

const fits = (plot: Rectangle, ring: readonly Point[]): boolean =>
  offsets(plot, ring).every(
    ([u, v]) => Math.abs(u) < plot.halfLength + 1e-6 && Math.abs(v) < plot.halfDepth + 1e-6,
  );

/** Away from the origin and turned, as plots are. */
const plots = [-0.4, 0, 0.3, 2.2].map((angle) => rectangle(-3_200, 5_100, angle, 62, 34));

describe('a plan in its plot', () => {
  const plans: Readonly<Record<string, (plot: Rectangle) => readonly Point[]>> = {
    'L with its wing in the east': (plot) => angled(plot, 13, 11, 1),
    'L with its wing in the west': (plot) => angled(plot, 13, 11, -1),
    U: (plot) => horseshoe(plot, 13, 11),
    'arc to the north': (plot) => bowed(plot, 27, 7, 1),
    'arc to the south': (plot) => bowed(plot, 27, 7, -1),
    'rectangle without corners': (plot) => chamfered(plot, 6),
    oval,
  };

  it.each(Object.entries(plans))('%s: a simple ring, counter-clockwise, that fills its plot', (_, plan) => {
    for (const plot of plots) {
      const ring = plan(plot);
      expect(isSimple(ring)).toBe(true);
      expect(signedArea(ring)).toBeGreaterThan(0);
      expect(fits(plot, ring)).toBe(true);
      const [us, vs] = [0, 1].map((axis) => offsets(plot, ring).map((point) => point[axis]!));
      expect(Math.max(...us!) - Math.min(...us!)).toBeCloseTo(62, 6);
      // The ends of an arc lean, so it is a little shallower than its plot.
      expect(Math.max(...vs!) - Math.min(...vs!)).toBeGreaterThan(30);
    }
  });

  it('covers what its ranges and wings do', () => {
    for (const plot of plots) {
      expect(signedArea(angled(plot, 13, 11, 1))).toBeCloseTo(62 * 13 + 21 * 11, 4);
      expect(signedArea(angled(plot, 13, 11, -1))).toBeCloseTo(62 * 13 + 21 * 11, 4);
      expect(signedArea(horseshoe(plot, 13, 11))).toBeCloseTo(62 * 13 + 2 * 21 * 11, 4);
      expect(signedArea(courtWithin(plot, 12))).toBeCloseTo(-38 * 10, 4);
      expect(signedArea(chamfered(plot, 6))).toBeCloseTo(62 * 34 - 2 * 36, 4);
      expect(signedArea(oval(plot)) / (62 * 34)).toBeCloseTo(Math.PI / 4, 1);
    }
  });

  it('opens southwards: the yard of an L or a U lies on its sunny side, and the wing at the hand it was asked for', () => {
    const plot = rectangle(0, 0, 0, 60, 34);
    expect(inRing(horseshoe(plot, 13, 11), 0, 12)).toBe(true);
    expect(inRing(horseshoe(plot, 13, 11), 0, -10)).toBe(false);
    expect(inRing(angled(plot, 13, 11, 1), 25, -10)).toBe(true);
    expect(inRing(angled(plot, 13, 11, 1), -25, -10)).toBe(false);
    expect(inRing(angled(plot, 13, 11, -1), -25, -10)).toBe(true);
  });

  it('keeps a curved slab as deep all along its arc, and bulging the way it was asked to', () => {
    const plot = rectangle(0, 0, 0, 80, 24);
    for (const segments of [5, 7, 9]) {
      for (const towards of [1, -1] as const) {
        const ring = bowed(plot, 15, segments, towards);
        expect(ring).toHaveLength(2 * (segments + 1));
        for (let k = 0; k <= segments; k += 1) {
          const [a, b] = [ring[k]!, ring[2 * segments + 1 - k]!];
          expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(15, 6);
        }
        const highest = Math.max(...ring.map(([, y]) => towards * y));
        const atEnds = ring.filter(([x]) => Math.abs(x) > 39).map(([, y]) => towards * y);
        expect(Math.max(...atEnds)).toBeLessThan(highest - 8);
      }
    }
  });
});

interface Drawing {
  readonly length: readonly [number, number];
  readonly depth: readonly [number, number];
  readonly height: number;
  readonly draw: (random: Random, plot: Rectangle, height: number) => Design;
}

/** The narrowest and the widest plots that blocks are cut into for each. */
const drawings: Readonly<Record<string, Drawing>> = {
  'flats with wings': {
    length: [44, 74],
    depth: [27, 36],
    height: 18.6,
    draw: (random, plot, height) => wingedFlats(random, plot, height, 1996),
  },
  'flats on an arc': {
    length: [64, 98],
    depth: [20.5, 24.5],
    height: 80,
    draw: (random, plot, height) =>
      curvedFlats(plot, height, 2012, { towards: random() < 0.5 ? 1 : -1, slab: 15 }),
  },
  'a court of the concessions': {
    length: [36, 58],
    depth: [30, 42],
    height: 0,
    draw: (random, plot) => oldCourt(random, plot, 1920),
  },
  'offices round a court': {
    length: [48, 74],
    depth: [42, 60],
    height: 0,
    draw: (random, plot) => officeCourt(random, plot, 2004),
  },
  'a tower': {
    length: [48, 74],
    depth: [42, 60],
    height: 100,
    draw: (random, plot, height) => tower(random, plot, height, 2010),
  },
  'a high tower': {
    length: [48, 74],
    depth: [42, 60],
    height: 210,
    draw: (random, plot, height) => tower(random, plot, height, 2016),
  },
  'two towers': {
    length: [88, 124],
    depth: [44, 58],
    height: 130,
    draw: (random, plot, height) => twinTowers(random, plot, height, 2016),
  },
  'a teaching house': {
    length: [44, 86],
    depth: [15, 42],
    height: 21.6,
    draw: (random, plot, height) => teachingHouse(random, plot, height, 'education', 1990),
  },
  'a hospital': {
    length: [56, 92],
    depth: [34, 48],
    height: 40,
    draw: (random, plot, height) => publicHouse(random, plot, height, 'medical', 2000),
  },
  'a public house': {
    length: [56, 92],
    depth: [34, 48],
    height: 60,
    draw: (random, plot, height) => publicHouse(random, plot, height, 'public', 2000),
  },
};

const designsOf = ({ length, depth, height, draw }: Drawing): readonly Design[] =>
  length.flatMap((long) =>
    depth.flatMap((deep) =>
      Array.from({ length: 25 }, (_, seed) =>
        draw(randomOf(seed, long, deep), rectangle(900, -700, 0.2, long, deep), height),
      ),
    ),
  );

const isSound = ({ ring, holes = [], base, top }: Part): boolean =>
  isSimple(ring) &&
  signedArea(ring) > 0 &&
  top - base > 1 &&
  holes.every((hole) => isSimple(hole) && signedArea(hole) < 0 && hole.every(([x, y]) => inRing(ring, x, y)));

describe.each(Object.entries(drawings))('%s', (_, drawing) => {
  const designs = designsOf(drawing);

  it('stays within its plot, every part of it a sound solid', () => {
    for (const { plot, parts } of designs) {
      for (const each of parts) {
        expect(isSound(each)).toBe(true);
        expect(fits(plot, each.ring)).toBe(true);
      }
    }
  });

  it('stands on something: the corners of an upper part lie on a part that reaches up to it', () => {
    for (const { parts } of designs) {
      expect(parts.some(({ base }) => base === 0)).toBe(true);
      for (const each of parts.filter(({ base }) => base > 0)) {
        const [cx, cy] = each.ring.reduce(
          ([x, y], p) => [x + p[0] / each.ring.length, y + p[1] / each.ring.length],
          [0, 0],
        );
        for (const [x, y] of each.ring) {
          // Just inside the corner: walls may stand flush above each other.
          const [px, py] = [x + (cx - x) * 1e-3, y + (cy - y) * 1e-3];
          const under = parts.some(
            ({ ring, base, top }) =>
              base < each.base && Math.abs(top - each.base) < 1e-6 && inRing(ring, px, py),
          );
          expect(under).toBe(true);
        }
      }
    }
  });

  it('slopes a roof only over a plain rectangle', () => {
    for (const { parts } of designs) {
      for (const { roof, ring, holes } of parts) {
        if (roof === 'gable') expect([ring.length, holes]).toEqual([4, undefined]);
      }
    }
  });

  it('is drawn the same from the same seed', () => {
    expect(designsOf(drawing)).toEqual(designs);
  });
});

describe('towers in the centres', () => {
  it('step back as they rise: no storey is wider than the one below it on the same shaft', () => {
    for (const { parts } of designsOf(drawings['a high tower']!)) {
      const shaft = parts.slice(-4);
      const areas = shaft.map(({ ring }) => signedArea(ring));
      expect([...areas].sort((a, b) => b - a)).toEqual(areas);
      expect(new Set(areas).size).toBe(4);
    }
  });

  it('leave a terrace of their podium free on every side', () => {
    for (const { plot, parts } of designsOf(drawings['a tower']!)) {
      const shafts = parts.filter(({ top }) => top > 40);
      for (const [u, v] of shafts.flatMap(({ ring }) => offsets(plot, ring))) {
        expect(Math.abs(u)).toBeLessThan(plot.halfLength - 4);
        expect(Math.abs(v)).toBeLessThan(plot.halfDepth - 4);
      }
    }
  });
});
