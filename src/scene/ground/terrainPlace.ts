import type { Scene, TerrainProvider } from 'cesium';

/** Which terrain the globe stands on: the ground's own, or the last one put in its place. */
export interface TerrainPlace {
  /** The ground's own; seen where nothing stands in its place. */
  readonly setOwn: (terrain: TerrainProvider) => void;
  /** Puts a terrain above the ground's own and those put there before; returns what takes it away, whichever stands above. */
  readonly standIn: (terrain: TerrainProvider) => () => void;
}

export function createTerrainPlace(scene: Scene, requestRender: () => void): TerrainPlace {
  let own = scene.terrainProvider;
  const standing: TerrainProvider[] = [];
  const settle = () => {
    const next = standing.at(-1) ?? own;
    if (scene.isDestroyed() || scene.terrainProvider === next) return;
    scene.terrainProvider = next;
    requestRender();
  };
  return {
    setOwn: (terrain) => {
      own = terrain;
      settle();
    },
    standIn: (terrain) => {
      standing.push(terrain);
      settle();
      return () => {
        const index = standing.indexOf(terrain);
        if (index >= 0) standing.splice(index, 1);
        settle();
      };
    },
  };
}
