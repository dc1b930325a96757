import type { BridgeRecord } from '@/contracts/base';
import { groundHeight, type Position } from '@/contracts/geo';
import { nearest, type Axis } from './axes';
import type { CrossingFacts } from './crossingFacts';
import { toDegrees, toPlane, type Metres } from './plane';
import type { Rivers } from './rivers';

/** Over the Yangtze ships need 18–24 m above the highest stage; the deck then lies about 34 m up. All ellipsoidal metres. */
const deckHeight = { yangtze: 34, han: 20 } as const;
const tunnelDepth = { yangtze: -32, han: -18 } as const;
const stride = 50;

/** A deck or tube square to the river through the known point, from one approach over the water to the other. */
export function layOut(facts: CrossingFacts, rivers: Rivers): BridgeRecord {
  const at = toPlane(facts.at);
  const across = squareTo(
    facts.river === 'han' ? rivers.axes.han : rivers.axes[facts.channel ?? 'yangtze'],
    at,
  );
  const along = (offset: number): Metres => [at[0] + across[0] * offset, at[1] + across[1] * offset];
  const banks = [-1, 1].map((side) => bankDistance((d) => rivers.distance(along(side * d)))) as [
    number,
    number,
  ];
  const middle = (banks[1] - banks[0]) / 2;
  const wet = banks[0] + banks[1];
  const approach = approachLength(facts, wet);
  // Over 天兴洲 the deck runs on, leftwards, to the far bank of the second channel.
  const left = facts.channel === 'south' ? farthestWater((d) => rivers.distance(along(-d)), 6000) : banks[0];
  const [from, to] = [-left - approach, banks[1] + approach];
  const steps = Math.ceil((to - from) / stride);
  const level = facts.kind === 'tunnel' ? tunnelDepth[facts.river] : deckHeight[facts.river];
  const axis = Array.from({ length: steps + 1 }, (_, i): Position => {
    const offset = from + ((to - from) * i) / steps;
    const rise = ease(Math.min(offset - from, to - offset) / (approach + 60));
    return [
      ...toDegrees(along(offset)),
      Math.round((groundHeight + (level - groundHeight) * rise) * 10) / 10,
    ];
  });
  const known: Omit<BridgeRecord, 'axis' | 'pylons'> & { channel?: 'south' } = { ...facts };
  delete known.channel;
  return {
    ...known,
    axis,
    pylons: facts.pylons.map(([offset, topM]) => ({
      at: [...toDegrees(along(middle + offset)), groundHeight],
      topM,
    })),
  };
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

/** Half of what the stated length leaves beyond the water, kept to what a drawn ramp needs. */
function approachLength(facts: CrossingFacts, wet: number): number {
  const usual = facts.river === 'han' ? 260 : 560;
  const half = facts.lengthM === undefined ? usual : (facts.lengthM - wet) / 2;
  return Math.min(900, Math.max(facts.river === 'han' ? 200 : 280, half));
}

/** Smoothstep: ramps begin and end level. */
function ease(t: number): number {
  const u = Math.min(1, Math.max(0, t));
  return u * u * (3 - 2 * u);
}
