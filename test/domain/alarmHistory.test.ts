import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import {
  advance,
  advanceAll,
  foldAt,
  foldStandingAt,
  historyOf,
  isOpen,
  isShelved,
  newestFirst,
  noAlarms,
  type AlarmEntry,
  type AlarmFold,
} from '@/domain/alarm';
import { groupAlarms, groupings } from '@/domain/alarmGroups';
import { judge, type AlarmCommand } from '@/domain/alarmOrders';
import { alarmRules } from '@/domain/alarmDefinitions';
import { createLimitWatch } from '@/domain/limitWatch';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const depths = fakeFleet.series.filter(({ property }) => property === 'road-water-depth').slice(0, 2);
/** The rule of the roads, with delays so short that much happens in a short history. */
const hasty = alarmRules
  .filter(({ id }) => id === 'water-depth')
  .map((rule) => ({ ...rule, onDelayS: 5, offDelayS: 5 }));
const city: SeriesCatalogue = { ...fakeFleet, series: depths };

/** What happens next, after so many seconds: a reading, or a command on one of the alarms there are. */
type Turn = { readonly after: number } & (
  | { readonly kind: 'reading'; readonly slot: number; readonly depth: number }
  | {
      readonly kind: AlarmCommand['kind'];
      readonly pick: number;
      readonly seconds: number;
      readonly to: string;
    }
);
const after = fc.integer({ min: 0, max: 60 });
const reading = fc.record({
  kind: fc.constant('reading' as const),
  after,
  slot: fc.nat({ max: depths.length - 1 }),
  depth: fc.constantFrom(2, 2, 12, 20, 20),
});
const command = fc.record({
  kind: fc.constantFrom<AlarmCommand['kind']>(
    'acknowledge',
    'comment',
    'close',
    'assign',
    'shelve',
    'unshelve',
  ),
  after,
  pick: fc.nat({ max: 1 }),
  seconds: fc.integer({ min: 1, max: 300 }),
  to: fc.constantFrom('operator', 'operator2'),
});
const anyTurns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: reading }, { weight: 2, arbitrary: command }),
  { minLength: 40, maxLength: 120, size: 'max' },
);

function orderOf(turn: Exclude<Turn, { kind: 'reading' }>, at: number): AlarmCommand {
  const order = { by: 'operator', comment: '处理中', at };
  if (turn.kind === 'assign') return { ...order, kind: 'assign', to: turn.to };
  if (turn.kind === 'shelve') return { ...order, kind: 'shelve', until: at + turn.seconds * 1000 };
  return { ...order, kind: turn.kind };
}

/** Plays the turns as a desk does: the watch and people write the log, and nothing else does. */
function play(turns: readonly Turn[]) {
  const watch = createLimitWatch(hasty, city);
  const log: AlarmEntry[] = [];
  const moments: { readonly at: number; readonly standing: AlarmFold; readonly seq: number }[] = [];
  let fold: AlarmFold = noAlarms;
  let now = monday;
  const write = (body: AlarmEntry['body']): void => {
    const entry = { seq: log.length + 1, body };
    const next = advance(fold, entry);
    // Neither a watch nor a judgement lets anything into the log that changes nothing.
    expect(next).not.toBe(fold);
    log.push(entry);
    fold = next;
  };
  for (const turn of turns) {
    now += turn.after * 1000 + 1;
    if (turn.kind === 'reading') {
      const body = watch.observe(turn.slot, turn.depth, now, now);
      if (body !== undefined) write(body);
    } else {
      const alarm = newestFirst(fold)[turn.pick];
      const judgement = alarm && judge(alarm, orderOf(turn, now));
      if (judgement?.ok === true) {
        write(judgement.event);
        watch.restore(fold);
      }
    }
    moments.push({ at: now, standing: foldStandingAt(fold, now), seq: log.length });
  }
  return { log, fold, moments, now };
}

describe('any history of alarms', () => {
  it('has at most one open alarm of a rule and a series at any moment', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        for (const { standing } of play(turns).moments) {
          const open = [...standing.values()].filter(isOpen);
          const keys = open.map(({ rule, evidence }) => `${rule} ${evidence.series}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
    );
  });

  it('stands replayed at each moment as it stood live, groups included', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const { log, moments } = play(turns);
        for (const { at, standing } of moments) {
          const replayed = foldAt(log, { mode: 'replay', at, knownAt: at });
          expect(replayed).toEqual(standing);
          for (const by of groupings) {
            expect(groupAlarms([...replayed.values()], by)).toEqual(groupAlarms([...standing.values()], by));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the same in whatever order the entries of different alarms come', () => {
    fc.assert(
      fc.property(anyTurns, fc.func(fc.nat()), (turns, rank) => {
        const { log, fold } = play(turns);
        const shuffled = log.toSorted(
          (a, b) =>
            rank(a.body.alarm) - rank(b.body.alarm) ||
            a.body.alarm.localeCompare(b.body.alarm) ||
            a.seq - b.seq,
        );
        expect(newestFirst(advanceAll(noAlarms, shuffled))).toEqual(newestFirst(fold));
      }),
    );
  });

  it('loses no alarm: each that was raised stands, on one of the axes’ places', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const { log, fold } = play(turns);
        const ids = new Set(log.filter(({ body }) => body.kind === 'raised').map(({ body }) => body.alarm));
        expect(new Set(fold.keys())).toEqual(ids);
        for (const alarm of fold.values()) {
          if (alarm.handling === 'closed') expect(alarm.condition).toBe('returned');
          if (alarm.handling === 'assigned') expect(alarm.assignee).toBeDefined();
          expect(alarm.activeSince).toBeGreaterThanOrEqual(alarm.raisedAt);
        }
      }),
    );
  });

  it('ends every shelving at its own time, or sooner by hand, and says so', () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const { fold, log, moments, now } = play(turns);
        for (const { at, standing } of moments) {
          for (const { shelved } of standing.values()) {
            if (shelved !== undefined) expect(shelved.until).toBeGreaterThan(at);
          }
        }
        for (const alarm of fold.values()) {
          const { shelved } = alarm;
          if (shelved !== undefined) {
            expect(isShelved(alarm, shelved.until - 1)).toBe(true);
            expect(isShelved(alarm, shelved.until)).toBe(false);
          }
          const lines = historyOf(alarm, now + 3_600_000);
          const begun = lines.filter(({ step }) => step === 'shelved').length;
          const closedWhile = log.some(
            ({ seq, body }) =>
              body.kind === 'closed' &&
              body.alarm === alarm.id &&
              moments.some((moment) => moment.seq === seq - 1 && moment.standing.get(alarm.id)?.shelved),
          );
          const ended = lines.filter(({ step }) => step === 'unshelved').length;
          expect([begun, begun - 1].includes(ended) && (ended === begun || closedWhile)).toBe(true);
          expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => a - b));
        }
      }),
    );
  });
});
