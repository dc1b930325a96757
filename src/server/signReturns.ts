import type { SignEvent, SignMemory, SignState } from '@/contracts/sign';

/**
 * Signs whose feed is still coming back after a restart. Until it had its time to, one that stands again as the log last
 * told it has not changed: a restart of ours is no news of the city.
 */
export interface SignReturns {
  /** Waits until then, Unix ms, for the sign to stand as in its last entry. */
  readonly expect: (last: SignEvent, until: number) => void;
  /** What a sign that reads as `state` changed from; `quiet` while nothing is to be told, `undefined` where none is waited for. */
  readonly judge: (
    scope: string,
    sign: string,
    state: SignState,
    at: number,
  ) => SignState | 'quiet' | undefined;
  /** What was remembered before the restart, while the sign is waited for. */
  readonly memory: (scope: string, sign: string) => SignMemory | undefined;
  /** Scopes with a sign that is waited for. */
  readonly scopes: () => readonly string[];
}

export function createSignReturns(): SignReturns {
  const awaited = new Map<string, Map<string, { readonly last: SignEvent; readonly until: number }>>();
  const settle = (scope: string, sign: string): void => {
    const signs = awaited.get(scope);
    signs?.delete(sign);
    if (signs?.size === 0) awaited.delete(scope);
  };
  return {
    expect: (last, until) => {
      const signs = awaited.get(last.scope) ?? new Map<string, { last: SignEvent; until: number }>();
      awaited.set(last.scope, signs.set(last.sign, { last, until }));
    },
    judge: (scope, sign, state, at) => {
      const held = awaited.get(scope)?.get(sign);
      if (held === undefined) return undefined;
      const isBack = held.last.state === state;
      // What was unknown before the restart and is known now is news at once; what was known may still be coming back.
      if (!isBack && isKnown(held.last.state) && at < held.until) return 'quiet';
      settle(scope, sign);
      return isBack ? 'quiet' : held.last.state;
    },
    memory: (scope, sign) => awaited.get(scope)?.get(sign)?.last.memory,
    scopes: () => [...awaited.keys()],
  };
}

function isKnown(state: SignState): boolean {
  return state !== 'absent' && state !== 'stale';
}
