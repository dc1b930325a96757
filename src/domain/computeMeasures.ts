import type { Severity } from '@/contracts/alarm';
import type { ComputeMeasure } from '@/contracts/computeMeasure';
import type { SignDefinition } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
import measuresFile from '@data/compute-measures.json';
import { measureOf, signDefinition } from './definitions';
import { signTextOf } from './signTexts';

// A test parses the file with its schema: see `definitions`.
export const computeMeasures = measuresFile as readonly ComputeMeasure[];

/** The values at which 关注, 预警 and 告警 begin, in the measure's unit, and who set them. */
export interface ComputeLimits {
  readonly direction: 'above' | 'below';
  readonly attention: number | null;
  readonly warning: number | null;
  readonly alarm: number | null;
  readonly source: Text;
  readonly standing: SignDefinition['standing'];
  readonly version: string;
  readonly effective: string;
}

export function computeLimits({ id, limits }: ComputeMeasure): ComputeLimits {
  if (limits.by === 'table') return limits;
  const sign = signDefinition(limits.sign);
  if (sign === undefined) throw new Error(`the measure ${id} names no sign`);
  const { direction, thresholds } = measureOf(sign, limits.measure);
  const { standing, version, effective } = sign;
  return { direction, ...thresholds, source: signTextOf(sign.id).source, standing, version, effective };
}

/** The worst limit a reading is past; the city's own sign has its dwell, a single look has none. */
export function computeState(measure: ComputeMeasure, value: number): Severity | 'normal' {
  const limits = computeLimits(measure);
  const past = (limit: number | null) =>
    limit !== null && (limits.direction === 'above' ? value >= limit : value < limit);
  return (['alarm', 'warning', 'attention'] as const).find((level) => past(limits[level])) ?? 'normal';
}
