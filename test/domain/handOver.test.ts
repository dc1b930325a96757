import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmEvent } from '@/contracts/alarm';
import { handOverContent, shiftScheme as schemeShape } from '@/contracts/handOver';
import { signStates, type SignReading, type SignState } from '@/contracts/sign';
import { foldAt, isOpen, isShelved, type AlarmEntry } from '@/domain/alarm';
import { canonicalJson } from '@/domain/canonicalJson';
import { signDefinitions } from '@/domain/definitions';
import { composeHandOver, type HandOverSources } from '@/domain/handOver';
import type { SignEntry } from '@/domain/handOverSigns';
import { shiftScheme, usualStart } from '@/domain/shifts';
import { liveAt } from '@/domain/time';
import { monday } from '../support/fakeClock';

const minute = 60_000;
const began = monday;
const now = monday + 600 * minute;

const raised = (id: string, at: number, more: Partial<AlarmEvent> = {}): AlarmEvent =>
  ({
    kind: 'raised',
    alarm: id,
    at,
    known: at,
    rule: 'water-depth',
    severity: 'warning',
    title: { zh: `积水 ${id}`, en: `Water ${id}` },
    place: [114.29, 30.58, 10],
    district: '420102',
    evidence: {
      series: 3,
      value: 18,
      observedAt: at,
      receivedAt: at,
      limit: 15,
      rule: 'water-depth',
      ruleVersion: '1',
    },
    ...more,
  }) as AlarmEvent;
const returned = (alarm: string, at: number): AlarmEvent => ({
  kind: 'returned',
  alarm,
  at,
  known: at,
  value: 3,
});
const by = (alarm: string, at: number, comment = '') => ({ alarm, at, known: at, by: 'operator', comment });
const numbered = (bodies: readonly AlarmEvent[]): readonly AlarmEntry[] =>
  bodies.toSorted((one, other) => one.known - other.known).map((body, index) => ({ seq: index + 1, body }));
const turned = (
  seq: number,
  at: number,
  before: SignState,
  state: SignState,
  sign = 'river-stage',
  scope = 'city',
): SignEntry => ({
  seq,
  body: {
    kind: 'changed',
    sign,
    scope,
    before,
    state,
    value: 26,
    measure: 'stage',
    at,
    known: at,
    memory: { state, since: at, latches: [] },
  },
});

const quiet: Omit<HandOverSources, 'alarms'> = {
  from: began,
  to: now,
  signEntries: [],
  signs: [],
  simulated: true,
  scenario: 'weekday',
  switches: [],
  refused: { from: began, reasons: {} },
  notes: [],
};
const pageOf = (log: readonly AlarmEntry[], more: Partial<HandOverSources> = {}) => {
  const to = more.to ?? now;
  return composeHandOver({ ...quiet, alarms: foldAt(log, liveAt(to)).values(), ...more });
};

describe('a hand-over page', () => {
  it('tells what was raised, returned, taken and closed since the shift began, and not what was before', () => {
    const log = numbered([
      raised('before', began - 5 * minute),
      { kind: 'acknowledged', ...by('before', began - 4 * minute) },
      returned('before', began + minute),
      { kind: 'closed', ...by('before', began + 2 * minute, '水已退') },
      raised('new', began + 3 * minute),
      { kind: 'assigned', ...by('new', began + 4 * minute), to: 'operator2' },
      raised('gone', began - 60 * minute),
      returned('gone', began - 50 * minute),
      { kind: 'closed', ...by('gone', began - 40 * minute) },
    ]);
    const page = pageOf(log);
    expect(page.since).toEqual({
      raised: ['new'],
      cameBack: [],
      returned: ['before'],
      acknowledged: ['new'],
      closed: ['before'],
    });
    expect(page.alarms.map(({ id }) => id)).toEqual(['new', 'before']);
    expect(page.alarms[0]).toMatchObject({ assignee: 'operator2', acknowledged: { by: 'operator' } });
    expect(page.alarms[1]).toMatchObject({ handling: 'closed', said: { text: '水已退' } });
    expect(page.counts).toMatchObject({ raised: 1, returned: 1, acknowledged: 1, closed: 1, open: 1 });
  });

  it('leaves what happened at the moment the shift began to the page before', () => {
    const log = numbered([raised('seam', began)]);
    expect(pageOf(log).counts.raised).toBe(0);
    expect(pageOf(log, { from: began - minute, to: began }).counts.raised).toBe(1);
  });

  it('bands open ones and shelved ones by age, the oldest first, with who has them and until when', () => {
    const log = numbered([
      raised('fresh', now - 14 * minute),
      raised('hour', now - 60 * minute),
      raised('old', now - 500 * minute),
      raised('older', now - 580 * minute),
      raised('aside', now - 30 * minute),
      { kind: 'shelved', ...by('aside', now - 20 * minute, '施工'), until: now + 40 * minute },
      raised('over', now - 30 * minute),
      { kind: 'shelved', ...by('over', now - 20 * minute, '试验'), until: now - minute },
    ]);
    const { open, shelved, alarms, counts } = pageOf(log);
    expect(open.map(({ from, below, alarms: ids }) => [from, below, ids])).toEqual([
      [0, 15, ['fresh']],
      [15, 60, ['over']],
      [60, 240, ['hour']],
      [240, 480, []],
      [480, null, ['older', 'old']],
    ]);
    expect(shelved.flatMap(({ alarms: ids }) => ids)).toEqual(['aside']);
    expect(alarms.find(({ id }) => id === 'aside')?.shelved).toMatchObject({
      until: new Date(now + 40 * minute).toISOString(),
      by: 'operator',
      reason: '施工',
    });
    expect(counts).toMatchObject({ open: 5, unacknowledged: 5, shelved: 1 });
  });

  it('keeps silent and stale sources apart from the conditions of the city', () => {
    const source = { level: 'class', state: 'silent', series: 40, unheard: 31 } as const;
    const owner = { zh: '水务局', en: 'Water bureau' };
    const log = numbered([raised('silent', began + minute, { about: 'source', source, owner })]);
    const page = pageOf(log);
    expect(page.sources).toEqual(['silent']);
    expect(page.counts).toMatchObject({ open: 0, sources: 1 });
    expect(page.alarms[0]).toMatchObject({ kind: 'source', owner, source });
  });

  it('tells signs that stand otherwise, signs that turned in between, and where, worst first', () => {
    const page = pageOf([], {
      signEntries: [
        turned(1, began - minute, 'attention', 'alarm'),
        turned(2, began + minute, 'normal', 'warning', 'road-water'),
        turned(4, began + 3 * minute, 'normal', 'warning', 'road-water', '420102'),
        turned(3, began + 2 * minute, 'warning', 'normal', 'road-water'),
        turned(5, began + 4 * minute, 'normal', 'alarm'),
      ].map((entry) =>
        entry.body.sign === 'road-water'
          ? { ...entry, body: { ...entry.body, sign: signDefinitions[1]!.id } }
          : entry,
      ),
    });
    expect(
      page.signs.map(({ id, before, state, worst, turns }) => [id, before, state, worst, turns]),
    ).toEqual([
      ['river-stage', 'normal', 'alarm', 'alarm', 1],
      [signDefinitions[1]!.id, 'normal', 'normal', 'warning', 2],
    ]);
    expect(page.signs[1]?.districts).toEqual([{ district: '420102', before: 'normal', state: 'warning' }]);
  });

  it('tells a sign that has stood beyond its limit all the time, and counts those without data', () => {
    const reading: SignReading = {
      id: 'river-stage',
      value: 27,
      measure: 'stage',
      state: 'warning',
      since: began - minute,
      observedAt: now,
      coverage: 1,
      parts: [],
    };
    const page = pageOf([], { signs: [reading] });
    expect(page.signs).toMatchObject([{ id: 'river-stage', before: 'warning', state: 'warning', turns: 0 }]);
    expect(page.signsWithoutData).toBe(signDefinitions.length - 1);
  });

  it('lists the graver where there is no room for all, and says how many are not listed', () => {
    const log = numbered([
      raised('a', began + minute),
      raised('b', began + 2 * minute, { severity: 'alarm' }),
      raised('c', began + 3 * minute),
    ]);
    const page = pageOf(log, { room: 1 });
    expect(page.alarms.map(({ id }) => id)).toEqual(['b']);
    expect(page.since.raised).toEqual(['b']);
    expect([page.unlisted, page.counts.raised, page.counts.open]).toEqual([2, 3, 3]);
  });
});

const ids = ['a', 'b', 'c', 'd'] as const;
const anyEvent = fc
  .record({
    kind: fc.constantFrom('raised', 'returned', 'acknowledged', 'assigned', 'shelved', 'unshelved', 'closed'),
    id: fc.constantFrom(...ids),
    at: fc.integer({ min: -300, max: 900 }),
    lasts: fc.integer({ min: 1, max: 300 }),
    grave: fc.constantFrom('attention', 'warning', 'alarm'),
  })
  .map(({ kind, id, at, lasts, grave }): AlarmEvent => {
    const time = began + at * minute;
    if (kind === 'raised') return raised(id, time, { severity: grave });
    if (kind === 'returned') return returned(id, time);
    if (kind === 'shelved') return { kind, ...by(id, time, '施工'), until: time + lasts * minute };
    if (kind === 'assigned') return { kind, ...by(id, time), to: 'operator2' };
    return { kind, ...by(id, time, '看过') };
  });
const anyLog = fc.array(anyEvent, { maxLength: 40 }).map(numbered);
const anyTurn = fc.tuple(
  fc.constantFrom(...signStates),
  fc.constantFrom(...signStates),
  fc.integer({ min: -100, max: 900 }),
  fc.constantFrom(...signDefinitions.slice(0, 4).map(({ id }) => id)),
  fc.constantFrom('city', '420102', '420106'),
);
const anyTurns = fc
  .array(anyTurn, { maxLength: 20 })
  .map((turns) =>
    turns
      .toSorted((one, other) => one[2] - other[2])
      .map(([before, state, at, sign, scope], index) =>
        turned(index + 1, began + at * minute, before, state, sign, scope),
      ),
  );
const refusedAt = { from: began, reasons: { shape: 3, 'not-own': 9, 'too-old': 3 } };

describe('a hand-over page, over any history', () => {
  it('has the shape that is signed, and one text', () => {
    fc.assert(
      fc.property(anyLog, anyTurns, (log, signEntries) => {
        const page = pageOf(log, { signEntries, refused: refusedAt });
        expect(handOverContent.parse(page)).toEqual(page);
        expect(JSON.parse(canonicalJson(page))).toEqual(page);
      }),
    );
  });

  it('does not depend on the order in which anything is given', () => {
    fc.assert(
      fc.property(anyLog, anyTurns, fc.infiniteStream(fc.nat()), (log, signEntries, ranks) => {
        const mixed = <T>(some: readonly T[]): T[] =>
          some
            .map((one) => ({ one, rank: Number(ranks.next().value) }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ one }) => one);
        const notes = ids.map((text) => ({ by: 'operator', at: new Date(began).toISOString(), text }));
        const more = { signEntries, notes, refused: refusedAt };
        const other = pageOf(log, {
          alarms: mixed([...foldAt(log, liveAt(now)).values()]),
          signEntries: mixed(signEntries),
          notes: mixed(notes),
          refused: { from: began, reasons: Object.fromEntries(mixed(Object.entries(refusedAt.reasons))) },
        });
        expect(canonicalJson(other)).toBe(canonicalJson(pageOf(log, more)));
      }),
    );
  });

  it('is the same when it is read again after more has happened', () => {
    fc.assert(
      fc.property(anyLog, anyTurns, (log, signEntries) => {
        const until = log.filter(({ body }) => body.known <= now);
        const turnsUntil = signEntries.filter(({ body }) => body.at <= now);
        expect(canonicalJson(pageOf(log, { signEntries }))).toBe(
          canonicalJson(pageOf(until, { signEntries: turnsUntil })),
        );
      }),
    );
  });

  it('names every open alarm once: in a band, shelved, or as a source', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const page = pageOf(log);
        const fold = foldAt(log, liveAt(now));
        const open = [...fold.values()].filter(isOpen);
        const banded = [...page.open, ...page.shelved].flatMap(({ alarms }) => alarms);
        expect([...banded, ...page.sources].sort()).toEqual(open.map(({ id }) => id).sort());
        expect(page.counts.shelved).toBe(open.filter((alarm) => isShelved(alarm, now)).length);
        const written = new Set(page.alarms.map(({ id }) => id));
        expect(
          Object.values(page.since)
            .flat()
            .every((id) => written.has(id)),
        ).toBe(true);
      }),
    );
  });

  it('hands two shifts in a row every raising exactly once', () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 1, max: 599 }), (log, at) => {
        const seam = began + at * minute;
        const both = [pageOf(log, { to: seam }), pageOf(log, { from: seam })];
        expect(both.reduce((sum, { counts }) => sum + counts.raised, 0)).toBe(pageOf(log).counts.raised);
      }),
    );
  });
});

describe('the usual shifts', () => {
  it('are data with a source, and begin at eight in the city, morning and evening', () => {
    expect(schemeShape.parse(shiftScheme)).toEqual(shiftScheme);
    expect(shiftScheme.verified).toBe(false);
    const at = (text: string) => Date.parse(`${text}+08:00`);
    expect(usualStart(at('2026-03-02T08:00:00'))).toBe(at('2026-03-02T08:00:00'));
    expect(usualStart(at('2026-03-02T07:59:59.999'))).toBe(at('2026-03-01T20:00:00'));
    expect(usualStart(at('2026-03-02T23:10:00.500'))).toBe(at('2026-03-02T20:00:00'));
    expect(usualStart(at('2026-03-02T00:30:00'))).toBe(at('2026-03-01T20:00:00'));
  });
});

describe('the text that is hashed', () => {
  it('is one whatever the order of members, and leaves absent ones out', () => {
    expect(canonicalJson({ b: [1, 'é', null], a: { d: undefined, c: true } })).toBe(
      '{"a":{"c":true},"b":[1,"é",null]}',
    );
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('cannot be written');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const other = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(other)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
