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
import { createAgain, within } from './again';
import { tileAddress } from './tileAddress';
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

/** A service's tiles as the engine asks for them; `failed` hears of each that could not be had in time. */
function providerOf(entry: Raster, grid: TileGrid, window: GridWindow, failed: () => void): ImageryProvider {
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
      const image = ImageryProvider.loadImage(provider, url);
      if (image === undefined) return undefined;
      // Compressed textures only come from services that are asked for them.
      return within(image as Promise<ImageryTypes>, patienceMs).catch((error: unknown) => {
        failed();
        throw error;
      });
    },
    pickFeatures: () => undefined,
  };
  return provider;
}

/** Pictures of a service over the drawn ground. Tiles that do not come are counted, and all asked for again later. */
export function attachRaster(entry: Raster, host: SceneHost, first: LayerView, city: City): LayerHandle {
  const grid =
    entry.kind === 'tianditu' ? tiandituGrid(entry.system === 'EPSG:4490' ? 'c' : 'w') : gridOf(entry);
  const window = windowOf(grid, groundBox);
  if (window === undefined) throw new Error(`${entry.id}: no level of the service lies over the city`);
  let view = first;
  let missing = 0;
  let laid: LaidPicture | undefined;
  let turn = 0;

  const put = () => {
    const before = laid;
    turn += 1;
    const mine = turn;
    missing = 0;
    const provider = providerOf(entry, grid, window, () => {
      if (mine !== turn) return;
      missing += 1;
      host.retell?.();
      again.soon();
    });
    laid = host.lay(provider, entry.place);
    laid.show(view);
    before?.remove();
    host.retell?.();
  };
  const again = createAgain(put);
  /** The first view is the city's own: a host that is slow or away must not hold it up. */
  const opened = () => city.scene.getState().status.kind !== 'loading';
  const undo = city.scene.subscribe(() => {
    if (laid === undefined && view.visible && opened()) put();
  });
  if (view.visible && opened()) put();

  return {
    apply: (next) => {
      view = next;
      if (laid === undefined && next.visible && opened()) put();
      laid?.show(next);
    },
    missing: () => missing,
    destroy: () => {
      turn += 1;
      undo();
      again.stop();
      laid?.remove();
    },
  };
}
