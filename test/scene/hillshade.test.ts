import { describe, expect, it } from 'vitest';
import { flatRelief, type Relief } from '@/domain/relief';
import { shadeAt, shadeOf } from '@/scene/ground/hillshade';
import { looks } from '@/scene/look';

/** A ridge from south to north at 114.3° E, 200 m high and a kilometre to either side. */
const ridge: Relief = {
  heightAt: (lon) => 8.4 + 200 * Math.max(0, 1 - Math.abs(lon - 114.3) / 0.0104),
};

describe('slopes', () => {
  it('turned to the north-west are lit, those turned away darkened, level ground is neither', () => {
    expect(shadeAt(ridge, 114.295, 30.5, 60)).toBeGreaterThan(0.03);
    expect(shadeAt(ridge, 114.305, 30.5, 60)).toBeLessThan(-0.03);
    expect(shadeAt(ridge, 114.4, 30.5, 60)).toBeCloseTo(0, 9);
  });

  it('are drawn where there are any and nowhere else', () => {
    expect(shadeOf(flatRelief, [114.2, 30.5, 114.3, 30.6], looks.day)).toBeUndefined();
    const pixels = shadeOf(ridge, [114.28, 30.49, 114.32, 30.53], looks.day)!;
    const tones = new Set(
      Array.from({ length: pixels.length / 4 }, (_, at) => pixels[at * 4 + 3]! > 0 && pixels[at * 4]),
    );
    expect(tones).toEqual(new Set([false, 0, 255]));
  });
});
