import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmEvent, type Alarm, type AlarmEvent } from '@/contracts/alarm';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import { advance, isOpen, noAlarms, type AlarmFold } from '@/domain/alarm';
import { sourceRules } from '@/domain/alarmDefinitions';
import { sourcesOf } from '@/domain/sources';
import { createSourceWatch } from '@/domain/sourceWatch';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const second = 1_000;
const water = { zh: '水务', en: 'Water affairs' };
const police = { zh: '交警', en: 'Traffic police' };
const model = fakeFleet.series[0]!;
const make = (id: number, rest: Partial<Series>): Series => ({
  ...model,
  id,
  thing: `thing-${id}`,
  intervalS: 10,
  ...rest,
});
/** Water: ten depths in each of two districts and two pumps; police: three crossings of one district. */
const city: SeriesCatalogue = {
  ...fakeFleet,
  series: [
    ...Array.from({ length: 20 }, (_, place) =>
      make(place + 1, {
        owner: water,
        property: 'road-water-depth',
        district: place < 10 ? '420102' : '420106',
      }),
    ),
    ...[21, 22].map((id) => make(id, { owner: water, property: 'pump-load', district: '420102' })),
    ...[23, 24, 25].map((id) => make(id, { owner: police, property: 'bridge-speed', district: '420106' })),
  ],
};
const all = city.series.map((_, slot) => slot);
const isDepthOf = (district: string) => (slot: number) =>
  city.series[slot]!.property === 'road-water-depth' && city.series[slot]!.district === district;

/** A city that is listened to since Monday; a beat of five seconds in which the slots of `speaking` are heard. */
function listen() {
  const watch = createSourceWatch(sourceRules, city, monday);
  const columns = {
    times: new Float64Array(all.length).fill(Number.NaN),
    received: new Float64Array(all.length).fill(Number.NaN),
    qualities: new Uint8Array(all.length),
  };
  let now = monday;
  let seq = 0;
  let fold: AlarmFold = noAlarms;
  const told: AlarmEvent[] = [];
  const pass = (seconds: number, speaking: (slot: number) => boolean): readonly AlarmEvent[] => {
    const before = told.length;
    for (const end = now + seconds * second; now < end;) {
      now += 5 * second;
      for (const slot of all) {
        if (!speaking(slot)) continue;
        columns.times[slot] = now;
        columns.received[slot] = now;
      }
      for (const body of watch.look(columns, now)) {
        seq += 1;
        const next = advance(fold, { seq, body });
        expect(next).not.toBe(fold);
        fold = next;
        told.push(body);
      }
    }
    return told.slice(before);
  };
  return { watch, columns, pass, now: () => now, fold: () => fold };
}
const kinds = (events: readonly AlarmEvent[]) =>
  events.map((event) =>
    event.kind === 'raised' ? `${event.source?.level} ${event.source?.state}` : event.kind,
  );
const everyone = () => true;
const nobody = () => false;

describe('the sources of readings', () => {
  it('are the city, its owners, their classes of devices and those in each district', () => {
    const { sources } = sourcesOf(city);
    expect(
      sources.map(({ level, owner, property, district }) => [level, owner.en, property, district]),
    ).toEqual([
      ['city', expect.any(String), undefined, '420100'],
      ['owner', 'Water affairs', undefined, '420100'],
      ['class', 'Water affairs', 'road-water-depth', '420100'],
      ['district', 'Water affairs', 'road-water-depth', '420102'],
      ['district', 'Water affairs', 'road-water-depth', '420106'],
      ['class', 'Water affairs', 'pump-load', '420100'],
      ['class', 'Traffic police', 'bridge-speed', '420100'],
    ]);
    expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  });

  it('each lie within the next wider one, and hold each series once at each level', () => {
    const { sources } = sourcesOf(fakeFleet);
    for (const source of sources) {
      if (source.level === 'city') continue;
      const wider = new Set(source.within?.slots);
      expect(source.slots.every((slot) => wider.has(slot))).toBe(true);
    }
    const classes = sources.filter(({ level }) => level === 'class').flatMap(({ slots }) => slots);
    expect(new Set(classes).size).toBe(classes.length);
    expect(sources[0]?.series).toBe(classes.length);
  });
});

describe('a watch on sources', () => {
  it('says nothing of a city that speaks', () => {
    expect(listen().pass(900, everyone)).toEqual([]);
  });

  it('raises 过期 and then 无数据 for a class of devices in one district, to its owner and never as an alarm', () => {
    const { pass } = listen();
    pass(60, everyone);
    const events = pass(600, (slot) => !isDepthOf('420102')(slot));
    expect(kinds(events)).toEqual(['district stale', 'district silent', 'returned']);
    for (const event of events) expect(alarmEvent.safeParse(event).error).toBeUndefined();
    const silent = events[1];
    expect(silent).toMatchObject({
      about: 'source',
      district: '420102',
      owner: water,
      severity: 'warning',
      evidence: { value: 100, limit: 50 },
      source: { property: 'road-water-depth', series: 10, unheard: 10 },
    });
    expect(events.some((event) => event.kind === 'raised' && event.severity === 'alarm')).toBe(false);
  });

  it('returns when the source has spoken for its delay, and raises the same alarm when it falls silent again', () => {
    const { pass, fold } = listen();
    pass(60, everyone);
    const quiet = (slot: number) => !isDepthOf('420102')(slot);
    pass(600, quiet);
    expect(kinds(pass(300, everyone))).toEqual(['returned']);
    const before = fold().size;
    expect(kinds(pass(600, quiet))).toEqual(['district stale', 'district silent', 'returned']);
    expect(fold().size).toBe(before);
  });

  it('tells an outage once, as widely as it is', () => {
    const { pass, fold } = listen();
    pass(60, everyone);
    expect(kinds(pass(600, (slot) => city.series[slot]!.owner !== water))).toEqual([
      // Twenty-two of twenty-five are nearly all there is.
      'city stale',
      'city silent',
      'returned',
    ]);
    const alarms = [...fold().values()];
    expect(alarms.every(({ kind }) => kind === 'source')).toBe(true);
  });

  it('tells what a wider alarm explained once that has returned and this has not', () => {
    const { pass } = listen();
    pass(60, everyone);
    pass(600, nobody);
    const after = pass(600, (slot) => !isDepthOf('420102')(slot));
    expect(kinds(after)).toEqual(['returned', 'district silent']);
  });

  it('counts nothing as silent that could not have been heard yet', () => {
    const early = listen();
    expect(early.pass(120, nobody)).toEqual([]);
    expect(kinds(early.pass(120, nobody))).toEqual(['city silent']);
  });

  it('takes over after a start what stands, and neither raises nor ends it before it can know', () => {
    const before = listen();
    before.pass(60, everyone);
    before.pass(600, (slot) => !isDepthOf('420102')(slot));
    const again = createSourceWatch(sourceRules, city, before.now());
    again.restore(before.fold());
    const silentOnes = [...before.fold().values()].filter(({ condition }) => condition === 'active');
    expect(silentOnes).toHaveLength(1);
    expect(again.look(before.columns, before.now() + 60 * second)).toEqual([]);
    before.columns.times.fill(before.now() + 100 * second);
    expect(again.look(before.columns, before.now() + 105 * second)).toEqual([]);
    before.columns.times.fill(before.now() + 230 * second);
    expect(again.look(before.columns, before.now() + 230 * second)).toMatchObject([
      { kind: 'returned', alarm: silentOnes[0]?.id },
    ]);
  });

  it('over any silences tells a log the fold accepts whole, with one open alarm a source and rule at most', () => {
    const spell = fc.record({
      seconds: fc.integer({ min: 1, max: 60 }).map((beats) => beats * 5),
      silent: fc.constantFrom<(slot: number) => boolean>(
        nobody,
        everyone,
        isDepthOf('420102'),
        isDepthOf('420106'),
        (slot) => slot % 2 === 0,
        (slot) => slot > 19,
      ),
    });
    fc.assert(
      fc.property(fc.array(spell, { maxLength: 12 }), (spells) => {
        const { pass, fold } = listen();
        for (const { seconds, silent } of spells) {
          pass(seconds, (slot) => !silent(slot));
          const open = [...fold().values()].filter(isOpen);
          const key = ({ rule, source, owner, district }: Alarm) =>
            [rule, source?.level, owner?.en, source?.property, district].join();
          expect(new Set(open.map(key)).size).toBe(open.length);
          expect(open.every(({ severity }) => severity !== 'alarm')).toBe(true);
        }
        // Whatever was, it ends when everybody has spoken for long enough.
        pass(300, everyone);
        expect([...fold().values()].every(({ condition }) => condition === 'returned')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
