import type { Alarm, AlarmEvent } from '@/contracts/alarm';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import {
  advance,
  createLimitWatch,
  judge,
  noAlarms,
  type AlarmCommand,
  type AlarmEntry,
  type AlarmFold,
} from '@/domain/alarm';
import { alarmRules } from '@/domain/definitions';
import { openLog, type CommandKey, type NumberedLog } from './numberedLog';
import type { Database } from './database/open';
import type { Latest } from './latest';
import { notYet, ProblemError } from './problems';
import type { Readiness } from './readiness';

export interface AlarmDesk {
  readonly observe: (slot: number, value: number, observedAt: number, receivedAt: number) => void;
  /** Reads the log, takes over what is open, and catches up on what was heard meanwhile. */
  readonly attach: (database: Database) => Promise<void>;
  readonly fold: () => AlarmFold;
  /** The last number, or `undefined` while the log is not open. */
  readonly seq: () => number | undefined;
  readonly after: (seq: number, limit: number) => Promise<readonly AlarmEntry[]>;
  readonly command: (
    id: string,
    command: AlarmCommand,
    expected: number | undefined,
    key: CommandKey | undefined,
    say: (reason: Text) => string,
  ) => Promise<Alarm>;
  readonly close: () => Promise<void>;
}

const retryMs = 1_000;
const pageRows = 1_000;

/** The alarms of the city: limits watched, one numbered log, nothing shown before it is written. */
export function createAlarmDesk(
  catalogue: SeriesCatalogue,
  latest: Latest,
  readiness: Readiness,
  broadcast: (entry: AlarmEntry) => void,
  report: (error: unknown, what: string) => void,
): AlarmDesk {
  const watch = createLimitWatch(alarmRules, catalogue);
  const pending: AlarmEvent[] = [];
  let log: NumberedLog<AlarmEvent> | undefined;
  let fold: AlarmFold = noAlarms;
  let head = 0;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const take = (entry: AlarmEntry) => {
    fold = advance(fold, entry);
    head = entry.seq;
    broadcast(entry);
  };

  /** One writer at a time, in order. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  const writePending = async () => {
    const to = log;
    const event = pending[0];
    if (to === undefined || event === undefined) return;
    for (let failures = 0; !closed; failures++) {
      try {
        const entry = await to.append(event, event.known);
        pending.shift();
        take(entry);
        if (failures > 0) readiness.set('alarms', { state: 'ready' });
        return;
      } catch (error) {
        if (failures === 0) {
          report(error, 'an alarm cannot be written');
          readiness.set('alarms', {
            state: 'failed',
            detail: 'Alarms cannot be written; they wait in order.',
          });
        }
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  };

  const observe: AlarmDesk['observe'] = (slot, value, observedAt, receivedAt) => {
    // Until the log is open we do not know what is already raised; `attach` looks at the newest readings then.
    if (log === undefined) return;
    const event = watch.observe(slot, value, observedAt, receivedAt);
    if (event === undefined) return;
    pending.push(event);
    void inTurn(writePending);
  };

  return {
    observe,
    attach: async (database) => {
      const opened = openLog<AlarmEvent>(database, 'alarms');
      for (
        let page = await opened.after(0, pageRows);
        page.length > 0;
        page = await opened.after(head, pageRows)
      ) {
        for (const entry of page) {
          fold = advance(fold, entry);
          head = entry.seq;
        }
      }
      watch.restore(fold);
      log = opened;
      readiness.set('alarms', { state: 'ready' });
      for (const [slot, value] of latest.values.entries()) {
        observe(slot, value, latest.times[slot]!, latest.received[slot]!);
      }
    },
    fold: () => fold,
    seq: () => (log === undefined ? undefined : head),
    after: (seq, limit) => {
      if (log === undefined) throw notYet('The alarm log is not open yet.');
      return log.after(seq, limit);
    },
    command: (id, command, expected, key, say) => {
      const to = log;
      if (to === undefined) throw notYet('The alarm log is not open yet.');
      return inTurn(async () => {
        const request = `${command.kind} ${id}`;
        const earlier = key === undefined ? undefined : await to.answered(key);
        if (earlier !== undefined) {
          if (earlier.request !== request)
            throw new ProblemError(422, 'This Idempotency-Key was used for another command.');
          return earlier.answer as Alarm;
        }
        const alarm = fold.get(id);
        if (alarm === undefined) throw new ProblemError(404, `There is no alarm ${id}.`);
        if (expected !== undefined && expected !== alarm.seq) {
          throw new ProblemError(409, `The alarm has changed since: it is at ${String(alarm.seq)}.`);
        }
        const judgement = judge(alarm, command);
        if (!judgement.ok) throw new ProblemError(judgement.status, say(judgement.reason));
        const after = (seq: number) => advance(fold, { seq, body: judgement.event }).get(id);
        const entry = await to
          .append(
            judgement.event,
            judgement.event.known,
            key === undefined ? undefined : { key, answer: after },
          )
          .catch((error: unknown) => {
            report(error, 'a command cannot be written');
            throw notYet('The command could not be written; nothing has changed.');
          });
        take(entry);
        // What the watch has told but the log has not numbered yet must not be forgotten by taking over.
        watch.restore(
          pending.reduce((folded, body, index) => advance(folded, { seq: head + 1 + index, body }), fold),
        );
        const changed = fold.get(id);
        if (changed === undefined) throw new Error('a command lost its alarm');
        return changed;
      });
    },
    close: async () => {
      closed = true;
      await queue;
    },
  };
}
