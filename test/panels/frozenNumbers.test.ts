import { describe, expect, it } from 'vitest';
import type { Briefing } from '@/contracts/briefing';
import type { SignReading } from '@/contracts/sign';
import { readyBriefings } from '@/panels/briefing/briefings';
import { capture, freezeSign, keepCapture, keptCapture } from '@/panels/briefing/frozenNumbers';
import { layers } from '@/layers';
import { signDefinitions } from '@/domain/definitions';
import { sampleSeries } from '@/domain/simulatedCity';
import { fakeFleet } from '../support/fakeFleet';

const at = Date.UTC(2026, 10, 23, 6, 26, 8);
const reading: SignReading = {
  id: 'devices-online',
  value: 98.4,
  measure: 'main',
  state: 'normal',
  since: at,
  observedAt: at,
  coverage: 1,
  parts: [],
};

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

function morning(): Briefing {
  const briefing = readyBriefings()[0];
  if (briefing === undefined) throw new Error('there is a morning briefing');
  return briefing;
}

describe('the ready-made briefing', () => {
  it('has three scenes of layers that are drawn', () => {
    const drawn: readonly string[] = layers.map(({ entry }) => entry.id);
    expect(morning().scenes).toHaveLength(3);
    for (const scene of morning().scenes) expect(drawn).toEqual(expect.arrayContaining(scene.layers));
  });

  it('gives every frozen number its time and source, and names only signs there are', () => {
    for (const { number } of morning().scenes) {
      if (number?.kind === 'frozen') {
        expect(Number.isFinite(Date.parse(number.observedAt))).toBe(true);
        expect(number.source.zh).not.toBe('');
      } else if (number !== undefined) {
        expect(signDefinitions.map(({ id }) => id)).toContain(number.sign);
      }
    }
  });
});

describe('the frozen stage of the river', () => {
  it('is what the simulator says of that hour, and says that it is simulated', () => {
    const frozen = morning().scenes.find(({ id }) => id === 'river')?.number;
    const series = fakeFleet.series.find(({ property }) => property === 'river-stage');
    const property = fakeFleet.properties.find(({ id }) => id === 'river-stage');
    if (frozen?.kind !== 'frozen' || !series || !property)
      throw new Error('the fleet holds the Hankou gauge');
    const then = sampleSeries('weekday', series, property, Date.parse(frozen.observedAt));
    expect(frozen.value).toBeCloseTo(then ?? NaN, 2);
    expect(frozen.grade).toBe('simulated');
  });
});

describe('a frozen sign', () => {
  it('keeps its value, time, unit and source', () => {
    expect(freezeSign('devices-online', reading)).toMatchObject({
      kind: 'frozen',
      value: 98.4,
      unit: { zh: '%', en: '%' },
      observedAt: '2026-11-23T06:26:08.000Z',
      grade: 'simulated',
    });
  });

  it.each([
    ['no reading', undefined],
    ['no data', { ...reading, value: null, state: 'absent' as const, observedAt: null }],
  ])('is not made of %s', (_, nothing) => {
    expect(freezeSign('devices-online', nothing)).toBeUndefined();
  });

  it('comes back as it was kept, and a spoilt one counts as nothing', () => {
    const storage = memory();
    const captured = capture(morning(), { 'devices-online': reading }, at);
    expect(Object.keys(captured?.numbers ?? {})).toEqual(['panorama']);
    keepCapture(storage, 'morning', captured);
    expect(keptCapture(storage, 'morning')).toEqual(captured);
    storage.setItem('briefing.morning.frozen', '{"at":1,"numbers":{"x":{"kind":"odd"}}}');
    expect(keptCapture(storage, 'morning')).toBeUndefined();
    storage.setItem('briefing.morning.frozen', '{');
    expect(keptCapture(storage, 'morning')).toBeUndefined();
  });
});
