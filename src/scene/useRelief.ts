import { useSyncExternalStore } from 'react';
import type { Relief } from '@/domain/relief';
import type { SceneHost } from './layer';

/** The ground a layer of elements stands on; the layer draws again when it has come to lie otherwise. */
export function useRelief({ ground }: SceneHost): Relief {
  return useSyncExternalStore(ground.onRelief, ground.lie);
}
