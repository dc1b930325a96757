import type { BuildingProperties, BuildingUse } from '@/contracts/base';
import { corners, type Rectangle } from '../rectangle';
import type { Point } from '../plane';

/** `many`: what lies over a mass of several houses, whose roofs and lanes the page draws on it. */
export type Roof = 'flat' | 'gable' | 'point' | 'many';

/** One upright piece of a building: its plan at the foot, and how much of it is left at the top (1 = straight walls). */
export interface Part {
  readonly ring: readonly Point[];
  /** Courts open to the sky: clockwise, open rings inside `ring`. */
  readonly holes?: readonly (readonly Point[])[];
  /** Metres above the ground. */
  readonly base: number;
  readonly top: number;
  readonly taper: number;
  readonly roof: Roof;
}

/** What a typology decides; the rest follows from place and order. */
export interface Design {
  readonly use: BuildingUse;
  readonly floors: number;
  readonly year: number;
  readonly parts: readonly Part[];
  /** The ground it takes, which nothing else may touch. */
  readonly plot: Rectangle;
}

export interface Building {
  readonly properties: BuildingProperties;
  readonly centre: Point;
  readonly plot: Rectangle;
  readonly parts: readonly Part[];
  /** Which block it stands in; -1 where none is known, as for landmarks and imports. */
  readonly block: number;
}

/** What everybody knows by name and by sight: drawn as it is from any distance. */
export const isLandmark = (building: Building): boolean => building.properties.use === 'landmark';

export const part = (
  plan: Rectangle | readonly Point[],
  base: number,
  top: number,
  roof: Roof = 'flat',
  taper = 1,
): Part => ({ ring: 'halfLength' in plan ? corners(plan) : plan, base, top, roof, taper });

export const topOf = (parts: readonly Part[]): number => Math.max(...parts.map((each) => each.top));
