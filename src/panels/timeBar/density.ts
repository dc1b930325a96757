import { severities, type Severity } from '@/contracts/alarm';
import type { AlarmMark, TimelineBoard } from '@/state/timelineBoard';
import type { Stretch } from '@/state/timeStore';

/** What one bin of the time bar holds. */
export interface DensityBin {
  readonly from: number;
  readonly to: number;
  readonly readings: number;
  readonly late: number;
  readonly alarms: number;
  readonly worst: Severity | undefined;
}

/** The bins that lie within a view, the alarms counted into them. */
export function densityBins(
  { bins, binMs, alarms }: Pick<TimelineBoard, 'bins' | 'binMs' | 'alarms'>,
  view: Stretch,
): readonly DensityBin[] {
  if (bins === undefined) return [];
  return bins.t
    .map((from, index): DensityBin => {
      const inside = alarms.filter(({ at }) => at >= from && at < from + binMs);
      return {
        from,
        to: from + binMs,
        readings: bins.readings[index] ?? 0,
        late: bins.late[index] ?? 0,
        alarms: inside.length,
        worst: worstOf(inside),
      };
    })
    .filter(({ from, to }) => to > view.from && from < view.to);
}

function worstOf(marks: readonly AlarmMark[]): Severity | undefined {
  return severities.findLast((severity) => marks.some((mark) => mark.severity === severity));
}

/** Height of a bar, 0…1. Its root, so that the sparser older history is seen beside the recent one. */
export function barHeight(count: number, most: number): number {
  return most === 0 || count === 0 ? 0 : Math.max(0.06, Math.sqrt(count / most));
}

/** Bars as one path in a box of `0 0 1000 100`, standing on its floor. */
export function barsPath(
  bins: readonly DensityBin[],
  view: Stretch,
  count: (bin: DensityBin) => number,
): string {
  const most = Math.max(0, ...bins.map(({ readings }) => readings));
  const across = (at: number): number =>
    Math.round(Math.min(1, Math.max(0, (at - view.from) / (view.to - view.from))) * 10_000) / 10;
  return bins
    .map((bin) => {
      const height = barHeight(count(bin), most) * 100;
      if (height === 0) return '';
      const left = across(bin.from);
      const width = Math.max(0.5, (across(bin.to) - left) * 0.82);
      return `M${left} 100v${-Math.round(height)}h${Math.round(width * 10) / 10}V100Z`;
    })
    .join('');
}

export interface DensitySummary {
  readonly alarms: number;
  /** The beginning of the bin with most alarms. */
  readonly peak: number | undefined;
  readonly late: number;
  /** Minutes of the past within the view in which nothing was heard. */
  readonly silentMinutes: number;
}

export function summarise(bins: readonly DensityBin[], range: Stretch): DensitySummary {
  const peak = bins.reduce<DensityBin | undefined>(
    (most, bin) => (bin.alarms > (most?.alarms ?? 0) ? bin : most),
    undefined,
  );
  const silent = bins.filter(
    ({ from, to, readings }) => readings === 0 && from >= range.from && to <= range.to,
  );
  return {
    alarms: bins.reduce((sum, { alarms }) => sum + alarms, 0),
    peak: peak?.from,
    late: bins.reduce((sum, { late }) => sum + late, 0),
    silentMinutes: Math.round(silent.reduce((sum, { from, to }) => sum + (to - from), 0) / 60_000),
  };
}
