import { useEffect } from 'react';
import type { Relief } from '@/domain/relief';
import type { MapLabel, SceneHost } from './layer';
import { useRelief } from './useRelief';

/** Keeps the labels of some things on the map while there are such things to label; `labelsOf` is declared once, outside. */
export function useLabels<T>(
  host: SceneHost,
  owner: string,
  things: T | undefined,
  labelsOf: (things: T, relief: Relief) => readonly MapLabel[],
): void {
  const relief = useRelief(host);
  useEffect(() => {
    if (things === undefined) return undefined;
    host.labels.set(owner, labelsOf(things, relief));
    host.requestRender();
    return () => host.labels.remove(owner);
  }, [host, owner, things, labelsOf, relief]);
}
