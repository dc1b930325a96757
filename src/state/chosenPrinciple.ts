import { principleIds, type PrincipleId } from '@/domain/principles/rules';
import type { LayerView } from './sceneStore';

/** What the map of the principles is coloured by; 合理布局 while nobody has chosen. */
export function chosenPrinciple(view: Pick<LayerView, 'options'> | undefined): PrincipleId {
  return principleIds.find((id) => id === view?.options?.['by']) ?? 'layout';
}
