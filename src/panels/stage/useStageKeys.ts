import { useEffect, useRef } from 'react';

/**
 * Keys of whatever has the page to itself. `take` does what the key asks and says whether it asked anything; on a button the
 * space bar is the button's.
 */
export function useStageKeys(take: (key: string, onButton: boolean) => boolean): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!latest.current(event.key, event.target instanceof HTMLButtonElement)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the map takes the arrows for its camera.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
