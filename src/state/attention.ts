/** Whether anybody looks at the page, and when the network came back. */
export interface Attention {
  readonly watched: () => boolean;
  /** Called when somebody looks again or nobody does any more; returns the undo. */
  readonly changed: (run: () => void) => () => void;
  readonly online: (run: () => void) => () => void;
}

/** A browser says it in several ways: hidden, frozen to save power, taken back out of its cache. */
export function browserAttention(page: Document, frame: Window): Attention {
  const on = (target: EventTarget, kinds: readonly string[], run: () => void) => {
    for (const kind of kinds) target.addEventListener(kind, run);
    return () => {
      for (const kind of kinds) target.removeEventListener(kind, run);
    };
  };
  return {
    watched: () => page.visibilityState !== 'hidden',
    changed: (run) => {
      const undo = [on(page, ['visibilitychange', 'freeze', 'resume'], run), on(frame, ['pageshow'], run)];
      return () => undo.forEach((stop) => stop());
    },
    online: (run) => on(frame, ['online'], run),
  };
}
