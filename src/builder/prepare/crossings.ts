import type { BridgeRecord } from '@/contracts/base';
import { groundHeight, type LonLat, type Position } from '@/contracts/geo';
import { nearest, type Axis } from './axes';
import { bend } from './bend';
import type { CrossingFacts } from './crossing';
import { toDegrees, toPlane, type Metres } from './plane';
import type { Rivers } from './rivers';

/** Over the Yangtze ships need 18–24 m above the highest stage; a deck then lies some 40 m up. All ellipsoidal metres. */
const deckHeight = { yangtze: 40, han: 20 } as const;
const tunnelDepth = { yangtze: -32, han: -18 } as const;
const stride = 50;
// The register is made before any relief: its ramps begin and end on level ground, and whoever draws or builds a crossing
// seats its ends on the ground as it is (layers/bridges/plan).

/** A deck or tube over the water from one ramp's foot to the other's, square to the river unless it follows a metro line. */
export function layOut(facts: CrossingFacts, rivers: Rivers): BridgeRecord {
  const { channel, through, pylons, ...rest } = facts;
  const known: Omit<BridgeRecord, 'axis' | 'pylons'> & { deckM?: number } = { ...rest };
  delete known.deckM;
  if (through !== undefined) return { ...known, axis: alongLine(through, rivers), pylons: [] };
  const at = toPlane(facts.at);
  const across = squareTo(facts.river === 'han' ? rivers.axes.han : rivers.axes[channel ?? 'yangtze'], at);
  const along = (offset: number): Metres => [at[0] + across[0] * offset, at[1] + across[1] * offset];
  const banks = [-1, 1].map((side) => bankDistance((d) => rivers.distance(along(side * d)))) as [
    number,
    number,
  ];
  const middle = (banks[1] - banks[0]) / 2;
  // Over 天兴洲 the deck runs on, leftwards, to the far bank of the second channel.
  const left = channel === 'south' ? farthestWater((d) => rivers.distance(along(-d)), 6000) : banks[0];
  const towers = pylons.map(([offset]) => middle + offset);
  const level = levelOf(facts);
  const ramp = rampLength(facts, level);
  const side = sideSpan(facts);
  const from = Math.min(-left, ...towers.map((tower) => tower - side)) - ramp;
  const to = Math.max(banks[1], ...towers.map((tower) => tower + side)) + ramp;
  const steps = Math.ceil((to - from) / stride);
  const axis = Array.from({ length: steps + 1 }, (_, i): Position => {
    const offset = from + ((to - from) * i) / steps;
    return seated(along(offset), level, ease(Math.min(offset - from, to - offset) / ramp));
  });
  return {
    ...known,
    axis,
    pylons: pylons.map(([offset, topM]) => ({
      at: [...toDegrees(along(middle + offset)), groundHeight],
      topM,
    })),
  };
}

/** A metro tunnel under the river on the line's own course, from a little before one bank to a little after the other. */
function alongLine(through: readonly LonLat[], rivers: Rivers): Position[] {
  const course = bend(through.map(toPlane), stride);
  const wet = course.flatMap((point, i) => (rivers.distance(point) < 0 ? [i] : []));
  const ashore = 6;
  const kept = course.slice(Math.max(0, wet[0]! - ashore), wet.at(-1)! + ashore + 1);
  return kept.map((point, i) =>
    seated(point, tunnelDepth.yangtze, ease((Math.min(i, kept.length - 1 - i) + 5) / 11)),
  );
}

const levelOf = (facts: CrossingFacts): number =>
  facts.kind === 'tunnel' ? tunnelDepth[facts.river] : (facts.deckM ?? deckHeight[facts.river]);

const seated = (point: Metres, level: number, share: number): Position => [
  ...toDegrees(point),
  Math.round((groundHeight + (level - groundHeight) * share) * 10) / 10,
];

/** The deck stays up over the spans beyond the outermost towers; a suspended one comes down behind them. */
function sideSpan({ structure, build }: CrossingFacts): number {
  const [first, second] = build?.spans ?? [];
  if (first === undefined || second === undefined || structure === 'truss') return 60;
  const spans = build?.spans ?? [];
  const main = Math.max(...spans);
  const before = spans.slice(0, spans.indexOf(main)).reduce((sum, span) => sum + span, 0);
  return before === 0 ? 60 : before;
}

/** A ramp of six in a hundred at the mean; a tunnel's is what its stated length leaves beyond the water, within reason. */
function rampLength(facts: CrossingFacts, level: number): number {
  const rise = Math.abs(level - groundHeight);
  return facts.kind === 'tunnel' ? 560 : Math.max(facts.river === 'han' ? 200 : 420, rise * 15);
}

/** Unit vector from the left bank to the right, square to the axis over ±300 m. */
function squareTo(axis: Axis, p: Metres): Metres {
  const index = nearest(axis.points, p);
  const a = axis.points[Math.max(0, index - 12)]!;
  const b = axis.points[Math.min(axis.points.length - 1, index + 12)]!;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
}

/** How far the water reaches in one direction. */
function bankDistance(wetness: (d: number) => number): number {
  let d = 0;
  while (d < 2500 && wetness(d) < 0) d += 5;
  return d;
}

/** The last wet metre within reach: the far bank of the far channel. */
function farthestWater(wetness: (d: number) => number, reach: number): number {
  let d = reach;
  while (d > 0 && wetness(d) >= 0) d -= 5;
  return d;
}

/** Smoothstep: ramps begin and end level. */
function ease(t: number): number {
  const u = Math.min(1, Math.max(0, t));
  return u * u * (3 - 2 * u);
}
