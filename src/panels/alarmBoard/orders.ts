import { useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import type { Text } from '@/contracts/text';
import type { CommandResult } from '@/state/city';
import { useAlarms, useCity, useHealth, useSession, useTime } from '@/state/CityContext';
import { words } from '@/state/words';

export type OrderKind = 'acknowledge' | 'assign' | 'shelve' | 'comment' | 'close';

/** How long one may put an alarm aside, minutes. */
export const shelvings = [15, 30, 60, 120, 240, 480] as const;

/** What is said while a command is on its way: it counts only when the log holds it. */
type Order =
  | { readonly kind: 'none' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'accepted'; readonly seq: number }
  | { readonly kind: 'refused'; readonly reason: Text };

export type Command = (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;

export interface Ordering {
  readonly pending: boolean;
  /** The log holds what was last ordered. */
  readonly done: boolean;
  readonly refused: Text | undefined;
  /** Sends a command with its comment; true once it was accepted. */
  readonly give: (command: Command, comment: string) => Promise<boolean>;
}

/** Orders on one alarm, one at a time. Nothing shows before the numbered log says so. */
export function useOrdering(alarm: Alarm): Ordering {
  const [order, setOrder] = useState<Order>({ kind: 'none' });
  const known = useAlarms((board) => board.seq);
  const w = words.operate.alarms;
  const pending = order.kind === 'sent' || (order.kind === 'accepted' && known < order.seq);
  return {
    pending,
    done: order.kind === 'accepted' && known >= order.seq,
    refused: order.kind === 'refused' ? order.reason : undefined,
    give: async (command, comment) => {
      if (pending) return false;
      if (comment.trim() === '') {
        setOrder({ kind: 'refused', reason: w.commentFirst });
        return false;
      }
      setOrder({ kind: 'sent' });
      const result = await command(alarm, comment.trim());
      setOrder(
        result.ok
          ? { kind: 'accepted', seq: result.value.seq }
          : { kind: 'refused', reason: w.error(result.status, result.detail) },
      );
      return result.ok;
    },
  };
}

/** Why the person cannot act now, in words; the server refuses on its own as well. */
export function useObstacle(): Text | undefined {
  const city = useCity();
  const session = useSession();
  const replaying = useTime((time) => time.mode === 'replay');
  const cut = useHealth((health) => health.state === 'lost' || health.state === 'stale');
  const w = words.operate.alarms;
  if (!city.query.served) return w.noServer;
  if (session.user === null) return w.signInFirst;
  if (!session.roles.includes('operator')) return w.notYourDuty;
  return replaying || cut ? w.paused : undefined;
}
