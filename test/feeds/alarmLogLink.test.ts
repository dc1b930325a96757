import { beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../support/fakeClock';
import { createFakeLink } from '../support/fakeLink';

let city: ReturnType<typeof createFakeLink>;
beforeEach(() => {
  city = createFakeLink();
});

describe('the alarm log over the link', () => {
  it('is read from the beginning, page by page, then followed', async () => {
    city.serverLog(1, 2, 3, 4, 5);
    city.greet(5);
    await settled();
    city.tell(6);
    expect(city.seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('hands on each entry once though it comes twice', async () => {
    city.serverLog(1, 2);
    city.greet(2);
    city.tell(1);
    city.tell(2);
    await settled();
    city.tell(2);
    expect(city.seen).toEqual([1, 2]);
  });

  it('says a gap, asks for what is missing and only then goes on', async () => {
    city.greet(0);
    city.tell(1);
    city.serverLog(1, 2, 3, 4);
    city.tell(4);
    expect(city.seen).toEqual([1]);
    expect(city.gaps.at(-1)).toBe('2-4');
    await settled();
    expect(city.seen).toEqual([1, 2, 3, 4]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('keeps the gap on screen while the server cannot be asked, and asks again', async () => {
    city.greet(0);
    city.serverLog(1, 2);
    city.reach(false);
    city.tell(2);
    await settled();
    expect(city.gaps.at(-1)).toBe('1-2');
    city.reach(true);
    city.clock.advance(2_000);
    await settled();
    expect(city.seen).toEqual([1, 2]);
    expect(city.gaps.at(-1)).toBeUndefined();
  });

  it('trusts a log with numbers left out, once the server says that nothing lies between', async () => {
    city.serverLog(1, 4);
    city.greet(4);
    await settled();
    city.serverLog(1, 4, 9);
    city.tell(9);
    await settled();
    expect(city.seen).toEqual([1, 4, 9]);
  });

  it('resumes after a cut where it stood', async () => {
    city.serverLog(1, 2);
    city.greet(2);
    await settled();
    city.sockets.newest().drop();
    city.clock.advance(500);
    city.serverLog(1, 2, 3);
    city.greet(3);
    expect(city.sockets.newest().sent[0]).toEqual({ type: 'hello', resume: { alarms: 2 } });
    await settled();
    expect(city.seen).toEqual([1, 2, 3]);
  });

  it('begins anew where the server has another, shorter log, but not where its log is only not open yet', async () => {
    city.serverLog(1, 2, 3);
    city.greet(3);
    await settled();
    city.greet(undefined);
    expect(city.listener.reset).toHaveBeenCalledTimes(0);
    city.serverLog(1);
    city.greet(1);
    await settled();
    expect(city.listener.reset).toHaveBeenCalledTimes(1);
    expect(city.seen).toEqual([1]);
  });

  it('asks for what the server says it will not send by itself', async () => {
    city.serverLog(1, 2);
    city.greet(undefined);
    city.sockets.newest().say({ type: 'gap', log: 'alarms', from: 1, to: 2 });
    await settled();
    expect(city.seen).toEqual([1, 2]);
  });

  it('counts an entry it does not understand and goes on behind it', async () => {
    city.greet(0);
    city.sockets.newest().say({ type: 'event', log: 'alarms', seq: 1, body: { kind: 'exploded' } });
    city.tell(2);
    await settled();
    expect(city.seen).toEqual([2]);
    expect(city.dropped()).toBe(1);
  });
});
