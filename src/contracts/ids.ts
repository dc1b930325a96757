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
] as const;
export type LayerId = (typeof layerIds)[number];

export const workspaceIds = ['operate', 'plan', 'brief', 'data'] as const;
export type WorkspaceId = (typeof workspaceIds)[number];

export const themes = ['night', 'day', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** Something a person can pick: the layer and the feature's id within it. */
export interface FeatureRef {
  readonly layer: LayerId;
  readonly feature: string;
}
