import { useEffect, useSyncExternalStore } from 'react';
import type { LayerId, Theme } from '@/contracts/ids';
import type { City } from '@/state/city';
import { useStore } from 'zustand';
import type { SceneHost } from './layer';

/** What a layer of elements draws by: the theme, and which of its features is selected. Asks for a picture after each change. */
export function useElements(
  host: SceneHost,
  city: City,
  layer: LayerId,
): { readonly theme: Theme; readonly selected: string | undefined } {
  const theme = useSyncExternalStore(host.onTheme, host.theme);
  const selected = useStore(city.scene, ({ selection }) =>
    selection?.layer === layer ? selection.feature : undefined,
  );
  // Entities enter the scene in the microtasks after a commit; the picture asked for here comes after those.
  useEffect(() => host.requestRender());
  return { theme, selected };
}
