import type { Text } from '@/contracts/text';
import { whyOf } from './why';

/** What last went wrong with an entry, and in words why. */
export interface Trouble {
  /** Something could not be had from an address (absolute, or relative to the page). */
  readonly met: (error: unknown, address: string) => void;
  readonly over: () => void;
  readonly why: () => Text | undefined;
  readonly stop: () => void;
}

/** `changed` is called when the words may be others than before. */
export function createTrouble(changed: () => void): Trouble {
  let last: { readonly error: unknown; readonly origin: string } | undefined;
  const blocked = new Set<string>();
  // The browser tells the page of what its policy forbids apart from the request, which only fails.
  const hear = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    if (!URL.canParse(blockedURI)) return;
    blocked.add(new URL(blockedURI).origin);
    if (last !== undefined) changed();
  };
  document.addEventListener('securitypolicyviolation', hear);
  return {
    met: (error, address) => {
      last = { error, origin: new URL(address, document.baseURI).origin };
      changed();
    },
    over: () => {
      last = undefined;
    },
    why: () => (last === undefined ? undefined : whyOf(last.error, blocked.has(last.origin))),
    stop: () => document.removeEventListener('securitypolicyviolation', hear),
  };
}
