import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AlarmEvent } from '@/contracts/alarm';
import { liveAt } from '@/domain/time';
import { createAlarmLog, noBoard } from '@/state/alarmLog';
import type { AlarmBoard } from '@/state/city';
import { depthAlarm } from '../support/fakeCity';
import { monday } from '../support/fakeClock';

const minute = 60_000;
const { evidence, place, district, severity, title } = depthAlarm;
const raised: AlarmEvent = {
  kind: 'raised',
  alarm: 'a',
  at: monday,
  known: monday,
  rule: 'water-depth',
  severity,
  title,
  place,
  district,
  evidence,
};
const shelved: AlarmEvent = {
  kind: 'shelved',
  alarm: 'a',
  at: monday + minute,
  known: monday + minute,
  by: 'operator',
  comment: '施工',
  until: monday + 10 * minute,
};

function open() {
  let now = monday + 2 * minute;
  const board = createStore<AlarmBoard>()(() => noBoard);
  const log = createAlarmLog(board, () => now);
  log.take([
    { seq: 1, body: raised },
    { seq: 2, body: shelved },
  ]);
  return {
    log,
    until: () => board.getState().alarms[0]?.shelved?.until,
    board,
    pass: (to: number) => {
      now = to;
      log.showAt(liveAt(to));
    },
  };
}

describe('the page’s copy of the alarm log', () => {
  it('ends a shelving by the clock alone, with no entry', () => {
    const { board, pass, until } = open();
    expect(until()).toBe(monday + 10 * minute);
    const before = board.getState();
    pass(monday + 10 * minute - 1);
    expect(board.getState()).toBe(before);
    pass(monday + 10 * minute);
    expect(until()).toBeUndefined();
    expect(board.getState().seq).toBe(2);
  });

  it('knows what waits at present, whatever past is looked at, and when a shelving has ended meanwhile', () => {
    const { board, log, pass } = open();
    const waiting = () => board.getState().waiting.map(({ id }) => id);
    expect(waiting()).toEqual([]);
    log.showAt({ mode: 'replay', at: monday - minute, knownAt: monday - minute });
    expect(board.getState().alarms).toEqual([]);
    log.take([{ seq: 3, body: { ...raised, alarm: 'b', severity: 'alarm', at: monday + 3 * minute } }]);
    expect(waiting()).toEqual(['b']);
    expect(board.getState().alarms).toEqual([]);
    pass(monday + 10 * minute);
    expect(waiting()).toEqual(['b', 'a']);
  });

  it('shows a past in which it was still put aside, and one in which that had ended', () => {
    const { log, pass, until } = open();
    pass(monday + 30 * minute);
    const replay = (at: number) => log.showAt({ mode: 'replay', at, knownAt: at });
    replay(monday + 9 * minute);
    expect(until()).toBe(monday + 10 * minute);
    replay(monday + 11 * minute);
    expect(until()).toBeUndefined();
    replay(monday + 30_000);
    expect(until()).toBeUndefined();
    pass(monday + 31 * minute);
    expect(until()).toBeUndefined();
  });

  it('marks on the time bar what came up in the city, not what a source failed to say', () => {
    const { log } = open();
    log.take([{ seq: 3, body: { ...raised, alarm: 'silent', about: 'source' } }]);
    expect(log.marks()).toEqual([{ at: monday, known: monday, severity }]);
  });
});
