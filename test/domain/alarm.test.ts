import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarm as alarmShape, type Alarm, type AlarmEvent } from '@/contracts/alarm';
import { advance, advanceAll, foldAt, newestFirst, noAlarms, type AlarmFold } from '@/domain/alarm';
import { judge } from '@/domain/alarmOrders';
import { assigned, did, evidence, numbered, raised, returned, shelved } from '../support/alarmEvents';
import { monday } from '../support/fakeClock';

const minute = 60_000;
const standing = (...bodies: readonly AlarmEvent[]): Alarm | undefined =>
  advanceAll(noAlarms, numbered(...bodies)).get('a');

describe('an alarm', () => {
  it('is raised, acknowledged, returns and is closed, and keeps what it saw', () => {
    const alarm = standing(
      raised(),
      did('acknowledged', monday + 1),
      returned(monday + 2),
      did('closed', monday + 3),
    );
    expect(alarmShape.safeParse(alarm).error).toBeUndefined();
    expect(alarm).toMatchObject({
      condition: 'returned',
      handling: 'closed',
      evidence,
      raisedAt: monday,
      seq: 4,
    });
    expect(alarm?.notes.map(({ step }) => step)).toEqual(['acknowledged', 'closed']);
  });

  it('cannot be handled before it is raised', () => {
    expect(standing(did('acknowledged', monday), returned(monday), did('closed', monday))).toBeUndefined();
  });

  it('cannot be closed before its condition has returned', () => {
    expect(standing(raised(), did('acknowledged', monday), did('closed', monday))?.handling).toBe(
      'acknowledged',
    );
  });

  it('is new again when its condition comes back while it is open, with the first evidence', () => {
    const again = standing(
      raised(),
      did('acknowledged', monday),
      returned(monday + 1),
      raised(monday + minute),
    );
    expect(again).toMatchObject({ condition: 'active', handling: 'new', raisedAt: monday });
    expect(again?.returnedAt).toBeUndefined();
    expect(again?.notes).toHaveLength(1);
  });

  it('stays closed for good', () => {
    const closed = [raised(), returned(monday + 1), did('closed', monday + 2)];
    for (const later of [raised(monday + minute), returned(monday + 3), did('commented', monday + 3)]) {
      expect(standing(...closed, later)).toEqual(standing(...closed));
    }
  });

  it('stands as it stood and was known at the time asked about', () => {
    const log = numbered(raised(monday), did('acknowledged', monday + minute), returned(monday + 2 * minute));
    const at = (time: number, known = time): Alarm | undefined =>
      foldAt(log, { mode: 'replay', at: time, knownAt: known }).get('a');
    expect(at(monday - 1)).toBeUndefined();
    expect(at(monday, monday + 100)).toBeUndefined();
    expect(at(monday + 500)?.handling).toBe('new');
    expect(at(monday + minute)?.handling).toBe('acknowledged');
    expect(at(monday + 3 * minute)?.condition).toBe('returned');
  });

  it('is listed newest first', () => {
    const fold = advanceAll(
      noAlarms,
      numbered(raised(monday), raised(monday + 5, 'b'), raised(monday + 5, 'c')),
    );
    expect(newestFirst(fold).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});

describe('a command on an alarm', () => {
  const command = { by: 'operator', comment: '已通知泵站', at: monday + minute } as const;
  const active = standing(raised())!;
  const acknowledged = standing(raised(), did('acknowledged', monday))!;
  const back = standing(raised(), returned(monday + 1))!;
  const closed = standing(raised(), returned(monday + 1), did('closed', monday + 2))!;

  it.each([
    ['acknowledge', active, true],
    ['acknowledge', acknowledged, 409],
    ['acknowledge', back, true],
    ['acknowledge', closed, 409],
    ['comment', active, true],
    ['comment', closed, 409],
    ['close', active, 409],
    ['close', acknowledged, 409],
    ['close', back, true],
    ['close', closed, 409],
  ] as const)('%s on %o is %s', (kind, alarm, expected) => {
    const judgement = judge(alarm, { ...command, kind });
    expect(judgement.ok ? true : judgement.status).toBe(expected);
    if (!judgement.ok) return expect(judgement.reason.zh).not.toBe('');
    const after = advance(new Map([[alarm.id, alarm]]), { seq: alarm.seq + 1, body: judgement.event }).get(
      alarm.id,
    );
    expect(after?.notes.at(-1)).toMatchObject({ by: 'operator', text: '已通知泵站' });
  });

  it('must say something where it is a comment, and not too much', () => {
    expect(judge(active, { ...command, kind: 'comment', comment: '  ' })).toMatchObject({
      ok: false,
      status: 422,
    });
    expect(judge(active, { ...command, kind: 'acknowledge', comment: '' }).ok).toBe(true);
    expect(judge(active, { ...command, kind: 'acknowledge', comment: '长'.repeat(1001) })).toMatchObject({
      status: 422,
    });
  });
});

const anyEvent = fc
  .record({
    kind: fc.constantFrom(
      'raised',
      'returned',
      'acknowledged',
      'assigned',
      'shelved',
      'unshelved',
      'commented',
      'closed',
    ),
    id: fc.constantFrom('a', 'b', 'c'),
    at: fc.integer({ min: 0, max: 1000 }),
    lasts: fc.integer({ min: -5, max: 300 }),
    to: fc.constantFrom('operator', 'operator2'),
  })
  .map(({ kind, id, at, lasts, to }): AlarmEvent => {
    const time = monday + at;
    if (kind === 'raised') return raised(time, id);
    if (kind === 'returned') return returned(time, id);
    if (kind === 'shelved') return shelved(time, time + lasts, id);
    if (kind === 'assigned') return assigned(time, to, id);
    return did(kind, time, id);
  });
type AlarmOrder =
  | { readonly kind: 'acknowledge' | 'comment' | 'close' | 'unshelve' }
  | { readonly kind: 'assign'; readonly to: string }
  | { readonly kind: 'shelve'; readonly until: number };

const anyLog = fc.array(anyEvent, { maxLength: 40 }).map((bodies) => numbered(...bodies));

describe('the fold of the alarm log, over any history', () => {
  it('is the same one entry at a time and all at once', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const stepped = log.reduce<AlarmFold>(advance, noAlarms);
        expect(stepped).toEqual(advanceAll(noAlarms, log));
      }),
    );
  });

  it('does not change when an entry comes twice, and an entry of no effect gives the very same fold', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, pick) => {
        const fold = advanceAll(noAlarms, log);
        const repeated = log[pick % Math.max(1, log.length)];
        if (repeated !== undefined) {
          const known = fold.get(repeated.body.alarm);
          const again = advance(fold, repeated);
          if (known !== undefined && repeated.seq <= known.seq) expect(again).toBe(fold);
        }
        expect(
          advanceAll(
            noAlarms,
            log.flatMap((entry) => [entry, entry]),
          ),
        ).toEqual(fold);
      }),
    );
  });

  it('never closes what has not returned, never acts on what was not raised, and only ever grows in number', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        let fold: AlarmFold = noAlarms;
        for (const entry of log) {
          const before = fold.get(entry.body.alarm);
          fold = advance(fold, entry);
          const after = fold.get(entry.body.alarm);
          if (before === undefined && entry.body.kind !== 'raised') expect(after).toBeUndefined();
          if (after?.handling === 'closed') expect(after.condition).toBe('returned');
          if (before?.handling === 'closed') expect(after).toBe(before);
          if (before !== undefined && after !== undefined)
            expect(after.seq).toBeGreaterThanOrEqual(before.seq);
          if (after !== undefined)
            expect((after.returnedAt !== undefined) === (after.condition === 'returned')).toBe(true);
        }
      }),
    );
  });

  it('accepts exactly what a judgement allowed', () => {
    fc.assert(
      fc.property(
        anyLog,
        fc.constantFrom<AlarmOrder>(
          { kind: 'acknowledge' },
          { kind: 'comment' },
          { kind: 'close' },
          { kind: 'assign', to: 'operator2' },
          { kind: 'shelve', until: monday + 600 },
          { kind: 'unshelve' },
        ),
        fc.integer({ min: 0, max: 1200 }),
        (log, order, at) => {
          const fold = advanceAll(noAlarms, log);
          for (const alarm of fold.values()) {
            const judgement = judge(alarm, { ...order, by: 'operator', comment: '是', at: monday + at });
            if (!judgement.ok) continue;
            expect(advance(fold, { seq: 1000, body: judgement.event })).not.toBe(fold);
          }
        },
      ),
    );
  });
});
