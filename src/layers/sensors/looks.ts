import { Color } from 'cesium';
import type { Theme } from '@/contracts/ids';
import { looks as mapLooks } from '@/scene/look';
import type { PointLook } from '@/scene/points';
import { signalColours, signalHalos } from '@/scene/signals';
import { signalOf, standings, type Standing } from './standing';

interface Shape {
  readonly size: number;
  /** 0 is hollow: no news fills nothing. */
  readonly fill: number;
  readonly outline: number;
  readonly outlineAlpha: number;
}

/** Quiet when normal, larger with each step that needs a person, hollow without news. */
const shapes: Readonly<Record<Standing, Shape>> = {
  normal: { size: 4, fill: 0.9, outline: 1, outlineAlpha: 0.55 },
  attention: { size: 8, fill: 1, outline: 2, outlineAlpha: 0.9 },
  warning: { size: 10, fill: 1, outline: 2, outlineAlpha: 0.95 },
  alarm: { size: 12, fill: 1, outline: 3, outlineAlpha: 1 },
  stale: { size: 4, fill: 0, outline: 2, outlineAlpha: 0.9 },
  lost: { size: 5, fill: 0, outline: 1, outlineAlpha: 0.95 },
  absent: { size: 3, fill: 0, outline: 1, outlineAlpha: 0.7 },
};

function lookOf(standing: Standing, theme: Theme, opacity: number): PointLook {
  const { size, fill, outline, outlineAlpha } = shapes[standing];
  const colour = Color.fromCssColorString(signalColours[theme][signalOf[standing]]);
  const rim = fill === 0 ? colour : Color.fromCssColorString(signalHalos[theme]);
  return {
    colour: colour.withAlpha(fill * opacity),
    size,
    outlineColour: rim.withAlpha(outlineAlpha * opacity),
    outlineWidth: outline,
  };
}

/** The look that rings what is selected; it follows the standings in the table. */
export const selectedLook = standings.length;

export function looksOf(theme: Theme, opacity: number): readonly PointLook[] {
  const selected = Color.fromCssColorString(mapLooks[theme].buildings.selected);
  return [
    ...standings.map((standing) => lookOf(standing, theme, opacity)),
    { colour: selected.withAlpha(0), size: 16, outlineColour: selected, outlineWidth: 3 },
  ];
}
