import type { Point } from '../plane';
import { corners, type Rectangle } from '../rectangle';

/*
 * Plans within a plot: simple, open rings in plane metres that run counter-clockwise and never leave it. Along a plot is
 * east and across it north, as far as its row faces south.
 */

type Offset = readonly [along: number, across: number];

const laid = (plot: Rectangle, offsets: readonly Offset[]): Point[] => {
  const [c, s] = [Math.cos(plot.angle), Math.sin(plot.angle)];
  return offsets.map(([u, v]) => [plot.x + u * c - v * s, plot.y + u * s + v * c]);
};

/** Which end a wing stands at: 1 the eastern, -1 the western. */
export type Hand = 1 | -1;

/** Mirroring turns a ring's sense, reversing it turns it back. */
const eitherHand = (offsets: readonly Offset[], hand: Hand): readonly Offset[] =>
  hand === 1 ? offsets : offsets.map(([u, v]): Offset => [-u, v]).reverse();

/** An L: a range of this depth along the northern side, and a wing of this width from one end of it southwards, metres. */
export const angled = (plot: Rectangle, range: number, wing: number, hand: Hand): Point[] => {
  const { halfLength: l, halfDepth: d } = plot;
  const east: readonly Offset[] = [
    [-l, d - range],
    [l - wing, d - range],
    [l - wing, -d],
    [l, -d],
    [l, d],
    [-l, d],
  ];
  return laid(plot, eitherHand(east, hand));
};

/** A U open to the south: a range of this depth along the northern side, a wing of this width at either end, metres. */
export const horseshoe = (plot: Rectangle, range: number, wing: number): Point[] => {
  const { halfLength: l, halfDepth: d } = plot;
  return laid(plot, [
    [-l, -d],
    [-l + wing, -d],
    [-l + wing, d - range],
    [l - wing, d - range],
    [l - wing, -d],
    [l, -d],
    [l, d],
    [-l, d],
  ]);
};

/** The court that ranges of this depth (metres) leave open in a plot's middle: clockwise, as the hole of its outline. */
export const courtWithin = (plot: Rectangle, range: number): Point[] =>
  [...corners({ ...plot, halfLength: plot.halfLength - range, halfDepth: plot.halfDepth - range })].reverse();

/** A slab of this depth (metres) on an arc that fills its plot; `towards` says which way it bulges: 1 north, -1 south. */
export const bowed = (plot: Rectangle, slab: number, segments: number, towards: 1 | -1): Point[] => {
  const { halfLength: l, halfDepth: d } = plot;
  const rise = 2 * d - slab;
  const outer = (l * l + rise * rise) / (2 * rise);
  const half = Math.asin(l / outer);
  const onArc = (radius: number, k: number): Offset => {
    const turn = half * ((2 * k) / segments - 1);
    return [radius * Math.sin(turn), d - outer + radius * Math.cos(turn)];
  };
  const steps = Array.from({ length: segments + 1 }, (_, k) => k);
  const north: readonly Offset[] = [
    ...steps.map((k) => onArc(outer - slab, k)),
    ...steps.map((k) => onArc(outer, segments - k)),
  ];
  return laid(plot, towards === 1 ? north : north.map(([u, v]): Offset => [u, -v]).reverse());
};

/** A rectangle with its corners cut off, this many metres of either side. */
export const chamfered = (plot: Rectangle, cut: number): Point[] => {
  const { halfLength: l, halfDepth: d } = plot;
  return laid(plot, [
    [-l + cut, -d],
    [l - cut, -d],
    [l, -d + cut],
    [l, d - cut],
    [l - cut, d],
    [-l + cut, d],
    [-l, d - cut],
    [-l, -d + cut],
  ]);
};

/** Sides of an oval: enough that no corner is seen from the street, few enough for the tiles. */
const ovalSides = 20;

/** An oval that touches all four sides. */
export const oval = (plot: Rectangle): Point[] =>
  laid(
    plot,
    Array.from({ length: ovalSides }, (_, k): Offset => {
      const turn = (2 * Math.PI * k) / ovalSides;
      return [plot.halfLength * Math.cos(turn), plot.halfDepth * Math.sin(turn)];
    }),
  );
