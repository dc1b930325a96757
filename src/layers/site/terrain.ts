import { Cartographic, CesiumTerrainProvider, Resource } from 'cesium';
import type { SiteEntry } from '@/contracts/siteScene';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { createAgain, within } from './again';
import { createAsking } from './asking';
import { createTrouble } from './trouble';

const patienceMs = 10_000;
/** So many tiles one after another that do not come, and the ground's own terrain is the better one. */
const givesWayAfter = 6;
/** The tile of the coarsest level that holds the city: without it a terrain shows nothing at all. */
const middle = Cartographic.fromDegrees(114.3, 30.58);

interface Refused {
  readonly statusCode?: number;
}

async function open(url: string): Promise<CesiumTerrainProvider> {
  // The engine says of a list it cannot read only that it cannot; one that is not there it does without.
  const list = new URL('layer.json', url.endsWith('/') ? url : `${url}/`).href;
  await Resource.fetchJson({ url: list })?.catch((error: Refused) => {
    if (error.statusCode !== 404) throw error;
  });
  const provider = await CesiumTerrainProvider.fromUrl(url);
  // Heard by whoever asks for a tile; without anybody to hear it the engine writes each failure into the console.
  provider.errorEvent.addEventListener(() => undefined);
  const { x, y } = provider.tilingScheme.positionToTileXY(middle, 0);
  await provider.requestTileGeometry(x, y, 0);
  return provider;
}

/**
 * A site's terrain in the place of the ground's own while it is shown; it gives way where it fails, and comes back. The
 * ground alone is another: what stands on it keeps the heights of ours, which the base was built with.
 */
export function attachTerrain(
  entry: Extract<SiteEntry, { readonly kind: 'terrain' }>,
  host: SceneHost,
  first: LayerView,
  city: City,
): LayerHandle {
  let view = first;
  let provider: CesiumTerrainProvider | undefined;
  let takeAway: (() => void) | undefined;
  let begun = false;
  let opening = false;
  let failed = false;
  let destroyed = false;

  const changed = () => {
    host.retell?.();
    host.requestRender();
  };
  const trouble = createTrouble(changed);
  const openAsking = () => createAsking({ trouble, wanted: () => view.visible, changed });
  let asking = openAsking();
  const giveWay = () => {
    takeAway?.();
    takeAway = undefined;
  };
  const takePlace = () => {
    if (provider !== undefined && view.visible) takeAway ??= host.standIn(provider);
  };
  const fail = (error: unknown) => {
    giveWay();
    asking.stop();
    provider = undefined;
    failed = true;
    trouble.met(error, entry.url);
    again.soon();
  };
  /** From now on each of its tiles is asked for until it comes. */
  const patient = (made: CesiumTerrainProvider) => {
    const request = made.requestTileGeometry.bind(made);
    let failedSince = 0;
    made.requestTileGeometry = (x, y, level, asked) => {
      const firstTry = request(x, y, level, asked);
      // Too many are asked for just now: the engine comes again.
      if (firstTry === undefined) return undefined;
      let tries = 0;
      return asking.tile(entry.url, async () => {
        tries += 1;
        try {
          const tile = tries === 1 ? firstTry : request(x, y, level);
          if (tile === undefined) throw new Error('The engine asks for too much just now.');
          const geometry = await within(tile, patienceMs);
          failedSince = 0;
          return geometry;
        } catch (error) {
          // Without a reason it is the engine that took its request back.
          if (error !== undefined) failedSince += 1;
          if (provider === made && failedSince >= givesWayAfter) fail(error);
          throw error;
        }
      });
    };
  };
  const begin = () => {
    // The first view is the city's own: a host that is slow or away must not hold it up.
    const early = city.scene.getState().status.kind === 'loading';
    if (early || opening || provider !== undefined || destroyed || !view.visible) return;
    [begun, opening] = [true, true];
    within(open(new URL(entry.url, document.baseURI).href), patienceMs).then(
      (made) => {
        opening = false;
        if (destroyed) return;
        failed = false;
        trouble.over();
        asking = openAsking();
        provider = made;
        patient(made);
        takePlace();
        changed();
      },
      (error: unknown) => {
        opening = false;
        if (!destroyed) fail(error);
      },
    );
  };
  const again = createAgain(begin);
  const undo = city.scene.subscribe(() => {
    if (!begun) begin();
  });
  begin();

  return {
    apply: (next) => {
      const seen = !view.visible && next.visible;
      view = next;
      if (!next.visible) giveWay();
      else if (seen && provider === undefined) begin();
      else takePlace();
      if (seen && asking.missing() > 0) asking.again();
    },
    missing: () => (failed ? 1 : asking.missing()),
    why: trouble.why,
    again: () => {
      if (provider === undefined) again.now();
      else asking.again();
    },
    destroy: () => {
      destroyed = true;
      undo();
      again.stop();
      asking.stop();
      trouble.stop();
      giveWay();
    },
  };
}
