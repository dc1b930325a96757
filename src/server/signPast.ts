import type { SignEvent, SignMemory } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { readSign, type SignLook, type SignPlan, type SignTable } from '@/domain/signs';
import { isWithin } from '@/domain/time';

/** How the signs changed, in the order it was told. */
export interface SignPast {
  readonly take: (event: SignEvent) => void;
  /** What was remembered of a sign at a time; `undefined` before its first change. */
  readonly memoryAt: (sign: string, scope: string, time: TimeContext) => SignMemory | undefined;
  /** Its last change. */
  readonly last: (sign: string, scope: string) => SignEvent | undefined;
  /** The sign at a time as it was shown then, over a table of that time. */
  readonly read: (plan: SignPlan, scope: string, table: SignTable, time: TimeContext) => SignLook;
}

/** Changes that are kept of one sign and scope: weeks of a busy one; further back the values decide alone. */
const mostKept = 500;

export function signPast(): SignPast {
  const changes = new Map<string, SignEvent[]>();
  const keyOf = (sign: string, scope: string) => `${scope} ${sign}`;
  const memoryAt: SignPast['memoryAt'] = (sign, scope, time) =>
    changes.get(keyOf(sign, scope))?.findLast(({ at, known }) => isWithin(time, at, known))?.memory;
  return {
    take: (event) => {
      const key = keyOf(event.sign, event.scope);
      const kept = changes.get(key) ?? [];
      kept.push(event);
      changes.set(key, kept.length > mostKept ? kept.slice(-mostKept) : kept);
    },
    memoryAt,
    last: (sign, scope) => changes.get(keyOf(sign, scope))?.at(-1),
    read: (plan, scope, table, time) =>
      readSign(plan, table, time.at, memoryAt(plan.definition.id, scope, time)),
  };
}
