import { describe, expect, it } from 'vitest';
import { alarmRules } from '@/domain/alarmDefinitions';
import { observedProperties, signDefinitions } from '@/domain/definitions';
import { limitsOf, severityOf } from '@/domain/limits';

describe('the limits of an observed property', () => {
  it('are the alarm rules’ and the vital signs’, worst first, and one where both set the same', () => {
    const limits = limitsOf('road-water-depth');
    expect(limits.map(({ severity }) => severity)).toEqual(
      [...limits.map(({ severity }) => severity)].sort(
        (a, b) => ['alarm', 'warning', 'attention'].indexOf(a) - ['alarm', 'warning', 'attention'].indexOf(b),
      ),
    );
    const rule = alarmRules.find(({ property }) => property === 'road-water-depth')!;
    const shared = limits.filter(({ value, severity }) => value === rule.on && severity === rule.severity);
    expect(shared).toHaveLength(1);
    expect(shared[0]!.said.map(({ title }) => title)).toContainEqual(rule.title);
  });

  it('leave out the share of devices online, which is no property of one device', () => {
    const said = observedProperties.flatMap(({ id }) => limitsOf(id, []).flatMap((limit) => limit.said));
    expect(said.map((one) => (one.by === 'sign' ? one.sign : ''))).not.toContain('devices-online');
    expect(signDefinitions.map(({ id }) => id)).toContain('devices-online');
  });

  it('leave out limits on a count of devices and on an excess', () => {
    expect(limitsOf('manhole-tilt', [])).toEqual([]);
    expect(limitsOf('noise', [])).toEqual([]);
    expect(limitsOf('aqi', [])).toHaveLength(3);
  });

  it('judge a device by the alarm rules alone', () => {
    const rule = alarmRules.find(({ property }) => property === 'road-water-depth')!;
    expect(severityOf('road-water-depth', rule.on)).toBe(rule.severity);
    expect(severityOf('road-water-depth', rule.on - 0.1)).toBeUndefined();
    expect(severityOf('road-water-depth', Number.NaN)).toBeUndefined();
    expect(severityOf('no-such-property', 1e9)).toBeUndefined();
  });
});
