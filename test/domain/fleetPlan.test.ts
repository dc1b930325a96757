import { expect, it } from 'vitest';
import { seriesCatalogue } from '@/contracts/series';
import { groundHeight } from '@/contracts/geo';
import { demoSeriesId, demoThing, drillThingPrefix, gatewayOf, planFleet } from '@/domain/fleetPlan';
import { fakeFleet, fakePlaces } from '../support/fakeFleet';

it('the fleet is exactly 2,000 simulated series and the demo device', () => {
  const demo = fakeFleet.series.filter(({ thing }) => thing === demoThing);
  expect(fakeFleet.series).toHaveLength(2001);
  expect(demo).toHaveLength(1);
  expect(demo[0]).toMatchObject({ id: demoSeriesId, property: 'air-temperature', intervalS: 60 });
  const silent = fakeFleet.series.filter(({ provenance }) => provenance.note?.zh.includes('模拟器从不写入'));
  expect(silent).toEqual(demo);
  expect(new Set(fakeFleet.series.map(({ provenance }) => provenance.grade))).toEqual(new Set(['simulated']));
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

it('observes every property of the catalogue in all six domains, each unit told', () => {
  const observed = new Set(fakeFleet.series.map(({ property }) => property));
  expect([...observed].sort()).toEqual(fakeFleet.properties.map(({ id }) => id).sort());
  expect(observed.size).toBeGreaterThanOrEqual(12);
});

it('speaks about two hundred times a second through at most twenty gateways', () => {
  const rate = fakeFleet.series.reduce((sum, { intervalS }) => sum + 1 / intervalS, 0);
  expect(rate).toBeGreaterThan(150);
  expect(rate).toBeLessThan(250);
  expect(new Set(fakeFleet.series.map(gatewayOf)).size).toBeLessThanOrEqual(20);
});

it('all series of one thing speak through one gateway', () => {
  const gateways = new Map<string, string>();
  for (const series of fakeFleet.series) {
    expect(gatewayOf(series)).toBe(gateways.get(series.thing) ?? gatewayOf(series));
    gateways.set(series.thing, gatewayOf(series));
  }
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

it('names the six underpasses of the drill and says that their excess is simulated', () => {
  const drill = fakeFleet.series.filter(({ thing }) => thing.startsWith(drillThingPrefix));
  expect(drill).toHaveLength(6);
  for (const { provenance } of drill) expect(provenance.note?.zh).toContain('排水演练');
});

it('still makes a whole fleet where the base has no roofs and few streets', () => {
  const poor = planFleet({
    ...fakePlaces,
    roofs: [],
    stations: [],
    streetPoints: fakePlaces.streetPoints.slice(0, 3),
  });
  expect(poor.series).toHaveLength(2001);
  expect(planFleet({ ...fakePlaces, roofs: [], streetPoints: [], stations: [] }).series).toHaveLength(2001);
});
