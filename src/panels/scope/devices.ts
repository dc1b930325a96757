import type { Alarm } from '@/contracts/alarm';
import type { Series } from '@/contracts/series';
import type { SignState } from '@/contracts/sign';
import { seriesStates, type TelemetryTable } from '@/feeds/telemetryTable';
import { gravest } from '@/state/scopeReader';
import type { CityParts } from '@/state/cityParts';

/** A device's series as it stands: the gravest alarm it carries, else how old its reading is. */
export interface StandingDevice {
  readonly series: Series;
  readonly slot: number;
  readonly state: SignState;
  readonly value: number | undefined;
}

/** The devices of a part of the city, the gravest first and then by name. */
export function standingDevices(
  scope: string,
  { catalogue, scopes }: CityParts,
  table: TelemetryTable,
  alarms: readonly Alarm[],
): readonly StandingDevice[] {
  const severities = new Map<number, SignState>();
  for (const { kind, condition, severity, evidence } of alarms) {
    if (kind !== 'condition' || condition !== 'active') continue;
    const before = severities.get(evidence.series);
    if (before === undefined || gravest.indexOf(severity) < gravest.indexOf(before))
      severities.set(evidence.series, severity);
  }
  return [...(scopes.slotsOf(scope) ?? [])]
    .map((slot): StandingDevice => {
      const series = catalogue.series[slot]!;
      const heard = seriesStates[table.states[slot] ?? 0] ?? 'absent';
      const age = heard === 'fresh' ? 'normal' : heard === 'absent' ? 'absent' : 'stale';
      const value = table.values[slot];
      return {
        series,
        slot,
        state: severities.get(series.id) ?? age,
        value: value !== undefined && Number.isFinite(value) ? value : undefined,
      };
    })
    .sort(
      (one, other) =>
        gravest.indexOf(one.state) - gravest.indexOf(other.state) ||
        one.series.name.zh.localeCompare(other.series.name.zh, 'zh-Hans-CN'),
    );
}
