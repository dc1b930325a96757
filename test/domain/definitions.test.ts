import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { alarmRule } from '@/contracts/alarm';
import { alarmCause, alarmLoadRule } from '@/contracts/alarmGroup';
import { scenario, scenarioIds } from '@/contracts/scenario';
import { observedProperty } from '@/contracts/series';
import { signDefinition as signShape, signText } from '@/contracts/sign';
import { sourceRule } from '@/contracts/sourceRule';
import { alarmRules, alarmCauses, alarmLoadRule as loadRule, sourceRules } from '@/domain/alarmDefinitions';
import { observedProperties, signDefinitions } from '@/domain/definitions';
import { scenarios } from '@/domain/scenarios';
import { signTextOf, signTexts } from '@/domain/signTexts';
import { readTree } from '../support/sourceTree';

const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

it('every definition the city is told is what its schema says', () => {
  expect(z.array(signShape).safeParse(signDefinitions).error).toBeUndefined();
  expect(z.array(alarmRule).safeParse(alarmRules).error).toBeUndefined();
  expect(z.array(sourceRule).safeParse(sourceRules).error).toBeUndefined();
  expect(z.array(alarmCause).safeParse(alarmCauses).error).toBeUndefined();
  expect(alarmLoadRule.safeParse(loadRule).error).toBeUndefined();
  expect(z.array(observedProperty).safeParse(observedProperties).error).toBeUndefined();
  expect(z.array(scenario).safeParse(scenarios).error).toBeUndefined();
  expect(ids(scenarios)).toEqual(scenarioIds);
});

it('the thirty-six signs are all declared, each with its texts, and say why where a measure has no source', () => {
  expect(z.array(signText).safeParse(signTexts).error).toBeUndefined();
  expect(signDefinitions.map(({ number }) => number)).toEqual(
    Array.from({ length: 36 }, (_, index) => index + 1),
  );
  expect(ids(signTexts)).toEqual(ids(signDefinitions));
  for (const sign of signDefinitions) {
    const without = sign.measures.filter(({ property }) => property === undefined).map(({ id }) => id);
    expect(Object.keys(signTextOf(sign.id).gaps ?? {})).toEqual(without);
  }
});

it('ids are unique', () => {
  for (const items of [signDefinitions, alarmRules, sourceRules, alarmCauses, observedProperties]) {
    expect(new Set(ids(items)).size).toBe(items.length);
  }
});

it('signs and alarms speak of properties the city observes', () => {
  const known = new Set(ids(observedProperties));
  const measures = signDefinitions.flatMap((sign) => sign.measures);
  for (const { property } of measures)
    expect(property === undefined || property === '*' || known.has(property)).toBe(true);
  for (const { property } of alarmRules) expect(known.has(property)).toBe(true);
});

it('thresholds worsen in one direction and an alarm goes off on the near side of where it goes on', () => {
  for (const { direction, aggregate, thresholds, property } of signDefinitions.flatMap(
    (sign) => sign.measures,
  )) {
    const { attention, warning, alarm, hysteresis } = thresholds;
    const set = [attention, warning, alarm].filter((limit) => limit !== null);
    const order = direction === 'above' ? set : set.toReversed();
    expect(order).toEqual([...order].sort((a, b) => a - b));
    if (property !== undefined && aggregate !== 'beyond') expect(hysteresis).toBeGreaterThan(0);
  }
  for (const { direction, on, off } of alarmRules) {
    expect(direction === 'above' ? off < on : off > on).toBe(true);
  }
});

it('only the river stage has thresholds that were read in a source; the others say that they are not', () => {
  const verified = signDefinitions.filter(({ standing }) => standing === 'verified');
  expect(verified.map(({ id }) => id)).toEqual(['river-stage']);
  expect(verified[0]?.measures[0]?.thresholds).toMatchObject({ attention: 25, warning: 27.3, alarm: 29.73 });
  const read = alarmRules.filter((rule) => rule.verified);
  expect(read.map(({ id, on }) => [id, on])).toEqual([['river-stage', 27.3]]);
});

it('the six domains of Article 13 are all observed', () => {
  expect(new Set(observedProperties.map(({ domain }) => domain)).size).toBe(6);
});

it('each scenario lies in a file of its name, says that it is simulated and borrows no word of the authorities', () => {
  const files = [...readTree('data/scenarios', /\.json$/).keys()];
  expect(files.sort()).toEqual(scenarioIds.map((id) => `data/scenarios/${id}.json`).sort());
  for (const { title, about } of scenarios) {
    expect(about.zh).toContain('模拟');
    expect(about.en).toMatch(/simulated/i);
    for (const text of [title, about]) {
      expect(`${text.zh} ${text.en}`).not.toMatch(/预警|发布|official warning/);
    }
  }
});

it('an alarm about a source goes off below where it goes on, is never grave, and a cause speaks of rules there are', () => {
  for (const { on, off, onWide, offWide, onDelayS, severity } of sourceRules) {
    expect(off).toBeLessThan(on);
    expect(offWide).toBeLessThan(onWide);
    expect(onDelayS).toBeGreaterThan(0);
    expect(severity).not.toBe('alarm');
  }
  const known = new Set(ids(alarmRules));
  for (const { leads, follows } of alarmCauses) {
    for (const rule of [...leads, ...follows]) expect(known.has(rule)).toBe(true);
    expect(leads.filter((rule) => follows.includes(rule))).toEqual([]);
  }
  expect(loadRule.floodEndsBelow).toBeLessThanOrEqual(loadRule.floodAbove);
});
