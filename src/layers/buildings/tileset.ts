import { Cartesian2, Cesium3DTileset, Resource } from 'cesium';
import type { SceneHost } from '@/scene/layer';

/** Tries an address again after a blip, a little later each time; what the server refuses stays refused. */
function patient(url: string): Resource {
  let wait = 400;
  return new Resource({
    url,
    retryAttempts: 4,
    retryCallback: async (_resource?: Resource, error?: { readonly statusCode?: number }) => {
      const status = error?.statusCode;
      if (status !== undefined && status < 500 && status !== 429) return false;
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, 6_000);
      return true;
    },
  });
}

/** Pixels a tile may be wrong by at full detail. */
export const screenError = (host: SceneHost) => (host.software === true ? 20 : 12);

const mebi = 2 ** 20;

/** Opens the base's buildings; `cache` is how much of them is kept that no view asks for just now, MiB. */
export async function openTileset(host: SceneHost, cache: number): Promise<Cesium3DTileset> {
  const tileset = await Cesium3DTileset.fromUrl(patient(host.baseUrl('buildings/tileset.json')), {
    maximumScreenSpaceError: screenError(host),
    dynamicScreenSpaceError: false,
    foveatedScreenSpaceError: host.software !== true,
    cullRequestsWhileMoving: true,
    preloadFlightDestinations: true,
    // Loads while the ground is drawn first: see the layer's `reveal`.
    preloadWhenHidden: true,
    cacheBytes: cache * mebi,
    maximumCacheOverflowBytes: (cache * mebi * 2) / 3,
    showOutline: false,
    enableCollision: false,
    // The facade shader reckons its own light: maps of the sky's light would be made and sampled for nothing.
    environmentMapOptions: { enabled: false },
  });
  tileset.imageBasedLighting.imageBasedLightingFactor = Cartesian2.ZERO;
  return tileset;
}
