import { expect, it, vi } from 'vitest';
import { createPanelPulse } from '@/feeds/panelPulse';
import { createFakeClock } from '../support/fakeClock';

it('a thousand readings in a second are four beats for the panels', () => {
  const clock = createFakeClock();
  const pulse = createPanelPulse(clock);
  const listener = vi.fn();
  pulse.subscribe(listener);
  for (let reading = 0; reading < 1000; reading += 1) {
    pulse.touch();
    clock.advance(1);
  }
  clock.advance(250);
  expect(listener.mock.calls.length).toBeLessThanOrEqual(5);
  expect(listener.mock.calls.length).toBeGreaterThanOrEqual(3);
  expect(pulse.beat()).toBe(listener.mock.calls.length);
});

it('nothing written, no beat; one thing written, one beat within a quarter second', () => {
  const clock = createFakeClock();
  const pulse = createPanelPulse(clock);
  const listener = vi.fn();
  const leave = pulse.subscribe(listener);
  clock.advance(5_000);
  expect(listener).toHaveBeenCalledTimes(0);
  pulse.touch();
  clock.advance(250);
  expect(listener).toHaveBeenCalledTimes(1);
  leave();
  pulse.touch();
  clock.advance(250);
  expect(listener).toHaveBeenCalledTimes(1);
});

it('ends for good and leaves no timer behind', () => {
  const clock = createFakeClock();
  const pulse = createPanelPulse(clock);
  pulse.touch();
  pulse.destroy();
  pulse.touch();
  expect(clock.pending()).toBe(0);
});
