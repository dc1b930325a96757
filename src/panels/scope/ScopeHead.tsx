import { lazy, Suspense } from 'react';

const ScopeBar = lazy(() => import('./ScopeBar'));

/** What part of the city the signs below are of, and the way down into it. */
export function ScopeHead() {
  return (
    <Suspense fallback={null}>
      <ScopeBar />
    </Suspense>
  );
}
