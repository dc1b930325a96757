import { describe, expect, it } from 'vitest';
import { groundHeight, type Box } from '@/contracts/geo';
import { flatRelief, type Relief } from '@/domain/relief';
import { createGroundScheme } from '@/scene/ground/flatTerrain';
import { createReliefTerrain, tileHeights } from '@/scene/ground/reliefTerrain';

const hilly: Relief = {
  heightAt: (lon, lat) => groundHeight + 40 * Math.sin(lon * 900) * Math.cos(lat * 700) + 40,
};
const west: Box = [114.3, 30.5, 114.4, 30.6];
const east: Box = [114.4, 30.5, 114.5, 30.6];
const south: Box = [114.3, 30.4, 114.4, 30.5];

describe('the terrain under the city', () => {
  it('holds at its posts what the relief says, from the north-west corner', () => {
    const heights = tileHeights(hilly, west);
    const side = Math.sqrt(heights.length);
    expect(heights[0]).toBeCloseTo(hilly.heightAt(114.3, 30.6), 3);
    expect(heights[side - 1]).toBeCloseTo(hilly.heightAt(114.4, 30.6), 3);
    expect(heights[heights.length - 1]).toBeCloseTo(hilly.heightAt(114.4, 30.5), 3);
  });

  it('has no crack between neighbours: posts on a shared edge are the same', () => {
    const here = tileHeights(hilly, west);
    const side = Math.sqrt(here.length);
    const beside = tileHeights(hilly, east);
    const below = tileHeights(hilly, south);
    for (let index = 0; index < side; index += 1) {
      expect(here[index * side + side - 1]).toBe(beside[index * side]);
      expect(here[(side - 1) * side + index]).toBe(below[index]);
    }
  });

  it('spends few posts on level ground', () => {
    expect(tileHeights(flatRelief, west).length).toBeLessThan(tileHeights(hilly, west).length / 20);
    expect(new Set(tileHeights(flatRelief, west)).size).toBe(1);
  });

  it('is cut as the drawn pictures are and refines with them', async () => {
    const scheme = createGroundScheme();
    const terrain = createReliefTerrain(scheme, hilly);
    expect(terrain.tilingScheme).toBe(scheme);
    expect(terrain.getLevelMaximumGeometricError(3)).toBe(terrain.getLevelMaximumGeometricError(2) / 2);
    const tile = await terrain.requestTileGeometry(5, 5, 4);
    const rectangle = scheme.tileXYToRectangle(5, 5, 4);
    expect(tile?.interpolateHeight(rectangle, rectangle.west, rectangle.north)).toBeCloseTo(
      hilly.heightAt((rectangle.west * 180) / Math.PI, (rectangle.north * 180) / Math.PI),
      2,
    );
  });
});
