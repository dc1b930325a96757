import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClockMeter } from '@/feeds/clockMeter';
import { createPageClock } from '@/feeds/pageClock';
import { createFakeClock, monday } from '../support/fakeClock';

const minute = 60_000;

describe('the page’s own clock', () => {
  it('goes on as if nothing had happened where the machine’s is set back', () => {
    const machine = createFakeClock();
    const page = createPageClock(machine);
    machine.set(-10 * minute);
    expect(page.look()).toBe(0);
    machine.advance(1_000);
    expect(page.now()).toBe(monday + 1_000);
  });

  it('takes a machine’s clock that ran ahead for a sleep, once', () => {
    const machine = createFakeClock();
    const page = createPageClock(machine);
    machine.sleep(8 * 60 * minute);
    expect(page.look()).toBe(8 * 60 * minute);
    expect(page.look()).toBe(0);
    expect(page.now()).toBe(monday + 8 * 60 * minute);
  });

  it('sees a sleep also on a machine whose clock was set back before', () => {
    const machine = createFakeClock();
    const page = createPageClock(machine);
    machine.set(-10 * minute);
    page.look();
    machine.sleep(5 * minute);
    expect(page.look()).toBe(5 * minute);
    expect(page.now()).toBe(monday + 5 * minute);
  });

  it('does not mind the nudges of a time service', () => {
    const machine = createFakeClock();
    const page = createPageClock(machine);
    for (let turn = 0; turn < 100; turn += 1) {
      machine.set(900);
      expect(page.look()).toBe(0);
    }
    expect(page.now()).toBe(monday);
  });
});

describe('the measured offset', () => {
  it('is off by no more than half the quickest way there and back', () => {
    const ways = fc.array(fc.tuple(fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 4_000 })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.integer({ min: -minute, max: minute }), ways, (truth, journeys) => {
        const machine = createFakeClock();
        const meter = createClockMeter(machine.now);
        for (const [there, back] of journeys) {
          const sent = meter.ask();
          machine.advance(there);
          const time = machine.now() + truth;
          machine.advance(back);
          expect(meter.answered(sent, time)).toBe(true);
        }
        const quickest = Math.min(...journeys.slice(-8).map(([there, back]) => there + back));
        expect(Math.abs(meter.offset() - truth)).toBeLessThanOrEqual(quickest / 2);
      }),
    );
  });

  it('is measured anew where an answer excludes those before it', () => {
    const machine = createFakeClock();
    const meter = createClockMeter(machine.now);
    const answer = (offset: number, way: number) => {
      const sent = meter.ask();
      machine.advance(way);
      meter.answered(sent, machine.now() + offset - way / 2);
    };
    answer(0, 10);
    answer(5 * minute, 300);
    expect(meter.offset()).toBe(5 * minute);
  });

  it('believes what is told unasked only while nothing was answered', () => {
    const machine = createFakeClock();
    const meter = createClockMeter(machine.now);
    meter.told(machine.now() + 500);
    expect(meter.offset()).toBe(500);
    meter.answered(meter.ask(), machine.now() + 400);
    meter.told(machine.now() + 9_000);
    expect(meter.offset()).toBe(400);
  });

  it('takes an answer once, and none that was too long on its way', () => {
    const machine = createFakeClock();
    const meter = createClockMeter(machine.now);
    const sent = meter.ask();
    expect(meter.answered(sent, machine.now())).toBe(true);
    expect(meter.answered(sent, machine.now())).toBe(false);
    const slow = meter.ask();
    machine.advance(11_000);
    expect(meter.answered(slow, machine.now())).toBe(false);
  });
});
