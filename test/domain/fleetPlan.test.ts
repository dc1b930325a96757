import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { fleetKind } from '@/contracts/fleet';
import { seriesCatalogue, sensingDomains } from '@/contracts/series';
import { groundHeight } from '@/contracts/geo';
import { fleetMix } from '@/domain/fleetMix';
import {
  demoSeriesId,
  demoThing,
  drillThingPrefix,
  gatewayCount,
  gatewayOf,
  planFleet,
  simulatedThingCount,
} from '@/domain/fleetPlan';
import type { ComputeCentre } from '@/contracts/base';
import { fakeCentre, fakeFleet, fakePlaces } from '../support/fakeFleet';

const thingsOf = ({ series }: typeof fakeFleet) => new Set(series.map(({ thing }) => thing));

it('the fleet is exactly 12,000 simulated devices and the demo device', () => {
  const demo = fakeFleet.series.filter(({ thing }) => thing === demoThing);
  expect(simulatedThingCount).toBe(12_000);
  expect(thingsOf(fakeFleet).size).toBe(12_001);
  expect(demo).toHaveLength(1);
  expect(demo[0]).toMatchObject({ id: demoSeriesId, property: 'air-temperature', intervalS: 60 });
  const silent = fakeFleet.series.filter(({ provenance }) => provenance.note?.zh.includes('模拟器从不写入'));
  expect(silent).toEqual(demo);
  expect(new Set(fakeFleet.series.map(({ provenance }) => provenance.grade))).toEqual(new Set(['simulated']));
});

it('its kinds are what their schema says, each observing what the city knows', () => {
  expect(z.array(fleetKind).safeParse(fleetMix).error).toBeUndefined();
  const known = new Set(fakeFleet.properties.map(({ id }) => id));
  for (const { observes } of fleetMix) {
    expect(observes.length).toBeGreaterThan(0);
    for (const { property } of observes) expect([property, known.has(property)]).toEqual([property, true]);
  }
  expect(new Set(fleetMix.map(({ thing }) => thing)).size).toBe(fleetMix.length);
});

it('is a catalogue as the contract says, with ids that are slots from one on', () => {
  expect(seriesCatalogue.safeParse(fakeFleet).error).toBeUndefined();
  fakeFleet.series.forEach((series, slot) => expect(series.id).toBe(slot + 1));
  expect(fakeFleet.series[0]).toMatchObject({ id: 1, property: 'river-stage' });
  expect(fakeFleet.series[0]?.provenance.datum).toContain('吴淞');
});

it('is the same fleet for the same places, and another revision for others', () => {
  expect(planFleet(fakePlaces)).toEqual(fakeFleet);
  expect(planFleet({ ...fakePlaces, seed: 8 }).revision).not.toBe(fakeFleet.revision);
});

it('observes every property of the catalogue, thirty and more, with hundreds of devices in each domain', () => {
  const observed = new Set(fakeFleet.series.map(({ property }) => property));
  // The registers state capacities in FP64 alone: of the other precisions nothing is observed.
  const unstated = ['compute-demand-fp16', 'compute-demand-fp32', 'compute-demand-int8'];
  expect([...observed, ...unstated].sort()).toEqual(fakeFleet.properties.map(({ id }) => id).sort());
  expect(observed.size).toBeGreaterThanOrEqual(30);
  const domainOf = new Map(fakeFleet.properties.map(({ id, domain }) => [id, domain]));
  for (const domain of sensingDomains) {
    const things = new Set(
      fakeFleet.series.filter(({ property }) => domainOf.get(property) === domain).map(({ thing }) => thing),
    );
    expect([domain, things.size > 600]).toEqual([domain, true]);
  }
});

it('speaks about six hundred times a second through at most forty gateways', () => {
  const rate = fakeFleet.series.reduce((sum, { intervalS }) => sum + 1 / intervalS, 0);
  expect(rate).toBeGreaterThan(400);
  expect(rate).toBeLessThan(800);
  expect(new Set(fakeFleet.series.map(gatewayOf)).size).toBe(gatewayCount);
});

it('all series of one thing stand on one place and speak through one gateway', () => {
  const first = new Map<string, (typeof fakeFleet.series)[number]>();
  for (const series of fakeFleet.series) {
    const other = first.get(series.thing) ?? series;
    first.set(series.thing, other);
    expect(series.at).toEqual(other.at);
    expect(series.district).toBe(other.district);
    expect(gatewayOf(series)).toBe(gatewayOf(other));
  }
  const stations = fakeFleet.series.filter(({ thing }) => thing === 'weather-0001');
  expect(stations.map(({ property }) => property)).toEqual([
    'air-temperature',
    'relative-humidity',
    'air-pressure',
    'wind-speed',
    'rain-intensity',
    'rainfall-1h',
    'rainfall-3h',
    'rainfall-6h',
    'rainfall-12h',
  ]);
});

it('gives every series a name of its own in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    expect(new Set(fakeFleet.series.map(({ name }) => name[language])).size).toBe(fakeFleet.series.length);
  }
});

it('spreads over every district that has streets, as densely as they are', () => {
  const count = (district: string) =>
    fakeFleet.series.filter(
      (series) => series.thing.startsWith('road-water-') && series.district === district,
    ).length;
  const share = count('420102') / (count('420102') + count('420103'));
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
});

it('stands on the deck of a bridge, at the mouth of a tunnel, on the roof of a house, never under the ground', () => {
  const [bridge, tunnel] = fakeFleet.series.filter(({ property }) => property === 'bridge-speed');
  expect(bridge?.at[2]).toBeGreaterThan(46);
  expect(bridge?.on).toBe('bridges:yangtze-first');
  expect(tunnel?.at.slice(0, 2)).toEqual([114.282, 30.551]);
  for (const { at } of fakeFleet.series) expect(at[2]).toBeGreaterThan(groundHeight);
  expect(fakeFleet.series.some(({ on, at }) => on?.startsWith('buildings:') === true && at[2] > 60)).toBe(
    true,
  );
});

it('measures no cars’ speed where only trains run', () => {
  const crossings = fakeFleet.series.filter(({ property }) => property === 'bridge-speed');
  expect(crossings.map(({ on }) => on)).toEqual(['bridges:yangtze-first', 'bridges:tunnel']);
});

it('gives no place to a centre whose place nobody published', () => {
  const centres = fakeFleet.series.filter(({ on }) => on?.startsWith('compute:') === true);
  expect(new Set(centres.map(({ on }) => on))).toEqual(new Set(['compute:super']));
});

it('observes what is asked of a centre only in the precision its register states a capacity in', () => {
  const { pflops: stated, ...unfigured } = fakeCentre;
  const placed = (id: string, precision: ComputeCentre['precision'], pflops: number): ComputeCentre => ({
    ...fakeCentre,
    id,
    precision,
    pflops,
  });
  expect(stated).toBe(50);
  const compute = [
    placed('super', 'FP64', 100),
    placed('ai', 'FP16', 400),
    placed('unstated', 'unstated', 2200),
    { ...unfigured, id: 'without-figure' },
  ];
  const asked = planFleet({ ...fakePlaces, compute }).series.filter(({ property }) =>
    property.startsWith('compute-demand-'),
  );
  expect(asked.map(({ on, property, rated }) => [on, property, rated])).toEqual([
    ['compute:super', 'compute-demand-fp64', 100],
    ['compute:ai', 'compute-demand-fp16', 400],
  ]);
  expect(fakeFleet.series.filter(({ rated }) => rated !== undefined)).toHaveLength(1);
});

it('puts power and gas on generated places of a street, on no feature of the city, and says that they are indicative', () => {
  const kept = fakeFleet.series.filter(({ property }) =>
    ['feeder-load', 'gas-concentration', 'charger-occupancy'].includes(property),
  );
  expect(kept.length).toBeGreaterThan(500);
  for (const { on, name } of kept) {
    expect(on).toBeUndefined();
    expect(name.zh).toContain('示意');
    expect(name.en).toContain('indicative');
  }
});

it('tells what is known of a district at one mark in its middle', () => {
  const wards = fakeFleet.series.filter(({ property }) => property === 'hospital-load');
  expect(wards.map(({ thing }) => thing)).toEqual(['emergency-ward-420102', 'emergency-ward-420103']);
});

it('puts the gauge of an embankment beside the water, where the base knows a shore', () => {
  const shores = fakePlaces.streetPoints.map((point, index) => ({ ...point, shore: index < 40 }));
  const beside = new Set(
    shores.filter(({ shore }) => shore).map(({ at }) => at.map((part) => part.toFixed(3)).join()),
  );
  const gauges = planFleet({ ...fakePlaces, streetPoints: shores }).series.filter(
    ({ property }) => property === 'embankment-seepage',
  );
  for (const { at } of gauges)
    expect(
      beside.has(
        at
          .slice(0, 2)
          .map((part) => part.toFixed(3))
          .join(),
      ),
    ).toBe(true);
});

it('names the six underpasses of the drill and says that their excess is simulated', () => {
  const drill = fakeFleet.series.filter(({ thing }) => thing.startsWith(drillThingPrefix));
  expect(drill).toHaveLength(6);
  for (const { provenance } of drill) expect(provenance.note?.zh).toContain('排水演练');
});

it('still makes a whole fleet where the base has no roofs and few streets', () => {
  const poor = { ...fakePlaces, roofs: [], stations: [] };
  for (const streetPoints of [fakePlaces.streetPoints.slice(0, 3), []])
    expect(thingsOf(planFleet({ ...poor, streetPoints })).size).toBe(12_001);
});
