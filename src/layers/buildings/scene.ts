import {
  BoundingSphere,
  Cartesian3,
  Cartesian4,
  Cesium3DTileFeature,
  Matrix4,
  Transforms,
  type Cesium3DTileset,
  type CustomShader,
} from 'cesium';
import { baseManifest, type BaseManifest, type BuildingProperties } from '@/contracts/base';
import { chosenOf } from '@/contracts/layer';
import type { AttachLayer, SceneHost } from '@/scene/layer';
import { looks } from '@/scene/look';
import { healTiles, type TileHealing } from '@/scene/tileHealing';
import type { LayerView } from '@/state/sceneStore';
import { createFacade, lightFacade } from './facade';
import { knownBuildings } from './known';
import { isSunChoice, lightOf, middle, type SunChoice } from './light';
import { isPaint, legendOf, paints, type PaintId } from './paint';
import { createShadows } from './shadows';
import { buildingIn, buildingOf, findLoaded, middleOf, type TileContent } from './tileFeatures';
import { openTileset, screenError } from './tileset';
import { createTowerLights } from './towerLights';
import { traitOf } from './trait';

/** What is kept of buildings no view asks for just now. */
const cacheMiB = 384;
/** The lamps and the sun follow the page's time in steps no eye sees, ms. */
const lightStepMs = 60_000;
/** Longer than this the buildings do not wait for the ground. */
const groundPatienceMs = 12_000;

/** How many buildings the base holds; a base without a manifest of ours does not say. */
async function countOf(host: SceneHost): Promise<number | undefined> {
  const answer = await fetch(host.baseUrl('manifest.json'));
  if (!answer.ok) return undefined;
  const manifest = baseManifest.safeParse(await answer.json());
  return manifest.success ? manifest.data.counts.buildings : undefined;
}

function paintOf({ options }: LayerView): PaintId | undefined {
  const [id] = chosenOf(options, 'paint');
  return isPaint(id) ? id : undefined;
}
function sunOf({ options }: LayerView): SunChoice | undefined {
  const [id] = chosenOf(options, 'sun');
  return isSunChoice(id) ? id : undefined;
}

export const attach: AttachLayer = async (host, first, city) => {
  const { scene } = host;
  const known = knownBuildings(city);
  const [opened, counted] = await Promise.all([openTileset(host, cacheMiB), countOf(host)]);
  let tileset = opened;
  let count = counted;
  let view: LayerView = first;
  let painted = paintOf(first);
  let worn = '';
  let shader: CustomShader | undefined;
  let lightAt = Number.NaN;
  let selected: BuildingProperties | undefined;
  let wanted: string | undefined;
  let revealed = false;
  let drawnSince = 0;
  let settledOnce = false;
  let destroyed = false;
  let healing: TileHealing | undefined;

  const shadows = createShadows(host);
  const place = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(...middle));
  const direction = (east: number, north: number, up: number) =>
    Cartesian3.normalize(
      Matrix4.multiplyByPointAsVector(place, new Cartesian3(east, north, up), new Cartesian3()),
      new Cartesian3(),
    );
  const upDirection = direction(0, 0, 1);

  const lightSelection = () => {
    const trait = selected === undefined ? [-1, -1, -1, -1] : traitOf(selected);
    shader?.setUniform('u_selectedTrait', Cartesian4.fromArray([...trait]));
    shader?.setUniform('u_selectedAt', selected === undefined ? Cartesian3.ZERO : middleOf(selected));
  };
  const shine = () => {
    if (shader === undefined) return;
    const theme = host.theme();
    const { at } = city.now();
    lightAt = Math.floor(at / lightStepMs);
    const light = lightOf(theme, looks[theme].buildings, at, sunOf(view));
    const towards = direction(...light.towards);
    lightFacade(shader, light, towards);
    shadows.shine(light, towards);
    host.requestRender();
  };
  /** A new shader only where the picture asks for other code or colours; what moves with time are its numbers. */
  const dress = () => {
    const theme = host.theme();
    const paint = paintOf(view);
    const translucent = view.opacity < 1;
    const wish = `${theme} ${paint ?? ''} ${translucent}`;
    if (wish !== worn) {
      worn = wish;
      const before = shader;
      shader = createFacade({ look: looks[theme], theme, paint, translucent });
      shader.setUniform('u_up', upDirection);
      lightSelection();
      tileset.customShader = shader;
      before?.destroy();
    }
    shader?.setUniform('u_opacity', view.opacity);
    shine();
  };

  const showShadows = () => shadows.show(view.visible && settledOnce && view.opacity === 1);

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
  /** Another base has been published: its buildings take the place of the old ones once they cover the view. */
  const renew = async (manifest: BaseManifest) => {
    const anew = await openTileset(host, cacheMiB).catch(() => undefined);
    if (anew === undefined) return;
    if (destroyed) {
      anew.destroy();
      return;
    }
    const [before, healed] = [tileset, healing];
    tileset = anew;
    count = manifest.counts.buildings;
    anew.customShader = shader;
    anew.show = before.show;
    watch(anew);
    followDetail();
    host.primitives.add(anew);
    const undo = anew.initialTilesLoaded.addEventListener(() => {
      undo();
      healed?.destroy();
      if (destroyed) return;
      host.primitives.remove(before);
      shadows.renew();
      host.retell?.();
      host.requestRender();
    });
  };
  const undoBase = host.onBase((manifest) => void renew(manifest));
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
    if (settledOnce || drawnSince <= 2 || !tileset.tilesLoaded) return;
    settledOnce = true;
    showShadows();
  });

  const warnings = createTowerLights(host, city);
  host.primitives.add(warnings);
  const showWarnings = () => {
    warnings.show = view.visible && looks[host.theme()].buildings.night === 1;
  };

  dress();
  showWarnings();
  const undoTheme = host.onTheme(() => {
    dress();
    showWarnings();
  });
  const undoQuality = host.quality.subscribe(followDetail);
  const undoFrame = scene.preRender.addEventListener(() => {
    const reach = host.haze?.reach();
    if (reach === undefined) return;
    shader?.setUniform('u_reach', reach);
    shadows.reach(reach);
  });
  const undoTime = city.time.subscribe(() => {
    if (Math.floor(city.now().at / lightStepMs) !== lightAt) shine();
  });

  return {
    apply: (next) => {
      view = next;
      tileset.show = next.visible && revealed;
      showShadows();
      showWarnings();
      dress();
      if (paintOf(next) !== painted) {
        painted = paintOf(next);
        host.retell?.();
      }
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
    legend: () => {
      const paint = paintOf(view);
      return paint === undefined ? undefined : legendOf(paints[paint]);
    },
    // A base without a manifest of ours does not say how many it holds.
    ...(counted === undefined ? {} : { count: () => count ?? 0 }),
    missing: () => healing?.missing() ?? 0,
    again: () => healing?.again(),
    settled: () => settledOnce,
    destroy: () => {
      destroyed = true;
      undoBase();
      healing?.destroy();
      undoQuality();
      clearTimeout(patience);
      undoGround();
      undoTheme();
      undoFrame();
      undoTime();
      shadows.destroy();
      host.primitives.remove(tileset);
      host.primitives.remove(warnings);
      shader?.destroy();
    },
  };
};
