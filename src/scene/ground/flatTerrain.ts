import { CustomHeightmapTerrainProvider, GeographicTilingScheme, Rectangle } from 'cesium';
import { flatRelief } from '@/domain/relief';
import { tileSize } from './canvasTiles';

export type GroundScheme = GeographicTilingScheme;

/**
 * The ground the city stands on, about 800 km across: beyond every horizon the camera may see. Its first tile is the
 * whole of it, so the globe need not walk down from the round world before anything is drawn.
 */
export function createGroundScheme(): GeographicTilingScheme {
  return new GeographicTilingScheme({
    rectangle: Rectangle.fromDegrees(110.2, 26.5, 118.4, 34.7),
    numberOfLevelZeroTilesX: 1,
    numberOfLevelZeroTilesY: 1,
  });
}

const posts = 8;

/** Level ground until the heights are read; curved with the ellipsoid and nothing else. */
export function createFlatTerrain(scheme: GeographicTilingScheme): CustomHeightmapTerrainProvider {
  const terrain = new CustomHeightmapTerrainProvider({
    width: posts,
    height: posts,
    tilingScheme: scheme,
    callback: () => new Float32Array(posts * posts).fill(flatRelief.heightAt(0, 0)),
  });
  // Level ground has no error of its own: a tile is refined when its picture would blur, one texel a pixel.
  const texel = (scheme.ellipsoid.maximumRadius * scheme.rectangle.width) / tileSize;
  terrain.getLevelMaximumGeometricError = (level) => texel / 2 ** level;
  return terrain;
}
