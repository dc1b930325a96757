import { HeightmapTerrainData, Math as CesiumMath, type GeographicTilingScheme } from 'cesium';
import type { Box } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';
import { createFlatTerrain } from './flatTerrain';

/** Posts along a tile's side: few where the ground is level, enough for the grid of the hills where it is not. */
const levelPosts = 5;
const hillPosts = 33;
/** Metres within which a tile counts as level. */
const levelWithinM = 0.35;

/** Heights of the posts of a tile, row by row from its north-west corner; posts on an edge are its neighbours' too. */
export function tileHeights(relief: Relief, [west, south, east, north]: Box): Float32Array<ArrayBuffer> {
  const fine = postsOf(relief, [west, south, east, north], hillPosts);
  let [low, high] = [Infinity, -Infinity];
  for (const height of fine) {
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  return high - low > levelWithinM ? fine : postsOf(relief, [west, south, east, north], levelPosts);
}

function postsOf(relief: Relief, [west, south, east, north]: Box, posts: number): Float32Array<ArrayBuffer> {
  const heights = new Float32Array(posts * posts);
  const last = posts - 1;
  for (let row = 0; row < posts; row += 1) {
    const lat = row === last ? south : north - ((north - south) * row) / last;
    for (let column = 0; column < posts; column += 1) {
      const lon = column === last ? east : west + ((east - west) * column) / last;
      heights[row * posts + column] = relief.heightAt(lon, lat);
    }
  }
  return heights;
}

/** The ground with its relief, cut as the drawn pictures are, so that both refine together. Asks no server. */
export function createReliefTerrain(scheme: GeographicTilingScheme, relief: Relief) {
  const terrain = createFlatTerrain(scheme);
  terrain.requestTileGeometry = (x, y, level) => {
    const { west, south, east, north } = scheme.tileXYToRectangle(x, y, level);
    const degrees = CesiumMath.toDegrees;
    const buffer = tileHeights(relief, [degrees(west), degrees(south), degrees(east), degrees(north)]);
    const side = Math.sqrt(buffer.length);
    return Promise.resolve(
      new HeightmapTerrainData({ buffer, width: side, height: side, childTileMask: 15 }),
    );
  };
  return terrain;
}
