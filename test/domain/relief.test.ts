import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groundHeight } from '@/contracts/geo';
import type { ReliefFile } from '@/contracts/relief';
import { flatRelief, reliefOf } from '@/domain/relief';

const bytesOf = (units: readonly number[]): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(units.length * 2));
  units.forEach((unit, index) => view.setInt16(index * 2, unit, true));
  return view.buffer;
};

const file: ReliefFile = {
  version: 1,
  stepM: 0.1,
  otherwiseM: 8.4,
  grids: [
    { file: 'ground/fine.bin', box: [114.3, 30.5, 114.31, 30.51], columns: 2, rows: 2 },
    { file: 'ground/coarse.bin', box: [114, 30, 115, 31], columns: 3, rows: 2 },
  ],
  provenance: {
    grade: 'generated',
    source: { zh: '测试', en: 'Test' },
    licence: 'CC0-1.0',
    date: '2026',
    datum: 'WGS 84, ellipsoidal height',
  },
};
const fine = bytesOf([100, 200, 300, 400]);
const coarse = bytesOf([84, 84, 84, 84, 84, 8000]);

describe('the ground', () => {
  const relief = reliefOf(file, [fine, coarse]);

  it('is as high at a post as its grid says, and between posts lies between them', () => {
    expect(relief.heightAt(114.3, 30.51)).toBeCloseTo(10, 6);
    expect(relief.heightAt(114.31, 30.5)).toBeCloseTo(40, 6);
    expect(relief.heightAt(114.305, 30.505)).toBeCloseTo(25, 6);
  });

  it('takes the finer grid where two cover a place, and is level outside all of them', () => {
    expect(relief.heightAt(114.305, 30.51)).toBeCloseTo(15, 6);
    expect(relief.heightAt(115, 30)).toBeCloseTo(800, 6);
    expect(relief.heightAt(113, 30)).toBe(8.4);
    expect(flatRelief.heightAt(113, 30)).toBe(groundHeight);
  });

  it('never leaves the range of its posts', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 114, max: 115, noNaN: true }),
        fc.double({ min: 30, max: 31, noNaN: true }),
        (lon, lat) => {
          const height = relief.heightAt(lon, lat);
          expect(height).toBeGreaterThanOrEqual(8.4 - 1e-9);
          expect(height).toBeLessThanOrEqual(800 + 1e-9);
        },
      ),
    );
  });

  it('is refused where its bytes are torn', () => {
    expect(() => reliefOf(file, [fine.slice(2), coarse])).toThrow('ground/fine.bin');
    expect(() => reliefOf(file, [fine])).toThrow('ground/coarse.bin');
  });
});
