import type { BridgeRecord } from '@/contracts/base';
import type { Terrain } from '../ground/terrain';
import { toPlane, type Point } from '../plane';
import type { StreetField } from './field';
import type { StreetLine } from './network';
import type { StreetClass } from './street';
import { createSpacing, traceFrom, type Family, type Spacing } from './trace';
import type { DeckEnd } from './trunks';

export interface Deck {
  readonly class: StreetClass;
  readonly width: number;
  readonly points: readonly Point[];
}

const [west, south, east, north] = [0, 1, 2, 3] as const;

export const inBox = (terrain: Terrain, x: number, y: number): boolean =>
  x > terrain.box[west] && x < terrain.box[east] && y > terrain.box[south] && y < terrain.box[north];

export const decksOf = (bridges: readonly BridgeRecord[], terrain: Terrain): Deck[] =>
  bridges
    .filter(
      (bridge) => bridge.kind === 'bridge' && bridge.axis.length > 1 && !bridge.name.zh.includes('铁路'),
    )
    .map((bridge) => ({
      class: bridge.river === 'yangtze' ? ('express' as const) : ('arterial' as const),
      width: bridge.widthM,
      points: axisOf(bridge),
    }))
    .filter((deck) => deck.points.some(([x, y]) => inBox(terrain, x, y)));

const axisOf = (bridge: BridgeRecord): Point[] => bridge.axis.map(([lon, lat]) => toPlane(lon, lat));

/** Where streets lead on from, and as what. */
export interface StreetEnd extends DeckEnd {
  readonly class: StreetClass;
}

export const endsOf = ({ class: kind, points }: Pick<Deck, 'class' | 'points'>): StreetEnd[] =>
  (
    [
      [points[0]!, points[1]!],
      [points.at(-1)!, points.at(-2)!],
    ] as const
  ).map(([at, before]) => ({
    at,
    heading: Math.atan2(at[1] - before[1], at[0] - before[0]),
    class: kind,
  }));

/** The mouths of the road tunnels inside the region. */
export const portalsOf = (bridges: readonly BridgeRecord[], terrain: Terrain): StreetEnd[] =>
  bridges
    .filter(({ kind, name, axis }) => kind === 'tunnel' && axis.length > 1 && !name.zh.startsWith('地铁'))
    .flatMap((tunnel) => endsOf({ class: 'arterial', points: axisOf(tunnel) }))
    .filter(({ at }) => inBox(terrain, at[0], at[1]));

/** From a deck's end or a tunnel's mouth onwards into town, in its own direction at first. */
export const approach = (
  { at, heading, class: kind }: StreetEnd,
  terrain: Terrain,
  field: StreetField,
  spacing: readonly [Spacing, Spacing],
): StreetLine[] => {
  const family: Family = Math.cos(2 * (field(at[0], at[1]) - heading)) > 0 ? 0 : 1;
  const onward = traceFrom(field, family, at, heading, createSpacing(), {
    // Ramps may cut through an embankment or a hill's foot; further on the road keeps clear like any other.
    allowed: (x, y) => {
      if (!inBox(terrain, x, y)) return false;
      const far = Math.hypot(x - at[0], y - at[1]);
      return far < 600 ? terrain.toWater(x, y) > (far < 240 ? 0 : 30) : terrain.freedom(x, y) > 0.85;
    },
    apart: () => 0,
    maxLength: 5200,
  });
  if (onward.length < 3) return [];
  spacing[family].add(onward);
  return [{ class: kind, points: [at, ...onward], anchors: [at] }];
};
