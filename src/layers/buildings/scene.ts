import {
  BoundingSphere,
  Cartesian2,
  Cartesian3,
  Cartesian4,
  Cesium3DTileFeature,
  Cesium3DTileset,
  Matrix4,
  PointPrimitiveCollection,
  Color,
  Resource,
  Transforms,
  type CustomShader,
} from 'cesium';
import { baseManifest, type BuildingProperties } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';
import type { AttachLayer, SceneHost } from '@/scene/layer';
import { looks } from '@/scene/look';
import { healTiles, type TileHealing } from '@/scene/tileHealing';
import type { LayerView } from '@/state/sceneStore';
import { eveningAt } from './evening';
import { createFacade } from './facade';
import { knownBuildings } from './known';
import { buildingIn, buildingOf, findLoaded, middleOf, type TileContent } from './tileFeatures';
import { traitOf } from './trait';

/** Where light is reckoned from: the middle of the city. */
const middle = [114.3, 30.58] as const;
/** The sun of the day look stands in the south-west, halfway up: long enough faces in light and in shade. */
const sun = { east: -0.52, north: -0.5, up: 0.69 } as const;
/** Towers from here on carry a warning light, metres. */
const warnedFrom = 150;
/** Longer than this the buildings do not wait for the ground. */
const groundPatienceMs = 12_000;

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

/** How many buildings the base holds; a base without a manifest of ours does not say. */
async function countOf(host: SceneHost): Promise<number | undefined> {
  const answer = await fetch(host.baseUrl('manifest.json'));
  if (!answer.ok) return undefined;
  const manifest = baseManifest.safeParse(await answer.json());
  return manifest.success ? manifest.data.counts.buildings : undefined;
}

/** Pixels a tile may be wrong by at full detail. */
const screenError = (host: SceneHost) => (host.software === true ? 20 : 12);

async function openTileset(host: SceneHost): Promise<Cesium3DTileset> {
  const tileset = await Cesium3DTileset.fromUrl(patient(host.baseUrl('buildings/tileset.json')), {
    maximumScreenSpaceError: screenError(host),
    dynamicScreenSpaceError: false,
    foveatedScreenSpaceError: host.software !== true,
    cullRequestsWhileMoving: true,
    preloadFlightDestinations: true,
    // Loads while the ground is drawn first: see `reveal`.
    preloadWhenHidden: true,
    cacheBytes: 384 * 2 ** 20,
    maximumCacheOverflowBytes: 256 * 2 ** 20,
    showOutline: false,
    enableCollision: false,
    // The facade shader reckons its own light: maps of the sky's light would be made and sampled for nothing.
    environmentMapOptions: { enabled: false },
  });
  tileset.imageBasedLighting.imageBasedLightingFactor = Cartesian2.ZERO;
  return tileset;
}

export const attach: AttachLayer = async (host, first, city) => {
  const { scene } = host;
  const known = knownBuildings(city);
  const [tileset, count] = await Promise.all([openTileset(host), countOf(host)]);
  let view: LayerView = first;
  let shader: CustomShader = createFacade(looks[host.theme()], false);
  let translucent = false;
  let selected: BuildingProperties | undefined;
  let wanted: string | undefined;
  let revealed = false;
  let drawnSince = 0;
  let settledOnce = false;
  let destroyed = false;
  let healing: TileHealing | undefined;

  const place = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(...middle));
  const direction = (east: number, north: number, up: number) =>
    Cartesian3.normalize(
      Matrix4.multiplyByPointAsVector(place, new Cartesian3(east, north, up), new Cartesian3()),
      new Cartesian3(),
    );
  const sunDirection = direction(sun.east, sun.north, sun.up);
  const upDirection = direction(0, 0, 1);

  const lightSelection = () => {
    const trait = selected === undefined ? [-1, -1, -1, -1] : traitOf(selected);
    shader.setUniform('u_selectedTrait', Cartesian4.fromArray([...trait]));
    shader.setUniform('u_selectedAt', selected === undefined ? Cartesian3.ZERO : middleOf(selected));
  };
  const dress = () => {
    translucent = view.opacity < 1;
    const before = shader;
    shader = createFacade(looks[host.theme()], translucent);
    shader.setUniform('u_sun', sunDirection);
    shader.setUniform('u_up', upDirection);
    shader.setUniform('u_opacity', view.opacity);
    shader.setUniform('u_evening', eveningAt(city.now().at));
    lightSelection();
    tileset.customShader = shader;
    before.destroy();
    host.requestRender();
  };

  const seek = (content: TileContent) => {
    if (wanted === undefined) return;
    const found = buildingIn(content, wanted);
    if (found === undefined) return;
    wanted = undefined;
    known.meet(found);
    selected = found;
    lightSelection();
    host.requestRender();
  };

  const followDetail = () => {
    tileset.maximumScreenSpaceError = screenError(host) * host.quality.getState().detail;
    host.requestRender();
  };
  const watch = (one: Cesium3DTileset) => {
    healing = healTiles(one, { requestRender: host.requestRender, onChange: () => host.retell?.() });
    one.tileLoad.addEventListener((tile: { readonly content: TileContent }) => seek(tile.content));
  };
  watch(tileset);
  tileset.show = false;
  host.primitives.add(tileset);

  /**
   * The ground first, then what stands on it: pictures without buildings are quick, so the ground is whole sooner, and
   * the tiles come in meanwhile.
   */
  const reveal = () => {
    if (revealed || destroyed) return;
    revealed = true;
    clearTimeout(patience);
    tileset.show = view.visible;
    host.requestRender();
  };
  const patience = setTimeout(reveal, groundPatienceMs);
  const groundRead = Promise.allSettled((['land', 'water', 'streets'] as const).map(host.ground.count));
  let groundIn = false;
  void groundRead.then(() => {
    groundIn = true;
    host.requestRender();
  });
  const undoGround = scene.postRender.addEventListener(() => {
    if (!revealed) {
      if (groundIn && scene.globe.tilesLoaded && scene.imageryLayers.length > 0) reveal();
      return;
    }
    drawnSince += 1;
    if (drawnSince > 2 && tileset.tilesLoaded) settledOnce = true;
  });

  const warnings = new PointPrimitiveCollection();
  host.primitives.add(warnings);
  const showWarnings = () => {
    warnings.show = view.visible && looks[host.theme()].buildings.night === 1;
  };
  void city.query.landmarks().then(
    (landmarks) => {
      if (destroyed) return;
      for (const { at, heightM } of landmarks) {
        if (heightM === undefined || heightM < warnedFrom) continue;
        warnings.add({
          position: Cartesian3.fromDegrees(at[0], at[1], groundHeight + heightM + 2),
          color: Color.fromCssColorString('#ff4a3d'),
          outlineColor: Color.fromCssColorString('rgba(255, 60, 48, 0.28)'),
          outlineWidth: 3,
          pixelSize: 3.5,
        });
      }
      host.requestRender();
    },
    // Without the register the towers only lack their lights.
    () => undefined,
  );

  dress();
  showWarnings();
  const undoTheme = host.onTheme(() => {
    dress();
    showWarnings();
  });
  const undoQuality = host.quality.subscribe(followDetail);
  const undoFrame = scene.preRender.addEventListener(() => {
    const reach = host.haze?.reach();
    if (reach !== undefined) shader.setUniform('u_reach', reach);
  });

  return {
    apply: (next) => {
      view = next;
      tileset.show = next.visible && revealed;
      showWarnings();
      if (next.opacity < 1 !== translucent) dress();
      else shader.setUniform('u_opacity', next.opacity);
      host.requestRender();
    },
    highlight: (features) => {
      const [id] = features;
      wanted = undefined;
      selected = id === undefined ? undefined : (known.find(id) ?? findLoaded(tileset, id));
      if (selected !== undefined) known.meet(selected);
      else wanted = id;
      lightSelection();
      host.requestRender();
    },
    recognise: (picked) => {
      if (!(picked instanceof Cesium3DTileFeature) || picked.tileset !== tileset) return undefined;
      const building = buildingOf(picked);
      if (building.id === '') return undefined;
      known.meet(building);
      return building.id;
    },
    locate: (feature) => {
      const building = known.find(feature) ?? findLoaded(tileset, feature);
      if (building === undefined) return undefined;
      known.meet(building);
      return new BoundingSphere(middleOf(building), Math.max(30, building.height / 2));
    },
    ...(count === undefined ? {} : { count: () => count }),
    missing: () => healing?.missing() ?? 0,
    settled: () => settledOnce,
    destroy: () => {
      destroyed = true;
      healing?.destroy();
      undoQuality();
      clearTimeout(patience);
      undoGround();
      undoTheme();
      undoFrame();
      host.primitives.remove(tileset);
      host.primitives.remove(warnings);
      shader.destroy();
    },
  };
};
