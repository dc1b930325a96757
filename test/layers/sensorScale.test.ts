import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { themes } from '@/contracts/ids';
import { observedProperties } from '@/domain/definitions';
import { classOf, legendOf, rampIndex, scaleOf } from '@/layers/sensors/scale';
import { rampClasses, rampColours, rampSwatch } from '@/scene/ramp';

const spread = (from: number, to: number, count = 101) =>
  Float64Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

describe('a scale of values', () => {
  it.each([
    ['0 to 100', spread(0, 100), 0, [20, 40, 60, 80]],
    ['a narrow band', spread(13.1, 13.9), 1, [13.2, 13.4, 13.6, 13.8]],
    ['one broken device among many', Float64Array.from([...spread(0, 100, 100), 1e6]), 0, [20, 40, 60, 80]],
    ['all alike', new Float64Array(50).fill(7), 0, [8]],
  ])('has round limits over %s', (_, values, decimals, limits) => {
    expect(scaleOf(values, decimals)).toEqual(limits);
  });

  it('is not made of too few values', () => {
    expect(scaleOf(Float64Array.of(1, 2, 3, 4), 0)).toBeUndefined();
  });

  it('gives a limit to the class above it', () => {
    expect([19.9, 20, 79, 80, 500].map((value) => classOf(value, [20, 40, 60, 80]))).toEqual([0, 1, 3, 4, 4]);
  });

  it('spans the whole ramp however short it is', () => {
    for (const scale of [[5], [1, 2], [1, 2, 3, 4, 5]]) {
      expect(rampIndex(0, scale)).toBe(0);
      expect(rampIndex(scale.length, scale)).toBe(rampClasses - 1);
    }
  });

  it('says in its legend each class with its unit, and that values are simulated', () => {
    const pm25 = observedProperties.find(({ id }) => id === 'pm25')!;
    const legend = legendOf(pm25, [20, 40, 60, 80]);
    expect(legend.title.zh).toContain('µg/m³');
    expect(legend.items.map(({ label }) => label.en)).toEqual([
      '< 20',
      '20 – 40',
      '40 – 60',
      '60 – 80',
      '≥ 80',
    ]);
    expect(legend.note?.zh).toContain('模拟');
    const warmth = observedProperties.find(({ id }) => id === 'air-temperature')!;
    expect(legendOf(warmth, [13.2, 13.4]).items.map(({ label }) => label.en)).toEqual([
      '< 13.2',
      '13.2 – 13.4',
      '≥ 13.4',
    ]);
  });
});

/** OKLab lightness of an sRGB hex colour (Ottosson 2020). */
function lightness(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
}

describe.each(themes)('the ramp by %s', (theme) => {
  it('steps evenly in lightness one way, so that it is read without colour', () => {
    const steps = rampColours[theme].map(lightness).map((value, index, all) => value - (all[index - 1] ?? 0));
    const between = steps.slice(1);
    const sign = Math.sign(between[0]!);
    for (const step of between) expect(step * sign).toBeGreaterThan(0.06);
    expect(Math.max(...between.map(Math.abs)) / Math.min(...between.map(Math.abs))).toBeLessThan(1.4);
  });

  it('is the same in the legend as on the map', () => {
    const css = readFileSync(new URL('../../src/app/look.css', import.meta.url), 'utf8');
    const block = css.slice(theme === 'night' ? 0 : css.indexOf(`[data-theme='${theme}'] {`));
    rampColours[theme].forEach((hex, index) => {
      expect(block.slice(0, block.indexOf('\n}'))).toContain(`--swatch-${rampSwatch(index)}: ${hex};`);
    });
  });
});
