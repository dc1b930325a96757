import type { BridgeBuild, BridgeRecord } from '@/contracts/base';
import type { Position } from '@/contracts/geo';
import type { Place } from '@/scene/model/mesh';
import { placesAbout } from '@/scene/model/origin';
import { alongAxis } from './axis';
import { structureOf, type Structure } from './structure';

export type HeightAt = (lon: number, lat: number) => number;

export interface Tower {
  /** Metres along the axis. */
  readonly s: number;
  /** Ellipsoidal metres. */
  readonly topM: number;
}

/** A bridge laid out along its axis: all that its parts are built from. Metres; heights ellipsoidal. */
export interface Plan {
  readonly structure: Structure;
  readonly build: BridgeBuild;
  readonly length: number;
  readonly width: number;
  readonly origin: readonly [number, number];
  /** Places along the axis, `off` metres to the left of the way. */
  readonly at: (s: number, off: number, height: number) => Place;
  /** Height of the road. */
  readonly road: (s: number) => number;
  readonly ground: (s: number) => number;
  /** Unit vector to the left of the way. */
  readonly left: Place;
  readonly towers: readonly Tower[];
  /** Where the main bridge begins and ends; beyond are its approaches. */
  readonly main: readonly [from: number, to: number];
  /** Piers of the main bridge that are not towers. */
  readonly piers: readonly number[];
}

/** Ramps may cut into a hill and never lie below the ground. */
const overGround = 0.7;

/**
 * The axis with its ramps' feet on the ground as it is, however high the register took it to be; over the water the deck,
 * or under it the tube, stays as high as the register says. Heights in and out are ellipsoidal metres.
 */
export function seatedAxis({ axis, kind }: BridgeRecord, heightAt: HeightAt): Position[] {
  const heights = axis.map(([, , h]) => h);
  const level = kind === 'bridge' ? Math.max(...heights) : Math.min(...heights);
  const ends = [axis[0]!, axis.at(-1)!] as const;
  const feet = ends.map(([lon, lat]) => heightAt(lon, lat));
  return axis.map(([lon, lat, h], index) => {
    const end = index * 2 < axis.length ? 0 : 1;
    const [told, foot] = [ends[end][2], feet[end]!];
    const share = level === told ? 1 : (h - told) / (level - told);
    const height = foot + (level - foot) * share;
    return [lon, lat, kind === 'bridge' ? Math.max(height, heightAt(lon, lat) + overGround * share) : height];
  });
}

export function planOf(bridge: BridgeRecord, heightAt: HeightAt): Plan {
  const seated = seatedAxis(bridge, heightAt);
  const axis = alongAxis(seated);
  const origin = [seated[0]![0], seated[0]![1]] as const;
  const place = placesAbout(origin);
  const build = bridge.build ?? {};
  const structure = structureOf(bridge);
  const towers = bridge.pylons
    .map(({ at, topM }) => ({ s: axis.nearest(at), topM }))
    .sort((one, other) => one.s - other.s);
  const middle = axis.nearest(bridge.at);
  const [main, piers] = spansOf(build, structure, towers, middle, bridge.spanM, axis.length);
  const a = place(axis.at(0, 0, 0));
  const b = place(axis.at(axis.length, 0, 0));
  const run = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return {
    structure,
    build,
    length: axis.length,
    width: bridge.widthM,
    origin,
    at: (s, off, height) => place(axis.at(s, off, height)),
    road: axis.heightAt,
    ground: (s) => {
      const [lon, lat] = axis.at(s, 0, 0);
      return heightAt(lon, lat);
    },
    left: [-(b[1] - a[1]) / run, (b[0] - a[0]) / run, 0],
    towers,
    main,
    piers,
  };
}

const sum = (spans: readonly number[]): number => spans.reduce((total, span) => total + span, 0);

/** Where the spans lie: hung between the towers where there are towers, else about the middle of the water. */
function spansOf(
  build: BridgeBuild,
  structure: Structure,
  towers: readonly Tower[],
  middle: number,
  spanM: number | undefined,
  length: number,
): readonly [readonly [number, number], readonly number[]] {
  const spans = build.spans ?? (spanM === undefined ? [] : [spanM]);
  const kept = (s: number) => Math.min(length - 20, Math.max(20, s));
  const joints = (from: number) => spans.map((_, index) => from + sum(spans.slice(0, index + 1)));
  if (structure === 'truss' || structure === 'arch' || towers.length === 0) {
    const total = spans.length === 0 ? length * 0.55 : sum(spans);
    const about = structure === 'truss' && towers.length > 1 ? (towers[0]!.s + towers.at(-1)!.s) / 2 : middle;
    const from = about - total / 2;
    const inner =
      spans.length === 0
        ? Array.from(
            { length: Math.round(total / 62) + 1 },
            (_, i) => from + i * (total / Math.round(total / 62)),
          )
        : [from, ...joints(from)];
    return [[kept(from), kept(from + total)], inner.map(kept)];
  }
  const longest = Math.max(0, ...spans);
  const before = sum(
    spans.slice(0, structure === 'stayed' && towers.length === 1 ? 1 : spans.indexOf(longest)),
  );
  const from = kept(towers[0]!.s - before);
  const joint = joints(towers[0]!.s - before);
  const to = kept(Math.max(joint.at(-1) ?? 0, towers.at(-1)!.s));
  const piers = [from, ...joint].filter(
    (s) => s <= length - 20 && !towers.some((tower) => Math.abs(tower.s - s) < 40),
  );
  return [[from, to], piers];
}
