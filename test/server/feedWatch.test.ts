import { expect, it } from 'vitest';
import { createFeedWatch } from '@/server/feedWatch';

function setting() {
  const done: string[] = [];
  let connected = true;
  const watch = createFeedWatch(
    {
      connected: () => connected,
      resubscribe: () => done.push('resubscribe'),
      reconnect: () => done.push('reconnect'),
      report: (what) => done.push(what),
    },
    0,
  );
  let second = 0;
  return {
    done,
    watch,
    pass: (seconds: number) => {
      for (let turn = 0; turn < seconds; turn += 1) watch.look((second += 1) * 1_000);
    },
    now: () => second * 1_000,
    connect: (is: boolean) => {
      connected = is;
    },
  };
}
const count = (done: readonly string[], what: string) => done.filter((one) => one === what).length;

it('asks a silent broker again for its readings, then connects anew, ever more seldom', () => {
  const { done, pass } = setting();
  pass(14);
  expect(done).toEqual([]);
  pass(1);
  expect(count(done, 'resubscribe')).toBe(1);
  pass(15);
  expect(count(done, 'reconnect')).toBe(1);
  pass(3_600);
  expect(count(done, 'resubscribe')).toBe(1);
  expect(count(done, 'reconnect')).toBeLessThan(12);
});

it('leaves alone a feed that speaks, and one that is not connected', () => {
  const { done, watch, pass, now, connect } = setting();
  for (let turn = 0; turn < 10; turn += 1) {
    pass(10);
    watch.heard(now());
  }
  connect(false);
  pass(60);
  expect(done).toEqual([]);
});

it('says when readings come again, and is as quick the next time', () => {
  const { done, watch, pass, now } = setting();
  pass(100);
  watch.heard(now());
  expect(done.at(-1)).toBe('Readings come again.');
  pass(15);
  expect(count(done, 'resubscribe')).toBe(2);
});
