import {
  Cartesian3,
  Cesium3DTileset,
  Cesium3DTileStyle,
  I3SDataProvider,
  Matrix4,
  type BoundingSphere,
} from 'cesium';
import type { SiteEntry } from '@/contracts/siteScene';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import { healTiles, type TileHealing } from '@/scene/tileHealing';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { createAgain, within } from './again';
import { daylight } from './daylight';
import { createFootprintVolumes } from './footprints';

type Model = Extract<SiteEntry, { readonly kind: '3dtiles' | 'i3s' }>;

/** What has been opened, whichever of the two it is. */
interface Opened {
  readonly primitive: Cesium3DTileset | I3SDataProvider;
  readonly tilesets: readonly Cesium3DTileset[];
}

const patienceMs = 20_000;

async function open(entry: Model): Promise<Opened> {
  const url = new URL(entry.url, document.baseURI).href;
  if (entry.kind === '3dtiles') {
    const tileset = await Cesium3DTileset.fromUrl(url, { enableCollision: false });
    return { primitive: tileset, tilesets: [tileset] };
  }
  const provider = await I3SDataProvider.fromUrl(url, {});
  const tilesets = provider.layers.flatMap(({ tileset }) => (tileset === undefined ? [] : [tileset]));
  return { primitive: provider, tilesets };
}

/** Raises a model along the vertical of its middle. */
function raise(tileset: Cesium3DTileset, metres: number): void {
  if (metres === 0) return;
  const up = Cartesian3.normalize(tileset.boundingSphere.center, new Cartesian3());
  const shift = Matrix4.fromTranslation(Cartesian3.multiplyByScalar(up, metres, up));
  tileset.modelMatrix = Matrix4.multiply(shift, tileset.modelMatrix, new Matrix4());
}

/**
 * A site's own mesh. It opens beside everything else: until it does, and while tiles of it are missing, the layer says how
 * many and goes on asking. Where it asks for it, the footprints of the city's buildings split it into houses (单体化).
 */
export function attachModel(entry: Model, host: SceneHost, first: LayerView, city: City): LayerHandle {
  let view = first;
  let opened: Opened | undefined;
  let opening = false;
  let unopened = 0;
  let destroyed = false;
  let heals: readonly TileHealing[] = [];
  const volumes = entry.footprints ? createFootprintVolumes(host, city) : undefined;

  const dress = () => {
    for (const tileset of opened?.tilesets ?? []) {
      tileset.show = view.visible;
      tileset.style =
        view.opacity < 1 ? new Cesium3DTileStyle({ color: `color("white", ${view.opacity})` }) : undefined;
    }
    if (opened !== undefined) opened.primitive.show = view.visible;
    host.requestRender();
  };
  const begin = () => {
    if (opening || opened !== undefined || destroyed || !view.visible) return;
    opening = true;
    within(open(entry), patienceMs).then(
      (what) => {
        opening = false;
        if (destroyed) {
          what.primitive.destroy();
          return;
        }
        opened = what;
        unopened = 0;
        again.well();
        for (const tileset of what.tilesets) {
          raise(tileset, entry.heightOffsetM);
          tileset.customShader = daylight();
        }
        heals = what.tilesets.map((tileset) =>
          healTiles(tileset, {
            requestRender: host.requestRender,
            onChange: () => host.retell?.(),
          }),
        );
        host.primitives.add(what.primitive);
        dress();
        host.retell?.();
      },
      () => {
        opening = false;
        if (destroyed) return;
        unopened = 1;
        host.retell?.();
        again.soon();
      },
    );
  };
  const again = createAgain(begin);
  begin();
  volumes?.apply(view);

  const sphere = (): BoundingSphere | undefined => opened?.tilesets[0]?.boundingSphere;
  return {
    apply: (next) => {
      view = next;
      begin();
      dress();
      volumes?.apply(next);
    },
    missing: () => unopened + heals.reduce((sum, heal) => sum + heal.missing(), 0),
    locate: (feature) => (feature === 'all' ? sphere() : undefined),
    ...(volumes === undefined ? {} : { legend: volumes.legend }),
    destroy: () => {
      destroyed = true;
      again.stop();
      volumes?.destroy();
      for (const heal of heals) heal.destroy();
      if (opened !== undefined) host.primitives.remove(opened.primitive);
    },
  };
}
