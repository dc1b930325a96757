import type { Alarm, AlarmEvent } from '@/contracts/alarm';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import {
  advance,
  foldStandingAt,
  noAlarms,
  standingAt,
  type AlarmEntry,
  type AlarmFold,
} from '@/domain/alarm';
import { judge, whatHappened, type AlarmCommand } from '@/domain/alarmOrders';
import { alarmRules, sourceRules } from '@/domain/alarmDefinitions';
import { createLimitWatch } from '@/domain/limitWatch';
import { createSourceWatch } from '@/domain/sourceWatch';
import { everyEntry, openLog, type CommandKey, type NumberedLog } from './numberedLog';
import type { Database } from './database/open';
import type { Latest } from './latest';
import { notYet, ProblemError } from './problems';
import type { Readiness } from './readiness';

/** A text in the language of who asks. */
type Say = (reason: Text) => string;

export interface AlarmDesk {
  readonly observe: (slot: number, value: number, observedAt: number, receivedAt: number) => void;
  /** Looks which sources are silent or stale at `now`, Unix ms; to be called every few seconds. */
  readonly look: (now: number) => void;
  /** Reads the log, takes over what is open, and catches up on what was heard meanwhile. */
  readonly attach: (database: Database) => Promise<void>;
  readonly fold: () => AlarmFold;
  /** The alarms as they stand at a time, Unix ms: a shelving that has run out by then is none. */
  readonly standing: (at: number) => AlarmFold;
  /** The last number, or `undefined` while the log is not open. */
  readonly seq: () => number | undefined;
  readonly after: (seq: number, limit: number) => Promise<readonly AlarmEntry[]>;
  readonly command: (
    id: string,
    command: AlarmCommand,
    expected: number | undefined,
    key: CommandKey | undefined,
    say: Say,
  ) => Promise<Alarm>;
  readonly close: () => Promise<void>;
}

const retryMs = 1_000;
const pageRows = 1_000;

/** The alarms of the city: limits watched, one numbered log, nothing shown before it is written. */
export function createAlarmDesk(
  catalogue: SeriesCatalogue,
  latest: Latest,
  /** When we began to listen, Unix ms: what is silent since before then may just not have been heard by us. */
  startedAt: number,
  readiness: Readiness,
  broadcast: (entry: AlarmEntry) => void,
  report: (error: unknown, what: string) => void,
): AlarmDesk {
  const watch = createLimitWatch(alarmRules, catalogue);
  const sources = createSourceWatch(sourceRules, catalogue, startedAt);
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

  const note = (event: AlarmEvent) => {
    pending.push(event);
    void inTurn(writePending);
  };

  const observe: AlarmDesk['observe'] = (slot, value, observedAt, receivedAt) => {
    // Until the log is open we do not know what is already raised; `attach` looks at the newest readings then.
    if (log === undefined) return;
    const event = watch.observe(slot, value, observedAt, receivedAt);
    if (event !== undefined) note(event);
  };

  /** What the watches have told but the log has not numbered yet must not be forgotten by taking over. */
  const takeOver = () => {
    const told = pending.reduce(
      (folded, body, index) => advance(folded, { seq: head + 1 + index, body }),
      fold,
    );
    watch.restore(told);
    sources.restore(told);
  };

  const refuseStale = async (from: NumberedLog<AlarmEvent>, alarm: Alarm, seen: number, say: Say) => {
    const missed = seen < alarm.seq ? await from.after(seen, pageRows) : [];
    const told = missed.filter(({ body }) => body.alarm === alarm.id);
    const now = `The alarm has changed since: it is at ${String(alarm.seq)}.`;
    throw new ProblemError(409, told.length === 0 ? now : say(whatHappened(told)));
  };

  return {
    observe,
    look: (now) => {
      if (log === undefined) return;
      for (const event of sources.look(latest, now)) note(event);
    },
    attach: async (database) => {
      const opened = openLog<AlarmEvent>(database, 'alarms');
      for await (const entry of everyEntry(opened)) {
        fold = advance(fold, entry);
        head = entry.seq;
      }
      takeOver();
      log = opened;
      readiness.set('alarms', { state: 'ready' });
      for (const [slot, value] of latest.values.entries()) {
        observe(slot, value, latest.times[slot]!, latest.received[slot]!);
      }
    },
    fold: () => fold,
    standing: (at) => foldStandingAt(fold, at),
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
          return refuseStale(to, alarm, expected, say);
        }
        const judgement = judge(alarm, command);
        if (!judgement.ok) throw new ProblemError(judgement.status, say(judgement.reason));
        const after = (seq: number) => {
          const next = advance(fold, { seq, body: judgement.event }).get(id);
          return next === undefined ? undefined : standingAt(next, command.at);
        };
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
        takeOver();
        const changed = fold.get(id);
        if (changed === undefined) throw new Error('a command lost its alarm');
        return standingAt(changed, command.at);
      });
    },
    close: async () => {
      closed = true;
      await queue;
    },
  };
}
