import type { Theme } from '@/contracts/ids';
import type { LayerLegend } from '@/contracts/layer';
import type { SignState } from '@/contracts/sign';
import type { ShapeStyle } from '@/scene/ground/drawnShapes';
import type { PatternKind } from '@/scene/ground/patterns';
import { rampColours, rampSwatch } from '@/scene/ramp';
import { signalColours } from '@/scene/signals';
import { levelOf, type Face } from './faces';

/** Two digits of hex for a share of 1. */
const alpha = (share: number): string =>
  Math.round(share * 255)
    .toString(16)
    .padStart(2, '0');

interface StateLook {
  readonly fill: number;
  readonly pattern?: PatternKind;
  readonly width: number;
  readonly dash?: readonly number[];
}

/** A state is told by its pattern and its outline, and by colour besides. */
const stateLooks: Readonly<Record<SignState, StateLook>> = {
  normal: { fill: 0.16, width: 1.5 },
  attention: { fill: 0.3, pattern: 'dotted', width: 2 },
  warning: { fill: 0.32, pattern: 'striped', width: 2.5 },
  alarm: { fill: 0.36, pattern: 'crossed', width: 3.5 },
  stale: { fill: 0.06, pattern: 'sparse', width: 2 },
  absent: { fill: 0, width: 2, dash: [8, 6] },
};
export const legendShapes: Readonly<Record<SignState, LayerLegend['items'][number]['shape']>> = {
  normal: 'area',
  attention: 'dotted',
  warning: 'striped',
  alarm: 'crossed',
  stale: 'hatch',
  absent: 'frame',
};

/** Which class of the ramp a level above none is drawn in; what counts none stays quiet. */
const levelRamp = [0, 1, 2, 4, 5] as const;

export function levelSwatch(level: number): string {
  return level === 0 ? 'normal' : rampSwatch(levelRamp[level] ?? 5);
}

export function styleOf(face: Face, theme: Theme): ShapeStyle {
  if (face.perHead !== undefined) return headStyle(face, theme);
  const colour = signalColours[theme][face.state];
  const { fill, pattern, width, dash } = stateLooks[face.state];
  return {
    ...(fill === 0 ? {} : { fill: `${colour}${alpha(fill)}` }),
    ...(pattern === undefined ? {} : { pattern: { kind: pattern, colour: `${colour}${alpha(0.6)}` } }),
    stroke: colour,
    width,
    ...(dash === undefined ? {} : { dash }),
  };
}

function headStyle(face: Face, theme: Theme): ShapeStyle {
  const level = levelOf(face);
  if (level === undefined) return { stroke: signalColours[theme].absent, width: 2, dash: [8, 6] };
  const { normal } = signalColours[theme];
  const fill = level === 0 ? normal : rampColours[theme][levelRamp[level] ?? 5]!;
  return { fill: `${fill}${alpha(level === 0 ? 0.12 : 0.6)}`, stroke: normal, width: 2 };
}
