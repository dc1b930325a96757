import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  ClassificationPrimitive,
  ClassificationType,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  Math as CesiumMath,
  PolygonGeometry,
  PolygonHierarchy,
} from 'cesium';
import { buildingUses } from '@/contracts/base';
import type { Footprint } from '@/contracts/footprints';
import type { Box } from '@/contracts/geo';
import type { LayerLegend } from '@/contracts/layer';
import { engineId } from '@/scene/featureId';
import type { SceneHost } from '@/scene/layer';
import { looks } from '@/scene/look';
import type { City } from '@/state/city';
import type { LayerView } from '@/state/sceneStore';
import { createAgain } from './again';
import { useColours, useTitles } from './useColours';

export interface FootprintVolumes {
  readonly apply: (view: LayerView) => void;
  readonly legend: () => LayerLegend | undefined;
  /** How many houses the mesh is split into just now. */
  readonly count: () => number;
  readonly destroy: () => void;
}

/** A mesh and a register never agree to the metre: volumes reach beyond the house below and above. */
const sink = 12;
const rise = 8;
/** From higher up nobody points at one house. */
const highestM = 6_000;
/** How far around the point looked at houses are taken, degrees. */
const widest = 0.03;
const unseen = 0.004;
/** A look under the pointer draws every house of the batches it crosses, one by one: batches are small and lie together. */
const mostInBatch = 64;

/** What the camera looks at, as a box of degrees; nothing from too high up. */
export function boxInView(host: SceneHost): Box | undefined {
  const { camera, canvas, globe } = host.scene;
  const eye = camera.positionCartographic;
  if (eye.height > highestM) return undefined;
  const ray = camera.getPickRay(new Cartesian2(canvas.clientWidth / 2, canvas.clientHeight * 0.6));
  const met = ray === undefined ? undefined : globe.pick(ray, host.scene);
  const at = met === undefined ? eye : Cartographic.fromCartesian(met);
  const [lon, lat] = [CesiumMath.toDegrees(at.longitude), CesiumMath.toDegrees(at.latitude)];
  const half = Math.min(widest, Math.max(0.004, (eye.height * 2) / 111_195));
  return [lon - half, lat - half, lon + half, lat + half];
}

function within(inner: Box, outer: Box): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** The engine refuses an outline without an inside, and every other house with it. */
export function encloses({ ring }: Footprint): boolean {
  const [first, ...rest] = ring;
  if (first === undefined || rest.length < 2) return false;
  const doubled = rest.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = rest[index + 1] ?? first;
    return sum + (lon - first[0]) * (nextLat - first[1]) - (nextLon - first[0]) * (lat - first[1]);
  }, 0);
  // A square centimetre, in degrees; what is no number fails too.
  return Math.abs(doubled) > 1e-14;
}

/** Halves houses along their longer side until each lot is small, so that what is not pointed at is left out whole. */
function neighbours(houses: readonly Footprint[]): readonly (readonly Footprint[])[] {
  if (houses.length <= mostInBatch) return houses.length === 0 ? [] : [houses];
  const placed = houses.map((house) => ({ house, at: house.ring[0] ?? [0, 0] }));
  const spread = (axis: 0 | 1) => {
    const along = placed.map(({ at }) => at[axis]);
    return Math.max(...along) - Math.min(...along);
  };
  const axis = spread(0) > spread(1) ? 0 : 1;
  const sorted = placed.sort((one, other) => one.at[axis] - other.at[axis]).map(({ house }) => house);
  const half = sorted.length >> 1;
  return [...neighbours(sorted.slice(0, half)), ...neighbours(sorted.slice(half))];
}

/** The engine lays one colour a batch on a mesh: neighbours of one colour go together. */
export function groupsOf(
  held: readonly Footprint[],
  byUse: boolean,
): readonly { readonly colour: Color; readonly houses: readonly Footprint[] }[] {
  const lots = (houses: readonly Footprint[], colour: Color) =>
    neighbours(houses).map((lot) => ({ colour, houses: lot }));
  if (!byUse) return lots(held, Color.WHITE.withAlpha(unseen));
  return buildingUses.flatMap((use) =>
    lots(
      held.filter((one) => one.use === use),
      Color.fromCssColorString(useColours[use]).withAlpha(0.45),
    ),
  );
}

export function instanceOf(footprint: Footprint, colour: Color): GeometryInstance {
  const positions = Cartesian3.fromDegreesArray(footprint.ring.flatMap(([lon, lat]) => [lon, lat]));
  return new GeometryInstance({
    id: engineId({ layer: 'buildings', feature: footprint.id }),
    geometry: new PolygonGeometry({
      polygonHierarchy: new PolygonHierarchy(positions),
      height: footprint.ground - sink,
      extrudedHeight: footprint.ground + footprint.height + rise,
    }),
    attributes: { color: ColorGeometryInstanceAttribute.fromColor(colour) },
  });
}

/**
 * 单体化: the footprints of the base's buildings as volumes on a mesh that has no houses of its own. Pointing at one means
 * that building; its colour lies on the mesh. Those nearest to what is looked at, made anew when one looks on.
 */
export function createFootprintVolumes(host: SceneHost, city: City): FootprintVolumes {
  let view: LayerView = { visible: false, opacity: 1 };
  let held: readonly Footprint[] = [];
  let heldBox: Box | undefined;
  let batches: readonly ClassificationPrimitive[] = [];
  let chosen: ClassificationPrimitive | undefined;
  let asking = false;
  let destroyed = false;

  const byUse = () => view.options?.['colour'] === 'use';
  const selected = () => {
    const { selection } = city.scene.getState();
    return selection?.layer === 'buildings' ? selection.feature : undefined;
  };
  const volumes = (houses: readonly Footprint[], colour: Color): ClassificationPrimitive => {
    const primitive = new ClassificationPrimitive({
      geometryInstances: houses.map((one) => instanceOf(one, colour)),
      classificationType: ClassificationType.CESIUM_3D_TILE,
    });
    host.primitives.add(primitive);
    return primitive;
  };
  const choose = () => {
    if (chosen !== undefined) host.primitives.remove(chosen);
    const id = selected();
    const house = view.visible ? held.find((one) => one.id === id) : undefined;
    const colour = Color.fromCssColorString(looks[host.theme()].buildings.selected).withAlpha(0.6);
    chosen = house === undefined ? undefined : volumes([house], colour);
    host.requestRender();
  };
  const rebuild = () => {
    for (const batch of batches) host.primitives.remove(batch);
    batches = view.visible
      ? groupsOf(held, byUse()).map(({ colour, houses }) => volumes(houses, colour))
      : [];
    choose();
  };
  const look = () => {
    if (destroyed || asking || !view.visible) return;
    const box = boxInView(host);
    if (box === undefined || (heldBox !== undefined && within(box, heldBox))) return;
    const [dx, dy] = [(box[2] - box[0]) / 4, (box[3] - box[1]) / 4];
    const wide: Box = [box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy];
    asking = true;
    city.query
      .footprints(wide)
      .then(
        (found) => {
          asking = false;
          if (destroyed) return;
          again.well();
          heldBox = wide;
          held = found.filter(encloses);
          rebuild();
        },
        () => {
          asking = false;
          if (!destroyed) again.soon();
        },
      )
      .catch((error: unknown) => host.fail(error instanceof Error ? error : new Error(String(error))));
  };
  const again = createAgain(look);
  const undo = [
    host.scene.camera.moveEnd.addEventListener(look),
    host.onTheme(choose),
    city.scene.subscribe(({ selection }, before) => {
      if (selection !== before.selection && held.length > 0) choose();
    }),
  ];

  return {
    apply: (next) => {
      const before = view;
      view = next;
      if (before.visible !== next.visible || before.options !== next.options) rebuild();
      look();
    },
    legend: () =>
      byUse()
        ? {
            title: { zh: '按用途着色', en: 'Coloured by use' },
            items: buildingUses.map((use) => ({
              label: useTitles[use],
              swatch: `use-${use}`,
              shape: 'area' as const,
            })),
          }
        : undefined,
    count: () => held.length,
    destroy: () => {
      destroyed = true;
      again.stop();
      for (const stop of undo) stop();
      for (const batch of batches) host.primitives.remove(batch);
      if (chosen !== undefined) host.primitives.remove(chosen);
    },
  };
}
