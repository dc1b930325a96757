import { baseManifest, type BaseManifest } from '@/contracts/base';

/** Tells when another base has been published in the place of the one that is drawn. */
export interface BaseWatch {
  readonly onChange: (listener: (manifest: BaseManifest) => void) => () => void;
  readonly destroy: () => void;
}

export interface BaseWatchOptions {
  /** The manifest as it is now; `undefined` where it cannot be had. */
  readonly read: () => Promise<BaseManifest | undefined>;
  readonly after: (ms: number, act: () => void) => () => void;
}

/** While the outer districts are being made, or an import is read, the next publishing is seconds away. */
const soonMs = 4_000;
/** Later ones are imports, which a person began. */
const laterMs = 30_000;

/** Asks again and again; a base whose revision grew, or that was built anew, is another. */
export function createBaseWatch({ read, after }: BaseWatchOptions): BaseWatch {
  const listeners = new Set<(manifest: BaseManifest) => void>();
  let known: BaseManifest | undefined;
  let cancel: () => void = () => undefined;
  let destroyed = false;
  const nameOf = ({ inputs, builtAt, revision = 0 }: BaseManifest) => [inputs, builtAt, revision].join();
  const look = async () => {
    const now = await read();
    if (destroyed) return;
    if (now !== undefined) {
      const another = known !== undefined && nameOf(known) !== nameOf(now);
      known = now;
      if (another) for (const tell of listeners) tell(now);
    }
    const soon = known === undefined || known.stage === 'inner' || known.importing !== undefined;
    cancel = after(soon ? soonMs : laterMs, () => void look());
  };
  void look();
  return {
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    destroy: () => {
      destroyed = true;
      cancel();
      listeners.clear();
    },
  };
}

/** Reads the manifest beside the page; what cannot be read or is none of ours is `undefined`. */
export async function readManifest(url: string): Promise<BaseManifest | undefined> {
  try {
    const answer = await fetch(url, { cache: 'no-cache' });
    const read = baseManifest.safeParse(await answer.json());
    return read.success ? read.data : undefined;
  } catch {
    // No server or half a file: the next look finds it.
    return undefined;
  }
}
