import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import type { SignReading, SignTrace } from '@/contracts/sign';
import { jsonOf, openCity, until, type TestCity } from '../server/city';
import { createOwnFleet, type OwnFleet } from '../support/ownFleet';
import { createGroundFleet, type GroundFleet } from './groundFleet';

let own: OwnFleet;
let city: TestCity;
let fleet: GroundFleet;
beforeAll(async () => {
  own = createOwnFleet();
  const programs = { builder: undefined, fleet: own.program, databaseWorker: undefined };
  city = await openCity({}, programs, (catalogue) => ({
    ...catalogue,
    series: catalogue.series.map((series) => ({ ...series, intervalS: 1 })),
  }));
  const orders = await until(() => own.orders());
  fleet = createGroundFleet(city.small.catalogue, orders, city.server.mqttPort ?? 0);
});
afterAll(async () => {
  fleet.leave();
  await city.close();
  own.remove();
});

const signs = async () => jsonOf<{ items: SignReading[] }>(await city.ask('/api/indicators')).items;
const open = async () =>
  jsonOf<{ items: Alarm[] }>(await city.ask('/api/alarms')).items.filter(
    ({ handling }) => handling !== 'closed',
  );

it('says of an unplugged fleet that its signs are stale and why, and counts its alarms as before', async () => {
  await city.publish(41);
  fleet.speak();
  const alarm = await until(async () => (await open())[0]);
  const fresh = await until(
    async () => (await signs()).filter(({ state }) => state !== 'absent')[0] && (await signs()),
  );
  const known = fresh.filter(({ state }) => state !== 'absent' && state !== 'stale').map(({ id }) => id);
  expect(known).toContain('river-stage');
  const alarms = (await open()).length;

  const late = await until(async () => {
    const now = await signs();
    return now.filter(({ id }) => known.includes(id)).every(({ state }) => state === 'stale') && now;
  });
  expect(late.find(({ id }) => id === 'river-stage')?.value).not.toBeNull();
  const why = jsonOf<SignTrace>(await city.ask('/api/indicators/river-stage/why'));
  expect(why.reading.state).toBe('stale');
  expect(why.inputs.map(({ state }) => state)).not.toContain('fresh');
  expect(why.missing).toEqual(why.inputs.map(({ series }) => series));
  expect(await open()).toHaveLength(alarms);
  expect((await open()).map(({ id }) => id)).toContain(alarm.id);

  fleet.speak();
  await until(async () => (await signs()).find(({ id, state }) => id === 'river-stage' && state !== 'stale'));
});
