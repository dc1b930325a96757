import type { AlarmRule, Severity } from '@/contracts/alarm';
import type { SignDefinition, SignMeasure } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
import { alarmRules } from './alarmDefinitions';
import { signDefinitions } from './definitions';

/** A value of one observed property at which something begins, in the property's own unit; `said` names who set it. */
export interface Limit {
  readonly value: number;
  readonly severity: Severity;
  readonly direction: 'above' | 'below';
  readonly said: readonly (
    | { readonly by: 'rule'; readonly title: Text; readonly source: Text }
    /** The sign's source is among the signs' texts. */
    | { readonly by: 'sign'; readonly title: Text; readonly sign: string }
  )[];
}

const judgesDevices = ({ aggregate, less }: SignMeasure) =>
  less === undefined && (aggregate === 'mean' || aggregate === 'max' || aggregate === 'min');

const worstFirst: readonly Severity[] = ['alarm', 'warning', 'attention'];

/**
 * The limits a value of this property may be held against: the alarm rules, which judge each device, and the thresholds
 * of the vital signs, which judge the city. The same limit set by both is one, with both sources. Worst first.
 */
export function limitsOf(
  property: string,
  rules: readonly AlarmRule[] = alarmRules,
  signs: readonly SignDefinition[] = signDefinitions,
): readonly Limit[] {
  const found = [
    ...rules
      .filter((rule) => rule.property === property)
      .map(({ on, severity, direction, title, source }) => ({
        value: on,
        severity,
        direction,
        said: [{ by: 'rule' as const, title, source }],
      })),
    ...signs.flatMap((sign) =>
      sign.measures
        // A limit on a count or on an excess is not one on what a single device reads.
        .filter((measure) => measure.property === property && judgesDevices(measure))
        .flatMap(({ thresholds, direction }) =>
          worstFirst.flatMap((severity) => {
            const value = thresholds[severity];
            const said = [{ by: 'sign' as const, title: sign.title, sign: sign.id }];
            return value === null ? [] : [{ value, severity, direction, said }];
          }),
        ),
    ),
  ];
  const merged = new Map<string, Limit>();
  for (const limit of found) {
    const key = `${limit.severity} ${limit.direction} ${limit.value}`;
    const held = merged.get(key);
    merged.set(key, held === undefined ? limit : { ...held, said: [...held.said, ...limit.said] });
  }
  return [...merged.values()].sort(
    (a, b) => worstFirst.indexOf(a.severity) - worstFirst.indexOf(b.severity) || a.value - b.value,
  );
}

/** The worst alarm rule a value of this property has crossed; `undefined` where it has crossed none. */
export function severityOf(
  property: string,
  value: number,
  rules: readonly AlarmRule[] = alarmRules,
): Severity | undefined {
  const crossed = rules.filter(
    (rule) =>
      rule.property === property && (rule.direction === 'above' ? value >= rule.on : value <= rule.on),
  );
  return worstFirst.find((severity) => crossed.some((rule) => rule.severity === severity));
}
