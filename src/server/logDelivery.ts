import type { AlarmEntry } from '@/domain/alarm';
import type { AlarmDesk } from './alarmDesk';
import type { LiveClient } from './liveClient';

/** A client further behind than this loads the list anew; the gap is named. */
const longestResume = 1_000;

/** The alarm log to each client in order, each entry once, holes named. */
export interface LogDelivery {
  /** Sends what follows the number the client gave, once the log is open. */
  readonly resume: (client: LiveClient) => Promise<void>;
  readonly tell: (client: LiveClient, entry: AlarmEntry) => void;
}

export function createLogDelivery(
  alarms: () => AlarmDesk,
  report: (error: unknown, what: string) => void,
): LogDelivery {
  return {
    resume: async (client) => {
      const from = client.resume;
      const head = alarms().seq();
      if (from === undefined || head === undefined || client.held !== undefined) return;
      client.resume = undefined;
      if (from > head) {
        // The client has numbers we never gave: another log's, or one restored from a backup.
        client.say({ type: 'gap', log: 'alarms', from: head + 1, to: from });
        return;
      }
      const start = Math.max(from, head - longestResume);
      if (start > from) client.say({ type: 'gap', log: 'alarms', from: from + 1, to: start });
      client.held = [];
      let sent = start;
      try {
        for (const entry of await alarms().after(start, longestResume + 1)) {
          client.say({ type: 'event', log: 'alarms', ...entry });
          sent = entry.seq;
        }
      } catch (error) {
        report(error, 'a client could not be resumed');
        client.say({ type: 'gap', log: 'alarms', from: start + 1, to: head });
        sent = head;
      }
      const held = client.held;
      client.held = undefined;
      for (const entry of held) {
        if (entry.seq > sent) client.say({ type: 'event', log: 'alarms', ...entry });
      }
    },
    tell: (client, entry) => {
      if (client.held !== undefined) client.held.push(entry);
      else if (client.greeted && client.resume === undefined) {
        client.say({ type: 'event', log: 'alarms', ...entry });
      }
    },
  };
}
