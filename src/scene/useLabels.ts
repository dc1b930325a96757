import { useEffect } from 'react';
import type { MapLabel, SceneHost } from './layer';

/** Keeps the labels of some things on the map while there are such things to label; `labelsOf` is declared once, outside. */
export function useLabels<T>(
  host: SceneHost,
  owner: string,
  things: T | undefined,
  labelsOf: (things: T) => readonly MapLabel[],
): void {
  useEffect(() => {
    if (things === undefined) return undefined;
    host.labels.set(owner, labelsOf(things));
    host.requestRender();
    return () => host.labels.remove(owner);
  }, [host, owner, things, labelsOf]);
}
