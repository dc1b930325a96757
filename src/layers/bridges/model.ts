import type { BridgeRecord } from '@/contracts/base';
import { emptyMesh, type Mesh, type Place } from '@/scene/model/mesh';
import { emptyRibbons, ribbon, type Ribbons } from '@/scene/model/ribbons';
import { raiseArch } from './arches';
import { hangCables, hangStays } from './cables';
import { closeEnds, layDeck, standPiers } from './deck';
import { planOf, type HeightAt, type Plan } from './plan';
import { raiseTowers } from './towers';
import { raiseTruss } from './truss';

/** A bridge as it is drawn: its faces, its lines and where its lamps hang. */
export interface BridgeModel {
  readonly plan: Plan;
  readonly mesh: Mesh;
  readonly ribbons: Ribbons;
  readonly lamps: readonly Place[];
  /** Red lights on the tops of high towers. */
  readonly beacons: readonly Place[];
}

const lampEvery = 40;
const lampHeight = 10;
/** Towers this far above the ground carry a warning light, metres. */
const warnedFrom = 100;

/** Everything but the axis, the towers' places and the spans is indicative. */
export function modelOf(bridge: BridgeRecord, heightAt: HeightAt): BridgeModel {
  const plan = planOf(bridge, heightAt);
  const mesh = emptyMesh();
  const ribbons = emptyRibbons();
  layDeck(mesh, ribbons, plan);
  standPiers(mesh, plan);
  closeEnds(mesh, plan);
  raiseTowers(mesh, plan);
  raiseTruss(mesh, ribbons, plan);
  if (plan.structure === 'stayed') hangStays(ribbons, plan);
  if (plan.structure === 'suspension') hangCables(mesh, ribbons, plan);
  if (plan.structure === 'arch') raiseArch(mesh, ribbons, plan);
  const lamps = lampsOf(plan);
  for (const lamp of lamps)
    ribbon(ribbons, [[lamp[0], lamp[1], lamp[2] - lampHeight], lamp], {
      substance: 'steel',
      radius: 0.1,
      leastPx: 0.4,
    });
  return { plan, mesh, ribbons, lamps, beacons: beaconsOf(plan) };
}

function lampsOf({ at, road, width, length, structure, build }: Plan): Place[] {
  // Trains bring their own light.
  if (structure === 'truss' && build.lower === undefined) return [];
  const count = Math.floor(length / lampEvery);
  return Array.from({ length: count }, (_, i) => (i + 0.5) * lampEvery).flatMap((s) =>
    [1, -1].map((side) => at(s, side * (width / 2 - 0.4), road(s) + lampHeight)),
  );
}

function beaconsOf({ at, towers, ground }: Plan): Place[] {
  return towers.flatMap(({ s, topM }) => (topM - ground(s) > warnedFrom ? [at(s, 0, topM + 2)] : []));
}
