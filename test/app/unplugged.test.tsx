import { act, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '@/app/Notices';
import { observer } from '@/feeds/cityClient';
import { standingOf } from '@/layers/sensors/standing';
import { panels, framePanels } from '@/panels';
import VitalSigns from '@/panels/vitalSigns/VitalSigns';
import type { City } from '@/state/city';
import { CityProvider } from '@/state/CityContext';
import { createCity } from '@/state/createCity';
import { frameWords as w } from '@/state/wordsFrame';
import { smallCatalogue } from '../support/fakeCity';
import { settled } from '../support/fakeClock';
import { frameOf } from '../support/fakeSocket';
import { createFakeWorld } from '../support/fakeWorld';

/** Slot 2 is a gauge on a road, every ten seconds. */
const gauge = 2;
const intervalMs = smallCatalogue.series[gauge]!.intervalS * 1_000;

let place: ReturnType<typeof createFakeWorld>;
let city: City;
const greet = () => {
  place.sockets.newest().open();
  place.sockets.newest().say({
    type: 'hello',
    epoch: 1,
    seq: { alarms: 2 },
    revision: smallCatalogue.revision,
    time: place.clock.now(),
  });
};
const hear = (value: number) => {
  const now = place.clock.now();
  place.sockets
    .newest()
    .sendFrame(
      frameOf(smallCatalogue.revision, ...[0, 1, 2, 3, 4, 5].map((slot) => [slot, value, now] as const)),
    );
};
const pass = async (ms: number) => {
  act(() => place.clock.advance(ms));
  await act(settled);
};
const marker = () => standingOf(city.telemetry().states[gauge]!, city.telemetry().values[gauge]!, []);
const sign = () => screen.getByRole('button', { name: /路面渍水深度/ }).closest('li')!;
const said = () =>
  screen
    .queryAllByRole('alert')
    .map(({ textContent }) => textContent)
    .filter((text) => text === w.feed.stale.zh || text === w.feed.lost.zh);
const card = () => screen.getByRole('region', { name: '对象信息' });
const alarmRows = () => within(screen.getByTestId('alarms')).getAllByRole('listitem');

beforeEach(async () => {
  place = createFakeWorld();
  city = createCity(place.world, { session: observer });
  // What reads the signs comes after the frame.
  await import('@/state/signReader');
  await settled();
  greet();
  await settled();
  city.select({ layer: 'sensors', feature: String(smallCatalogue.series[gauge]!.id) });
  render(
    <CityProvider city={city}>
      <Notices refused={[]} onDismiss={() => undefined} />
      <framePanels.inspector />
      <VitalSigns indicators={['roadWaterDepth']} />
      <div data-testid="alarms">
        <panels.alarmBoard />
      </div>
    </CityProvider>,
  );
  // The card comes with the first device one opens.
  await within(await screen.findByRole('region', { name: '对象信息' })).findByText(/当前读数/);
  act(() => hear(1));
  await pass(1_000);
});
afterEach(() => city.destroy());

describe('the feed, unplugged', () => {
  it('is said within five seconds, and within two intervals marker, panel and sign all say 过期', async () => {
    expect(marker()).toBe('normal');
    expect(sign()).not.toHaveTextContent('过期');
    const alarms = alarmRows().length;
    expect(alarms).toBeGreaterThan(0);

    await pass(4_000);
    expect(said()).toEqual([w.feed.stale.zh]);
    expect(city.health.getState().state).toBe('stale');
    // A second's look at the clock and the panels' beat come on top of the two intervals.
    await pass(2 * intervalMs - 4_000 + 500);
    expect(marker()).toBe('stale');
    expect(sign()).toHaveTextContent('过期');
    expect(card()).toHaveTextContent('过期');
    expect(alarmRows()).toHaveLength(alarms);
    expect(city.alarms.getState().alarms).toHaveLength(alarms);
  });

  it('keeps every value readable with an age that goes on, and heals by itself', async () => {
    await pass(60_000);
    expect(screen.getByText(/1 分/, { selector: '[data-kind] p' })).toBeVisible();
    expect(city.telemetry().values[gauge]).toBe(1);
    greet();
    act(() => hear(2));
    await pass(1_000);
    expect(said()).toEqual([]);
    expect(marker()).toBe('normal');
    expect(sign()).not.toHaveTextContent('过期');
  });
});
