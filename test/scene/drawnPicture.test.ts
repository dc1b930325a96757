import { GeographicTilingScheme, type ImageryProvider } from 'cesium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Box } from '@/contracts/geo';
import { createDrawnPicture } from '@/scene/ground/drawnPicture';
import { createShapePicture, type ShapeStyle } from '@/scene/ground/drawnShapes';
import { drawPattern, patternKinds } from '@/scene/ground/patterns';
import type { TilePen } from '@/scene/ground/paint';
import { looks } from '@/scene/look';

/** A pen that writes down what it is told, in order. */
function recorder() {
  const said: string[] = [];
  const pen = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given: readonly unknown[]) =>
          void said.push(`${String(name)} ${given.join(' ')}`),
      set: () => true,
    },
  ) as TilePen;
  return { pen, said };
}

beforeEach(() => {
  vi.stubGlobal('document', {
    createElement: () => ({ width: 0, height: 0, getContext: () => recorder().pen }),
  });
});
afterEach(() => void vi.unstubAllGlobals());

const scheme = new GeographicTilingScheme();
const level = 4;
const draw = (provider: ImageryProvider, x: number, y: number) =>
  Promise.resolve(provider.requestImage(x, y, level));
const boxOf = (x: number, y: number): Box => {
  const { west, south, east, north } = scheme.tileXYToRectangle(x, y, level);
  return [west, south, east, north].map((angle) => (angle * 180) / Math.PI) as unknown as Box;
};

describe('a picture a layer draws on the ground', () => {
  it('draws each tile once, and of the next picture only the tiles that meet what changed', async () => {
    const paint = vi.fn(() => true);
    const painter = { touches: () => true, paint };
    const before = createDrawnPicture(painter, looks.night, scheme);
    const places = [
      [3, 3],
      [4, 3],
      [9, 9],
    ] as const;
    for (const [x, y] of places) await draw(before.provider, x, y);
    await draw(before.provider, 3, 3);
    expect(paint).toHaveBeenCalledTimes(3);
    const [west, south, east, north] = boxOf(3, 3);
    const changed: Box = [west + 0.1, south + 0.1, east - 0.1, north - 0.1];
    const after = createDrawnPicture(painter, looks.night, scheme, before.outside([changed]));
    const tiles = await Promise.all(places.map(([x, y]) => draw(after.provider, x, y)));
    expect(paint).toHaveBeenCalledTimes(4);
    expect(tiles[2]).toBe(await draw(before.provider, 9, 9));
    expect(tiles[0]).not.toBe(await draw(before.provider, 3, 3));
  });
});

describe('a pattern in an area', () => {
  it('is drawn inside its outline alone, and another for each kind', () => {
    const drawn = patternKinds.map((kind) => {
      const style: ShapeStyle = { fill: '#fff', stroke: '#fff', pattern: { kind, colour: '#f00' } };
      const ring = Float64Array.of(10, 10, 11, 10, 11, 11, 10, 11);
      const shape = { id: 'a', kind: 'area', rings: [ring], box: [10, 10, 11, 11] } as const;
      const { pen, said } = recorder();
      createShapePicture([shape], () => style).painter.paint(pen, [10, 10, 11, 11], 512, looks.day);
      expect(said.findIndex((word) => word.startsWith('clip'))).toBeGreaterThan(said.indexOf('save '));
      expect(said.at(-1)).toBe('restore ');
      return said.join('\n');
    });
    expect(new Set(drawn).size).toBe(patternKinds.length);
  });

  it('goes on from tile to tile: lines that leave one on the right enter the next on its left', () => {
    const { pen, said } = recorder();
    drawPattern(pen, 'striped', '#f00', 512);
    const starts = said.filter((word) => word.startsWith('moveTo')).map((word) => Number(word.split(' ')[1]));
    for (const start of starts) expect((start + 512) % 16).toBe(0);
    expect(Math.min(...starts)).toBe(-512);
  });
});
