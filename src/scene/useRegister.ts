import { useEffect, useState } from 'react';
import type { SceneHost } from './layer';

/** Reads a register once for a layer's elements; a register that cannot be read fences the layer with its reason. */
export function useRegister<T>(host: SceneHost, read: () => Promise<T>): T | undefined {
  const [register, setRegister] = useState<T>();
  useEffect(() => {
    let wanted = true;
    read().then(
      (found) => {
        if (wanted) setRegister(() => found);
      },
      (reason: unknown) => {
        if (wanted) host.fail(reason instanceof Error ? reason : new Error(String(reason)));
      },
    );
    return () => {
      wanted = false;
    };
  }, [host, read]);
  return register;
}
