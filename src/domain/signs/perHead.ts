import type { PerHeadFile } from '@/contracts/perHead';
import type { SignDefinition, SignMeasure, SignReading } from '@/contracts/sign';
import perHeadData from '@data/per-head.json';

// A test parses the file with its schema: see `definitions`.
export const perHead = perHeadData as PerHeadFile;

export type PerHeadRule = PerHeadFile['measures'][number];

/** What of a sign may be set against residents; the first measure that has a source, else the first. */
export function perHeadRule(sign: SignDefinition): PerHeadRule | undefined {
  const rules = perHead.measures.filter((rule) => rule.sign === sign.id);
  const hasSource = (rule: PerHeadRule) =>
    sign.measures.find(({ id }) => id === rule.measure)?.property !== undefined;
  return rules.find(hasSource) ?? rules[0];
}

/**
 * A count per so many residents (`perHead.per`), or why it cannot be told: the measure's kind, that nobody counted the
 * residents, or that there is no news of it.
 */
export type PerHead =
  | { readonly kind: 'value'; readonly value: number; readonly level: number; readonly measure: string }
  | { readonly kind: 'unfit'; readonly aggregate: SignMeasure['aggregate'] }
  | { readonly kind: 'uncounted' }
  | { readonly kind: 'untold' };

export function perHeadOf(
  sign: SignDefinition,
  reading: SignReading | undefined,
  residents: number | undefined,
): PerHead {
  const rule = perHeadRule(sign);
  if (rule === undefined) return { kind: 'unfit', aggregate: sign.measures[0]!.aggregate };
  if (residents === undefined) return { kind: 'uncounted' };
  const part = reading?.parts.find(({ id }) => id === rule.measure);
  // An old count is not set against anything: it would pass for one of now.
  if (part === undefined || part.value === null || part.state === 'stale') return { kind: 'untold' };
  const value = (part.value / residents) * perHead.per;
  const level = value === 0 ? 0 : 1 + rule.starts.filter((start) => value >= start).length;
  return { kind: 'value', value, level, measure: rule.measure };
}
