/** Every layer this product will ever name in a link; ids are aliased, never renamed (contracts: Page). */
export const layerIds = [
  'buildings',
  'terrain',
  'water',
  'bridges',
  'roads',
  'imagery',
  'metro',
  'utilities',
  'backbone',
  'identifiers',
  'quantum',
  'satellite',
  'cells',
  'sensors',
  'cameras',
  'v2x',
  'platforms',
  'compute',
  'energy',
  'transport',
  'construction',
  'logistics',
  'agriculture',
  'hydraulics',
  'environment',
  'emergency',
  'medical',
  'education',
  'culture',
  'addresses',
  'housing',
  'organisations',
  'population',
  'landuse',
  'controls',
  'projects',
  'signs',
  'alarms',
  'cases',
  'crews',
  'resources',
  'datahealth',
  'panorama',
  'partitions',
  'principles',
] as const;
/** A layer of the product, or one a site has added (contracts/siteScene): `site-<id>`. */
export type LayerId = (typeof layerIds)[number] | `site-${string}`;

/** Whether a word of a link may name a layer; whether a site has one of that name only its list tells. */
export function isLayerId(word: string): word is LayerId {
  return layerIds.some((id) => id === word) || /^site-[a-z0-9][a-z0-9-]{0,40}$/.test(word);
}

export const workspaceIds = ['operate', 'plan', 'brief', 'data'] as const;
export type WorkspaceId = (typeof workspaceIds)[number];

export const themes = ['night', 'day', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** Something a person can pick: the layer and the feature's id within it. */
export interface FeatureRef {
  readonly layer: LayerId;
  readonly feature: string;
}
