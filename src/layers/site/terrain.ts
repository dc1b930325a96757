import { CesiumTerrainProvider, type TerrainProvider } from 'cesium';
import type { SiteEntry } from '@/contracts/siteScene';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import type { LayerView } from '@/state/sceneStore';
import { createAgain, within } from './again';

const patienceMs = 10_000;
/** So many tiles one after another that do not come, and the ground's own terrain is the better one. */
const givesWayAfter = 6;

/** A site's terrain in the place of the ground's own while it is shown; it gives way where it fails, and comes back. */
export function attachTerrain(
  entry: Extract<SiteEntry, { readonly kind: 'terrain' }>,
  host: SceneHost,
  first: LayerView,
): LayerHandle {
  const { scene } = host;
  let view = first;
  let provider: TerrainProvider | undefined;
  let own: TerrainProvider | undefined;
  let missing = 0;
  let came = false;
  let opening = false;
  let destroyed = false;

  const giveWay = () => {
    if (own !== undefined && !scene.isDestroyed() && scene.terrainProvider === provider) {
      scene.terrainProvider = own;
    }
    own = undefined;
    host.requestRender();
  };
  const takePlace = () => {
    if (provider === undefined || own !== undefined || !view.visible) return;
    own = scene.terrainProvider;
    scene.terrainProvider = provider;
    host.requestRender();
  };
  const failed = () => {
    missing += 1;
    host.retell?.();
    // Without its coarsest tiles a terrain shows nothing at all.
    if (came && missing < givesWayAfter) return;
    giveWay();
    provider = undefined;
    again.soon();
  };
  const begin = () => {
    if (opening || provider !== undefined || destroyed || !view.visible) return;
    opening = true;
    const url = new URL(entry.url, document.baseURI).href;
    within(CesiumTerrainProvider.fromUrl(url), patienceMs).then(
      (made) => {
        opening = false;
        if (destroyed) return;
        missing = 0;
        came = false;
        const request = made.requestTileGeometry.bind(made);
        made.requestTileGeometry = (...tile) => {
          const asked = request(...tile);
          asked?.then(
            () => {
              came = true;
            },
            // The engine reports it, and `failed` hears of it.
            () => undefined,
          );
          return asked;
        };
        provider = made;
        made.errorEvent.addEventListener(failed);
        takePlace();
        host.retell?.();
      },
      () => {
        opening = false;
        if (destroyed) return;
        missing = Math.max(1, missing);
        host.retell?.();
        again.soon();
      },
    );
  };
  const again = createAgain(begin);
  begin();

  return {
    apply: (next) => {
      view = next;
      if (!next.visible) giveWay();
      else if (provider === undefined) begin();
      else takePlace();
    },
    missing: () => missing,
    destroy: () => {
      destroyed = true;
      again.stop();
      giveWay();
    },
  };
}
