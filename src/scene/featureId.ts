import { isLayerId, type FeatureRef } from '@/contracts/ids';

/**
 * The id of an engine object that stands for a feature, or for one part of it: `bridges:wuhan-1#deck`. Whatever the
 * pointer meets says by it which layer and feature it belongs to.
 */
export function engineId(ref: FeatureRef, part?: string): string {
  const id = `${ref.layer}:${ref.feature}`;
  return part === undefined ? id : `${id}#${part}`;
}

/** The feature an engine id stands for; `undefined` where it is not one of ours. */
export function featureOf(id: string): FeatureRef | undefined {
  const colon = id.indexOf(':');
  const layer = id.slice(0, colon);
  if (colon < 0 || !isLayerId(layer)) return undefined;
  const hash = id.lastIndexOf('#');
  const feature = hash < 0 ? id.slice(colon + 1) : id.slice(colon + 1, hash);
  return feature === '' ? undefined : { layer, feature };
}
