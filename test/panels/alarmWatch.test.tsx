import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { waitingOf } from '@/domain/waiting';
import AlarmWatch from '@/panels/alarmWatch/AlarmWatch';
import { createRinger, restMs } from '@/panels/alarmWatch/ringer';
import { alarmWatchWords as w } from '@/state/wordsAlarmWatch';
import { createFakeCity, depthAlarm, type FakeCityOptions } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const red = (id: string, rest: Partial<Alarm> = {}): Alarm => ({
  ...depthAlarm,
  id,
  severity: 'alarm',
  activeSince: monday,
  ...rest,
});
const source = red('silent', {
  kind: 'source',
  severity: 'warning',
  source: { level: 'district', state: 'silent', series: 12, unheard: 9 },
});

/** A browser's audio that counts what it plays; it may do so only once it has been resumed. */
const struck = vi.fn();
class FakeAudio {
  state = 'suspended';
  currentTime = 0;
  destination = {};
  onstatechange: (() => void) | null = null;
  resume = () => {
    this.state = 'running';
    return Promise.resolve();
  };
  close = () => Promise.resolve();
  createGain = () => ({
    gain: { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() },
    connect: vi.fn(),
  });
  createOscillator = () => ({
    frequency: { value: 0 },
    connect: <Node,>(node: Node) => node,
    start: struck,
    stop: vi.fn(),
  });
}
const notesOfOne = 4;
const rings = () => struck.mock.calls.length / notesOfOne;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.stubGlobal('AudioContext', FakeAudio);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  struck.mockClear();
});

function watch(options: FakeCityOptions = {}) {
  const fake = createFakeCity({ language: 'en', ...options });
  const { container } = fake.render(<AlarmWatch />);
  const stand = (...alarms: readonly Alarm[]) =>
    act(() => fake.city.alarms.setState({ alarms, waiting: waitingOf(alarms) }));
  const pass = (ms: number) =>
    act(async () => {
      fake.clock.advance(ms);
      await vi.advanceTimersByTimeAsync(ms);
    });
  return {
    ...fake,
    container,
    stand,
    pass,
    person: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }),
  };
}

describe('the watch on red alarms', () => {
  it('is calm without one, whatever else waits', () => {
    watch({ alarms: [depthAlarm, source, red('aside', { shelved: { by: 'operator', at: 1, until: 2 } })] });
    expect(screen.queryByRole('button', { name: /unacknowledged/ })).toBeNull();
  });

  it.each(['zh', 'en'] as const)('says in %s how many wait and how long the oldest has', async (language) => {
    const { container, clock } = watch({
      language,
      alarms: [red('old', { activeSince: monday - 180_000 }), red('new')],
    });
    expect(clock.now()).toBe(monday);
    expect(screen.getByText(w.reds(2)[language])).toBeVisible();
    expect(screen.getByText(w.longest({ zh: '3 分钟', en: '3 min' })[language])).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('stays in a replay, says that it is of the present, and leads back to it', async () => {
    const { city, person } = watch({ alarms: [red('one')] });
    act(() => city.time.getState().replayAt(monday - 3_600_000));
    expect(screen.getByText(w.ofPresent.en)).toBeVisible();
    await person.click(screen.getByRole('button', { name: /unacknowledged/ }));
    expect(city.time.getState().mode).toBe('live');
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: 'one' });
  });

  it('tells a burst in one polite sentence', async () => {
    const { stand, pass } = watch();
    stand(depthAlarm);
    await pass(1_000);
    stand(depthAlarm, red('one'), red('two'));
    await pass(3_000);
    expect(screen.getByRole('status')).toHaveTextContent(w.came(3, 2, depthAlarm.title).en);
    stand(depthAlarm, red('one'), red('two'));
    await pass(3_000);
    expect(screen.getByRole('status')).toHaveTextContent(w.came(3, 2, depthAlarm.title).en);
  });
});

describe('the sound', () => {
  it('says that it is off until somebody clicks, then rings once for a red and once for a burst', async () => {
    const { stand, pass, person } = watch();
    expect(screen.getByText(w.sound.locked.en)).toBeVisible();
    await person.click(screen.getByText(w.sound.locked.en));
    await pass(1_000);
    expect(screen.queryByText(w.sound.locked.en)).toBeNull();
    stand(red('one'));
    await pass(0);
    expect(rings()).toBe(1);
    stand(red('one'), red('two'), red('three'));
    await pass(restMs);
    expect(rings()).toBe(2);
    await pass(5 * restMs);
    expect(rings()).toBe(2);
  });

  it('does not ring for sources, for what is shelved, for lesser ones, nor in a replay', async () => {
    const { city, stand, pass, person } = watch();
    await person.click(screen.getByRole('button'));
    await pass(1_000);
    stand(source, depthAlarm, red('aside', { shelved: { by: 'operator', at: monday, until: monday + 1e9 } }));
    await pass(restMs);
    act(() => city.time.getState().replayAt(monday - 3_600_000));
    stand(red('meanwhile'));
    await pass(restMs);
    expect(rings()).toBe(0);
    act(() => city.time.getState().goLive());
    await pass(1_000);
    expect(rings()).toBe(1);
  });

  it('can be muted for a while that ends by itself, and what still waits then rings', async () => {
    const { city, stand, pass, person } = watch();
    await person.click(screen.getByRole('button'));
    await pass(1_000);
    await person.click(screen.getByRole('button', { name: new RegExp(w.sound.on.en) }));
    const { mutedUntil } = city.preferences.getState();
    expect(screen.getByText(w.sound.muted(mutedUntil).en)).toBeVisible();
    stand(red('one'));
    await pass(restMs);
    expect(rings()).toBe(0);
    await pass(mutedUntil - city.present() + 1_000);
    expect(rings()).toBe(1);
    expect(screen.queryByText(w.sound.muted(mutedUntil).en)).toBeNull();
  });

  it('is for no red that was raised before the page opened', async () => {
    const { pass, person } = watch({ alarms: [red('old', { activeSince: monday - 1 })] });
    await person.click(screen.getByRole('button', { name: new RegExp(w.sound.locked.en) }));
    await pass(restMs);
    expect(rings()).toBe(0);
  });

  it('rings in one of the pages that are open, and leaves the turn to it while a burst may last', async () => {
    const request = vi.fn<(name: string, options: object, run: (lock: object | null) => unknown) => void>(
      (_, __, run) => void run(null),
    );
    vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { request } } }));
    const { stand, pass, person } = watch();
    await person.click(screen.getByRole('button'));
    await pass(1_000);
    stand(red('one'));
    await pass(0);
    expect(request).toHaveBeenCalledOnce();
    expect(rings()).toBe(0);
  });
});

describe('a ringer', () => {
  it('owes nothing for what was acknowledged before it could sound', () => {
    const ring = vi.fn();
    const ringer = createRinger({ openedAt: monday, ring, after: () => () => undefined });
    ringer.look([red('one')], false);
    ringer.look([], true);
    expect(ring).not.toHaveBeenCalled();
    ringer.look([red('one', { activeSince: monday + 1 })], true);
    expect(ring).toHaveBeenCalledOnce();
  });
});
