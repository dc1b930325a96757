import type { Alarm, Severity } from '@/contracts/alarm';
import type { Theme } from '@/contracts/ids';
import { signalColours, signalHalos } from '@/scene/signals';

const outlines: Readonly<Record<Severity, string>> = {
  attention: 'M16 6a10 10 0 1 0 0 20a10 10 0 1 0 0-20z',
  warning: 'M16 3L29 16L16 29L3 16z',
  alarm: 'M6 6h20v20H6z',
};

/**
 * The mark of an alarm as a picture: its shape is its severity; filled is new, hollow is in somebody's hands, and grey has
 * returned to normal and waits to be closed. What is about a source is never in a colour of the city's own state.
 */
export function glyphOf(
  { severity, condition, handling, kind }: Pick<Alarm, 'severity' | 'condition' | 'handling' | 'kind'>,
  theme: Theme,
): string {
  const colour = signalColours[theme][condition === 'returned' || kind === 'source' ? 'stale' : severity];
  const halo = signalHalos[theme];
  const fill = handling === 'new' ? colour : halo;
  const path = outlines[severity];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 32 32">` +
    `<path d="${path}" fill="${halo}" stroke="${halo}" stroke-width="6" stroke-linejoin="round"/>` +
    `<path d="${path}" fill="${fill}" stroke="${colour}" stroke-width="3" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
