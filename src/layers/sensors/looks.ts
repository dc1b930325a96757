import { Color } from 'cesium';
import type { Theme } from '@/contracts/ids';
import { looks as mapLooks } from '@/scene/look';
import type { PointLook } from '@/scene/points';
import { rampColours } from '@/scene/ramp';
import { signalColours, signalHalos } from '@/scene/signals';
import { faint, firstShade } from './census';
import { signalOf, standings, type Standing } from './standing';

interface Shape {
  readonly size: number;
  /** 0 is hollow: no news fills nothing. */
  readonly fill: number;
  readonly outline: number;
  readonly outlineAlpha: number;
}

/**
 * Quiet when normal, larger with each step that needs a person, hollow without news. Those that need a person wear a
 * glyph on top, whose shape says the same without colour.
 */
const shapes: Readonly<Record<Standing, Shape>> = {
  normal: { size: 6, fill: 0.95, outline: 1, outlineAlpha: 0.75 },
  attention: { size: 8, fill: 1, outline: 2, outlineAlpha: 0.9 },
  warning: { size: 10, fill: 1, outline: 2, outlineAlpha: 0.95 },
  alarm: { size: 12, fill: 1, outline: 3, outlineAlpha: 1 },
  stale: { size: 6, fill: 0, outline: 2, outlineAlpha: 0.9 },
  lost: { size: 6, fill: 0, outline: 1, outlineAlpha: 0.95 },
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

/** The looks that ring what is selected, a mark or a cluster; they follow the shades in the table. */
export const selectedLook = firstShade + rampColours.night.length;
export const selectedCluster = selectedLook + 1;

/** The table of looks by the census's codes. */
export function looksOf(theme: Theme, opacity: number): readonly PointLook[] {
  const selected = Color.fromCssColorString(mapLooks[theme].buildings.selected);
  const halo = Color.fromCssColorString(signalHalos[theme]);
  const ring = { colour: selected.withAlpha(0), outlineColour: selected, outlineWidth: 3 };
  const quiet = lookOf('normal', theme, opacity * 0.35);
  const table = standings.map((standing) => lookOf(standing, theme, opacity));
  table[faint] = { ...quiet, size: 3, outlineWidth: 0 };
  rampColours[theme].forEach((hex, index) => {
    table[firstShade + index] = {
      colour: Color.fromCssColorString(hex).withAlpha(opacity),
      size: 8,
      outlineColour: halo.withAlpha(0.85 * opacity),
      outlineWidth: 1,
    };
  });
  table[selectedLook] = { ...ring, size: 18 };
  table[selectedCluster] = { ...ring, size: 46 };
  return table;
}
