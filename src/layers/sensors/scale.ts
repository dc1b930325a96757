import type { LayerLegend } from '@/contracts/layer';
import type { ObservedProperty } from '@/contracts/series';
import { rampClasses, rampSwatch } from '@/scene/ramp';
import { sensorWords as w } from '@/state/wordsSensors';
import { figure } from '@/state/wordsFormat';

/** The lower limits of every class but the first, ascending, in the property's own unit: at most one less than the ramp has colours. */
export type Scale = readonly number[];

/** Fewer than this say too little of a city to make a scale of. */
const fewest = 5;

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((times) => times * power >= rough) ?? 10) * power;
}

/**
 * Even steps with round limits between the 5th and the 95th percentile, so that one broken device does not stretch the
 * scale, and tomorrow's is mostly the same; `undefined` where too few values are known. Sorts `values`.
 */
export function scaleOf(values: Float64Array, decimals: number): Scale | undefined {
  if (values.length < fewest) return undefined;
  values.sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  const [low, high] = [at(0.05), at(0.95)];
  const step = roundStep(Math.max((high - low) / rampClasses, 10 ** -decimals));
  const first = Math.floor(low / step) + 1;
  const limits = Array.from({ length: rampClasses - 1 }, (_, index) => (first + index) * step);
  const needed = limits.filter((limit, index) => index === 0 || limit < high);
  // Multiples of a decimal step are not quite decimal.
  return needed.map((limit) => Number(limit.toPrecision(12)));
}

/** The class a value falls in, from 0. */
export function classOf(value: number, scale: Scale): number {
  let index = 0;
  while (index < scale.length && value >= scale[index]!) index += 1;
  return index;
}

/** A short scale still spans the whole ramp, so that high always looks high. */
export function rampIndex(classIndex: number, scale: Scale): number {
  return Math.round((classIndex * (rampClasses - 1)) / Math.max(1, scale.length));
}

export function legendOf(property: ObservedProperty, scale: Scale): LayerLegend {
  const said = scale.map((limit) => figure(limit, Math.max(0, -Math.floor(Math.log10(stepOf(scale))))));
  const labels = [
    `< ${said[0]}`,
    ...said.slice(1).map((limit, index) => `${said[index]} – ${limit}`),
    `≥ ${said[said.length - 1]}`,
  ];
  const { zh, en } = property.name;
  return {
    title: { zh: `${zh}（${property.unitTitle}）`, en: `${en} (${property.unitTitle})` },
    items: labels.map((label, index) => ({
      label: { zh: label, en: label },
      swatch: rampSwatch(rampIndex(index, scale)),
      shape: 'point',
    })),
    note: w.scaleNote,
  };
}

/** The distance of two limits; of a single one, its own last digit. */
function stepOf(scale: Scale): number {
  const [first = 1, second] = scale;
  if (second !== undefined) return second - first;
  return Number.isInteger(first) ? 1 : 10 ** -(String(first).split('.')[1]?.length ?? 0);
}
