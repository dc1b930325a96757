import { useState, useSyncExternalStore } from 'react';

/** What a look at the city gives, looked again once a second; another thing to look at is another component. */
export function useEachSecond<T>(look: () => T): T {
  const [watch] = useState(() => {
    let seen = look();
    return {
      read: () => seen,
      subscribe: (hear: () => void) => {
        const timer = window.setInterval(() => {
          seen = look();
          hear();
        }, 1_000);
        return () => window.clearInterval(timer);
      },
    };
  });
  return useSyncExternalStore(watch.subscribe, watch.read);
}
