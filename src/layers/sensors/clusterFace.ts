import { faint, firstShade, type Census } from './census';
import { classOf, rampIndex } from './scale';
import { standings } from './standing';

/** What a cluster shows of the cell it stands for. */
export interface ClusterFace {
  /** A standing or a shade, as the census numbers them. */
  readonly look: number;
  readonly total: number;
  /** How many of them need a person. */
  readonly raised: number;
  /** CSS pixels across. */
  readonly size: number;
}

/** Below this share of fresh ones a cluster no longer passes for well. */
const enoughFresh = 0.7;

/** The worst state wins; without one, a cluster of which too little is fresh says what it lacks. */
export function faceOf(cell: number, census: Census): ClusterFace {
  const counts = census.countsOf(cell);
  const total = census.shownIn(cell);
  const raised = counts[1]! + counts[2]! + counts[3]!;
  return { look: lookOf(cell, counts, total, census), total, raised, size: sizeOf(total) };
}

function lookOf(cell: number, counts: Uint32Array, total: number, census: Census): number {
  for (const worst of [3, 2, 1]) if (counts[worst]! > 0) return worst;
  if (counts[0]! < total * enoughFresh) {
    let most = faint - 1;
    for (let lack = standings.indexOf('stale'); lack < faint; lack += 1)
      if (counts[lack]! > counts[most]!) most = lack;
    return most;
  }
  const scale = census.scale();
  const mean = census.meanOf(cell);
  return scale === undefined || Number.isNaN(mean) ? 0 : firstShade + rampIndex(classOf(mean, scale), scale);
}

function sizeOf(total: number): number {
  if (total < 10) return 28;
  if (total < 100) return 34;
  return total < 1000 ? 40 : 46;
}
