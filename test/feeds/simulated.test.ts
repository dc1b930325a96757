import { describe, expect, it, vi } from 'vitest';
import { advanceAll, isOpen, newestFirst, noAlarms, type AlarmEntry } from '@/domain/alarm';
import { demoSeriesId } from '@/domain/fleetPlan';
import type { FeedListener, LinkHealth } from '@/feeds/liveFeed';
import { createSimulatedCityFeed, type SimulatedMessage } from '@/feeds/simulatedCityFeed';
import { createSimulatedFeed } from '@/feeds/simulatedFeed';
import { createSimulateWindow } from '@/domain/simulatedWindow';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { createFakeClock, monday } from '../support/fakeClock';
import { someFleet } from '../support/fakeFleet';

const order = { scenario: 'weekday', catalogue: someFleet } as const;
const running = () => {
  const clock = createFakeClock();
  const told: SimulatedMessage[] = [];
  const city = createSimulatedCityFeed({ ...order, turn: 1 }, clock, (message) => told.push(message));
  const entries = (): readonly AlarmEntry[] =>
    told.flatMap((one) => (one.kind === 'entries' ? one.entries : []));
  const frames = () => told.flatMap((one) => (one.kind === 'frame' ? [one.frame] : []));
  return { clock, told, city, entries, frames };
};

describe('the city without a server', () => {
  it('begins with a snapshot of nearly every series, then speaks once a second', () => {
    const { clock, frames } = running();
    expect(frames()[0]?.slot.length).toBeGreaterThan(1_130);
    clock.advance(10_000);
    expect(frames()).toHaveLength(11);
    const said = frames()
      .slice(1)
      .reduce((sum, { slot }) => sum + slot.length, 0);
    expect(said).toBeGreaterThan(350);
    expect(said).toBeLessThan(700);
  });

  it('keeps nearly everything fresh on the table', () => {
    const { clock, frames } = running();
    const table = createTelemetryTable(
      someFleet.series.map(({ intervalS }) => intervalS),
      someFleet.revision,
    );
    clock.advance(60_000);
    for (const frame of frames()) table.write(frame);
    table.expire(clock.now());
    expect(table.tally().fresh / table.slots).toBeGreaterThan(0.97);
    expect(table.tally().refused).toBe(0);
  });

  it('never writes the demo device', () => {
    const { clock, frames } = running();
    clock.advance(120_000);
    for (const { slot } of frames()) expect(slot.includes(demoSeriesId - 1)).toBe(false);
  });

  it('has a quarter hour of alarms behind it and always one to work on soon', () => {
    const { clock, entries } = running();
    expect(entries().length).toBeGreaterThan(1);
    clock.advance(20 * 60_000);
    const numbers = entries().map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const fold = advanceAll(noAlarms, entries());
    const raisedSince = newestFirst(fold).filter(({ raisedAt }) => raisedAt > monday);
    expect(raisedSince.length).toBeGreaterThanOrEqual(2);
    expect([...fold.values()].every(isOpen)).toBe(true);
    expect(new Set([...fold.values()].map(({ rule }) => rule))).toEqual(new Set(['water-depth']));
  });

  it('tells the owner of a source that says nothing, and calls it no emergency', () => {
    const spoke = new Set(createSimulateWindow('power-cut', someFleet)(monday, monday + 1_800_000).slot);
    const silent = someFleet.series.filter(
      ({ intervalS, id }, slot) => !spoke.has(slot) && intervalS <= 60 && id !== demoSeriesId,
    );
    expect(silent.length).toBeGreaterThan(0);
    const clock = createFakeClock();
    const told: AlarmEntry[] = [];
    createSimulatedCityFeed(
      { turn: 1, scenario: 'power-cut', catalogue: { ...someFleet, series: silent } },
      clock,
      (message) => void (message.kind === 'entries' && told.push(...message.entries)),
    );
    clock.advance(15 * 60_000);
    const about = told.flatMap(({ body }) =>
      body.kind === 'raised' && body.about === 'source' ? [body] : [],
    );
    expect(about.map(({ source }) => source?.state)).toContain('silent');
    expect(about.every(({ severity, owner }) => severity !== 'alarm' && owner !== undefined)).toBe(true);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
  });

  it('says in a window what it would have said live', () => {
    const { clock, frames } = running();
    clock.advance(30_000);
    const live = frames().slice(1);
    const replayed = createSimulateWindow('weekday', someFleet)(monday, monday + 30_000);
    expect(replayed.slot.length).toBe(live.reduce((sum, { slot }) => sum + slot.length, 0));
    expect([...replayed.timeMs]).toEqual([...replayed.timeMs].sort((a, b) => a - b));
  });
});

describe('the worker’s feed', () => {
  const listening = () => {
    const clock = createFakeClock();
    const health: LinkHealth[] = [];
    const listener: FeedListener = {
      frame: vi.fn(),
      entries: vi.fn(),
      gap: vi.fn(),
      health: (next) => health.push(next),
      greeting: vi.fn(),
      offset: vi.fn(),
      reset: vi.fn(),
    };
    const worker = { message: vi.fn<(data: unknown) => void>(), failed: (): void => undefined };
    const terminate = vi.fn();
    const post = vi.fn();
    const feed = createSimulatedFeed(
      () => ({
        listen: (message, failed) => void Object.assign(worker, { message, failed }),
        post,
        terminate,
      }),
      order,
      clock,
      listener,
    );
    return { clock, health, listener, worker, terminate, post, feed };
  };

  it('orders the city once, hands on what comes and is live, stale and lost like any other', () => {
    const { clock, health, listener, worker, post } = listening();
    expect(post).toHaveBeenCalledExactlyOnceWith({ ...order, turn: 1 });
    worker.message({ turn: 1, kind: 'entries', entries: [] });
    expect(listener.entries).toHaveBeenCalledTimes(1);
    clock.advance(6_000);
    clock.advance(10_000);
    expect(health.map(({ state }) => state)).toEqual(['live', 'stale', 'lost']);
  });

  it('begins its log anew with another scenario, and hears nothing more of the one before', () => {
    const { listener, worker, post, feed } = listening();
    feed.play('rainstorm');
    expect(post).toHaveBeenLastCalledWith({ ...order, scenario: 'rainstorm', turn: 2 });
    expect(listener.reset).toHaveBeenCalledTimes(1);
    worker.message({ turn: 1, kind: 'entries', entries: [] });
    expect(listener.entries).not.toHaveBeenCalled();
    worker.message({ turn: 2, kind: 'entries', entries: [] });
    expect(listener.entries).toHaveBeenCalledTimes(1);
  });

  it('is lost when the worker fails, and ends with it', () => {
    const { clock, health, worker, terminate, feed } = listening();
    worker.failed();
    expect(health.at(-1)?.state).toBe('lost');
    feed.destroy();
    expect(terminate).toHaveBeenCalledTimes(1);
    expect(clock.pending()).toBe(0);
  });
});
