import type { Alarm } from '@/contracts/alarm';

/** 0 is open in the city, 1 about a source, 2 put aside, 3 closed. */
function rankOf({ handling, shelved, kind }: Alarm): number {
  if (handling === 'closed') return 3;
  if (shelved !== undefined) return 2;
  return kind === 'source' ? 1 : 0;
}

const order = { new: 0, acknowledged: 1, assigned: 1, closed: 2 } as const;
const weight = { alarm: 0, warning: 1, attention: 2 } as const;

/** What is put aside after what is open; the city before its sources; unacknowledged first, then the graver, the newer. */
export function inOrder(alarms: readonly Alarm[]): readonly Alarm[] {
  return alarms.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      order[one.handling] - order[other.handling] ||
      weight[one.severity] - weight[other.severity] ||
      other.raisedAt - one.raisedAt,
  );
}
