import {
  Cartesian2,
  Credit,
  DefaultProxy,
  Event,
  GeographicTilingScheme,
  ImageryProvider,
  NeverTileDiscardPolicy,
  Rectangle,
  WebMercatorTilingScheme,
  type ImageryTypes,
} from 'cesium';
import type { SiteEntry } from '@/contracts/siteScene';
import { groundBox, type LaidPicture } from '@/scene/ground/laidPictures';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { within } from './again';
import { createAsking, type Asking } from './asking';
import { tileAddress } from './tileAddress';
import { createTrouble } from './trouble';
import { gridOf, nameIn, tiandituGrid, windowOf, type GridWindow, type TileGrid } from './tileGrid';

type Raster = Extract<SiteEntry, { readonly kind: 'wmts' | 'tms' | 'tianditu' }>;

const patienceMs = 10_000;

function schemeOf({ metres }: TileGrid, window: GridWindow) {
  const [west, south, east, north] = window.edges;
  const tiles = { numberOfLevelZeroTilesX: window.columns, numberOfLevelZeroTilesY: window.rows };
  return metres
    ? new WebMercatorTilingScheme({
        ...tiles,
        rectangleSouthwestInMeters: new Cartesian2(west, south),
        rectangleNortheastInMeters: new Cartesian2(east, north),
      })
    : new GeographicTilingScheme({ ...tiles, rectangle: Rectangle.fromDegrees(west, south, east, north) });
}

/** A service's tiles as the engine asks for them. */
function providerOf(entry: Raster, grid: TileGrid, window: GridWindow, asking: Asking): ImageryProvider {
  const scheme = schemeOf(grid, window);
  const size = entry.kind === 'tianditu' ? 256 : entry.tileSize;
  const provider: ImageryProvider = {
    rectangle: scheme.rectangle,
    tileWidth: size,
    tileHeight: size,
    minimumLevel: 0,
    maximumLevel: Math.max(0, grid.maximumLevel - window.level),
    tilingScheme: scheme,
    tileDiscardPolicy: new NeverTileDiscardPolicy(),
    errorEvent: new Event(),
    credit: new Credit(''),
    proxy: new DefaultProxy(''),
    hasAlphaChannel: true,
    getTileCredits: () => [],
    requestImage: (x: number, y: number, level: number) => {
      const url = tileAddress(entry, nameIn(grid, window, x, y, level));
      // Nothing holds these requests back, so that there always is a promise; compressed textures only come where asked for.
      return asking.tile(url, () =>
        within(ImageryProvider.loadImage(provider, url) as Promise<ImageryTypes>, patienceMs),
      );
    },
    pickFeatures: () => undefined,
  };
  return provider;
}

/** Pictures of a service over the drawn ground. Tiles that do not come are counted, said why, and asked for until they do. */
export function attachRaster(entry: Raster, host: SceneHost, first: LayerView, city: City): LayerHandle {
  const grid =
    entry.kind === 'tianditu' ? tiandituGrid(entry.system === 'EPSG:4490' ? 'c' : 'w') : gridOf(entry);
  const window = windowOf(grid, groundBox);
  if (window === undefined) throw new Error(`${entry.id}: no level of the service lies over the city`);
  let view = first;
  let laid: LaidPicture | undefined;
  let asking: Asking | undefined;

  const changed = () => {
    host.retell?.();
    host.requestRender();
  };
  const trouble = createTrouble(changed);
  const put = () => {
    const [before, askedBefore] = [laid, asking];
    trouble.over();
    asking = createAsking({ trouble, wanted: () => view.visible, changed });
    laid = host.lay(providerOf(entry, grid, window, asking), entry.place);
    laid.show(view);
    before?.remove();
    askedBefore?.stop();
    host.retell?.();
  };
  /** The first view is the city's own: a host that is slow or away must not hold it up. */
  const opened = () => city.scene.getState().status.kind !== 'loading';
  const undo = city.scene.subscribe(() => {
    if (laid === undefined && view.visible && opened()) put();
  });
  if (view.visible && opened()) put();

  return {
    apply: (next) => {
      const seen = !view.visible && next.visible;
      view = next;
      if (laid === undefined && next.visible && opened()) put();
      else if (seen && asking !== undefined && asking.missing() > 0) asking.again();
      laid?.show(next);
    },
    missing: () => asking?.missing() ?? 0,
    why: trouble.why,
    again: () => {
      if (asking?.lost() === true) put();
      else asking?.again();
    },
    destroy: () => {
      undo();
      asking?.stop();
      trouble.stop();
      laid?.remove();
    },
  };
}
