import { isLayerId, type FeatureRef } from '@/contracts/ids';
import { featureOf } from './featureId';

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

/** Reads an id any of our layers may have given: `layer:feature#part`, `{layer, feature}`, or an entity so named. */
function refOf(id: unknown): FeatureRef | undefined {
  if (typeof id === 'string') return featureOf(id);
  const layer = field(id, 'layer');
  const feature = field(id, 'feature');
  if (typeof layer === 'string' && isLayerId(layer) && typeof feature === 'string') return { layer, feature };
  const entity = field(id, 'id');
  return typeof entity === 'string' ? featureOf(entity) : undefined;
}

/** Which feature the engine's pick met, where the thing it met carries our id. */
export function pickedFeature(picked: unknown): FeatureRef | undefined {
  return refOf(field(picked, 'id')) ?? refOf(field(field(picked, 'primitive'), 'id'));
}
