import {
  Cartesian3,
  Cesium3DTileset,
  Cesium3DTileStyle,
  I3SDataProvider,
  Intersect,
  Matrix4,
  type BoundingSphere,
} from 'cesium';
import type { SiteEntry } from '@/contracts/siteScene';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import { healTiles, type TileHealing } from '@/scene/tileHealing';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { createAgain, Silent, within } from './again';
import { daylight } from './daylight';
import { createFootprintVolumes } from './footprints';
import { createTrouble } from './trouble';
import { whole } from './whole';

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

/** Does a pick belong to it? The engine tells a tile's feature or its model, and both know their tileset. */
function isOf({ tilesets }: Opened, picked: unknown): boolean {
  const of = (name: string): unknown => Reflect.get(Object(picked), name);
  return tilesets.some((tileset) => tileset === of('tileset') || tileset === of('primitive'));
}

/** Raises a model along the vertical of its middle. */
function raise(tileset: Cesium3DTileset, metres: number): void {
  if (metres === 0) return;
  const up = Cartesian3.normalize(tileset.boundingSphere.center, new Cartesian3());
  const shift = Matrix4.fromTranslation(Cartesian3.multiplyByScalar(up, metres, up));
  tileset.modelMatrix = Matrix4.multiply(shift, tileset.modelMatrix, new Matrix4());
}

/** Is any of it within what the camera sees? */
function inView({ camera }: SceneHost['scene'], { boundingSphere }: Cesium3DTileset): boolean {
  const { frustum, positionWC, directionWC, upWC } = camera;
  const seen = frustum.computeCullingVolume(positionWC, directionWC, upWC);
  return seen.computeVisibility(boundingSphere) !== Intersect.OUTSIDE;
}

/**
 * A site's own mesh. It opens beside everything else: until it does, and while tiles of it are missing, the layer says how
 * many and why, and goes on asking. Where it asks for it, the footprints of the city's buildings split it into houses (单体化).
 */
export function attachModel(entry: Model, host: SceneHost, first: LayerView, city: City): LayerHandle {
  let view = first;
  let opened: Opened | undefined;
  let opening = false;
  let unopened = false;
  /** Some node of what is open could not be had: it is opened anew, and stays until then. */
  let stale = false;
  /** Tiles that have been asked for and nobody has answered. */
  let unanswered = 0;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let destroyed = false;
  let heals: readonly TileHealing[] = [];
  const volumes = entry.footprints ? createFootprintVolumes(host, city) : undefined;

  const light = daylight(host.theme());
  const undoTheme = host.onTheme(() => light.follow(host.theme()));
  const changed = () => host.retell?.();
  const trouble = createTrouble(changed);
  const missing = () =>
    (unopened ? 1 : 0) + heals.reduce((sum, heal) => sum + heal.missing(), 0) + unanswered;
  const dress = () => {
    for (const tileset of opened?.tilesets ?? []) {
      tileset.show = view.visible;
      tileset.style =
        view.opacity < 1 ? new Cesium3DTileStyle({ color: `color("white", ${view.opacity})` }) : undefined;
    }
    if (opened !== undefined) opened.primitive.show = view.visible;
    host.requestRender();
  };
  const shut = () => {
    clearTimeout(silence);
    [silence, unanswered] = [undefined, 0];
    for (const heal of heals) heal.destroy();
    heals = [];
    if (opened !== undefined) host.primitives.remove(opened.primitive);
    opened = undefined;
  };
  const healed = () => {
    if (missing() === 0) trouble.over();
    changed();
  };
  /** What has been asked for and is not answered in time is told of, and still waited for. */
  const listen = (tileset: Cesium3DTileset) => {
    tileset.loadProgress.addEventListener((pending: number) => {
      if (unanswered > 0) {
        unanswered = pending;
        healed();
      }
      clearTimeout(silence);
      if (pending === 0) return;
      silence = setTimeout(() => {
        unanswered = pending;
        trouble.met(new Silent(patienceMs), entry.url);
      }, patienceMs);
    });
  };
  /** The engine asks for a node of I3S once and never again, and does not say that it waits: the whole is opened anew. */
  const watchNodes = (tileset: Cesium3DTileset) => {
    const reopen = (error: unknown) => {
      if (opened?.tilesets.includes(tileset) !== true) return;
      [unopened, stale] = [true, true];
      trouble.met(error, entry.url);
      again.soon();
    };
    let came = false;
    tileset.tileLoad.addEventListener(() => {
      came = true;
    });
    tileset.tileFailed.addEventListener(({ message }: { readonly message?: string }) =>
      reopen(message ?? ''),
    );
    silence ??= setTimeout(() => {
      if (!came && view.visible && inView(host.scene, tileset)) reopen(new Silent(patienceMs));
    }, patienceMs);
  };
  const furnish = (what: Opened) => {
    shut();
    opened = what;
    [unopened, stale] = [false, false];
    for (const tileset of what.tilesets) {
      raise(tileset, entry.heightOffsetM);
      tileset.customShader = light.shader;
      if (entry.kind === 'i3s') watchNodes(tileset);
      else listen(tileset);
    }
    if (entry.kind === '3dtiles')
      heals = what.tilesets.map((tileset) =>
        healTiles(tileset, {
          requestRender: host.requestRender,
          onChange: healed,
          onFailed: (url, words) => trouble.met(words, url),
        }),
      );
    host.primitives.add(what.primitive);
    dress();
    healed();
  };
  const begin = () => {
    if (opening || (opened !== undefined && !stale) || destroyed || !view.visible) return;
    opening = true;
    const asked = open(entry);
    within(asked, patienceMs).then(
      (what) => {
        opening = false;
        if (destroyed) what.primitive.destroy();
        else furnish(what);
      },
      (error: unknown) => {
        opening = false;
        // What comes too late is not wanted any more.
        asked.then(({ primitive }) => primitive.destroy()).catch(() => undefined);
        if (destroyed) return;
        unopened = true;
        trouble.met(error, entry.url);
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
      const seen = !view.visible && next.visible;
      const otherwise = view.options !== next.options;
      view = next;
      if (seen) begin();
      dress();
      volumes?.apply(next);
      if (otherwise) changed();
    },
    missing,
    why: trouble.why,
    again: () => {
      if (opened === undefined || stale) again.now();
      for (const heal of heals) heal.again();
    },
    locate: (feature) => (feature === whole ? sphere() : undefined),
    recognise: (picked) => (opened !== undefined && isOf(opened, picked) ? whole : undefined),
    ...(volumes === undefined ? {} : { legend: volumes.legend }),
    destroy: () => {
      destroyed = true;
      again.stop();
      undoTheme();
      trouble.stop();
      volumes?.destroy();
      shut();
    },
  };
}
