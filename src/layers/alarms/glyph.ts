import type { Alarm, Severity, SourceState } from '@/contracts/alarm';
import type { Theme } from '@/contracts/ids';
import { looks } from '@/scene/look';
import { signalColours, signalHalos } from '@/scene/signals';

/** A source has a mark of its own, as on the board: 无数据 a dash, 过期 a struck circle. No shape of a severity. */
const sourceMarks = {
  silent: 'M6 13h20v6H6z',
  stale: 'M16 6a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM9 23L23 9',
} as const satisfies Readonly<Record<SourceState, string>>;
const outlines: Readonly<Record<Severity, string>> = {
  attention: 'M16 6a10 10 0 1 0 0 20a10 10 0 1 0 0-20z',
  warning: 'M16 3L29 16L16 29L3 16z',
  alarm: 'M6 6h20v20H6z',
};

type AlarmLook = Pick<Alarm, 'severity' | 'condition' | 'handling' | 'kind' | 'source'>;

/**
 * The mark of an alarm as a picture: its shape is its severity; filled is new, hollow is in somebody's hands, and grey has
 * returned to normal and waits to be closed. What is about a source is never in a colour of the city's own state.
 */
export function glyphOf({ severity, condition, handling, kind, source }: AlarmLook, theme: Theme): string {
  const colour = signalColours[theme][condition === 'returned' || kind === 'source' ? 'stale' : severity];
  const halo = signalHalos[theme];
  const fill = handling === 'new' && source?.state !== 'stale' ? colour : halo;
  const path = source === undefined ? outlines[severity] : sourceMarks[source.state];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 32 32">` +
    `<path d="${path}" fill="${halo}" stroke="${halo}" stroke-width="6" stroke-linejoin="round"/>` +
    `<path d="${path}" fill="${fill}" stroke="${colour}" stroke-width="3" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A ring about the device whose alarm is selected. */
export function ringOf(theme: Theme): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 32 32" fill="none">` +
    `<circle cx="16" cy="16" r="12" stroke="${signalHalos[theme]}" stroke-width="6"/>` +
    `<circle cx="16" cy="16" r="12" stroke="${looks[theme].buildings.selected}" stroke-width="2.5"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
