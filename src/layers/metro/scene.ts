import {
  BoundingSphere,
  Cartesian3,
  Color,
  DistanceDisplayCondition,
  PointPrimitiveCollection,
  type PointPrimitive,
  type Primitive,
} from 'cesium';
import type { MetroRegister } from '@/contracts/base';
import { engineId } from '@/scene/featureId';
import { keepSeated } from '@/scene/keepSeated';
import type { AttachLayer, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { ribbonPrimitive, solidPrimitive, type ModelPart } from '@/scene/model/batch';
import { emptyMesh } from '@/scene/model/mesh';
import { createPaint } from '@/scene/model/paint';
import { emptyRibbons } from '@/scene/model/ribbons';
import { signalHalos } from '@/scene/signals';
import { hallOf, lineOf, type HeightAt } from './model';

const stationHeight = 6;
const stationSeen = new DistanceDisplayCondition(0, 30_000);
const hallColour = '#dfe7ef';

function labelsOf({ stations }: MetroRegister, heightAt: HeightAt): readonly MapLabel[] {
  return stations.map(({ id, name, at, lines }) => ({
    id,
    text: name,
    at: [at[0], at[1], heightAt(at[0], at[1]) + stationHeight + 12],
    kind: 'station',
    // Where lines meet, a name helps most.
    priority: lines.length > 1 ? 6 : 8,
    far: lines.length > 1 ? 9000 : 5000,
  }));
}

/** Lines and stations: their course on the map, and below it in 地下模式 the tubes and halls. */
export const attach: AttachLayer = async (host, first, city) => {
  const register = await city.query.metro();
  const { lines, stations } = register;
  const features = [...lines, ...stations].map(({ id }) => id);
  const { heightAt } = host.ground;
  let view = first;
  let built = false;
  let selected: string | undefined;
  let drawn: { readonly primitive: Primitive; readonly kind: 'solid' | 'ribbon' }[] = [];
  const points = new PointPrimitiveCollection();
  const marks = new Map<string, PointPrimitive>();
  const underground = () => city.scene.getState().underground.on;
  const paint = createPaint(host, () => {
    for (const { primitive, kind } of drawn)
      primitive.appearance = kind === 'solid' ? paint.solid() : paint.ribbon();
  });

  const show = () => {
    const deep = underground();
    for (const { primitive, kind } of drawn) primitive.show = view.visible && (kind === 'solid') === deep;
    points.show = view.visible && !deep;
    if (view.visible) host.labels.set('metro', labelsOf(register, heightAt));
    else host.labels.remove('metro');
    host.requestRender();
  };
  const dressMarks = () => {
    const theme = host.theme();
    for (const [id, mark] of marks) {
      const chosen = id === selected;
      const rim = chosen ? looks[theme].buildings.selected : signalHalos[theme === 'day' ? 'night' : 'day'];
      mark.pixelSize = chosen ? 9 : 5;
      mark.color = Color.fromCssColorString(signalHalos[theme]).withAlpha(view.opacity);
      mark.outlineColor = Color.fromCssColorString(rim).withAlpha(0.85 * view.opacity);
      mark.outlineWidth = chosen ? 3 : 1.5;
    }
    host.requestRender();
  };
  const clear = () => {
    for (const { primitive } of drawn) host.primitives.remove(primitive);
    drawn = [];
    points.removeAll();
    marks.clear();
  };
  const build = () => {
    clear();
    const part = (
      id: string,
      rest: Pick<ModelPart, 'origin' | 'colour' | 'mesh' | 'ribbons'>,
    ): ModelPart => ({
      ref: { layer: 'metro', feature: id },
      number: features.indexOf(id),
      ...rest,
    });
    const modelled = lines.flatMap((line) => {
      const model = lineOf(line, heightAt);
      return model === undefined ? [] : [{ line, model }];
    });
    const below = [
      ...modelled.map(({ line, model }) =>
        part(line.id, {
          origin: model.origin,
          colour: line.colour,
          mesh: model.tubes,
          ribbons: emptyRibbons(),
        }),
      ),
      ...stations.map((station) =>
        part(station.id, {
          origin: station.at,
          colour: hallColour,
          mesh: hallOf(station, lines, heightAt),
          ribbons: emptyRibbons(),
        }),
      ),
    ];
    const above = modelled.map(({ line, model }) =>
      part(line.id, { origin: model.origin, colour: line.colour, mesh: emptyMesh(), ribbons: model.course }),
    );
    for (const [kind, primitive] of [
      ['solid', solidPrimitive(below, paint.solid())],
      ['ribbon', ribbonPrimitive(above, paint.ribbon())],
    ] as const) {
      if (primitive === undefined) continue;
      host.primitives.add(primitive);
      drawn.push({ primitive, kind });
    }
    for (const { id, at } of stations)
      marks.set(
        id,
        points.add({
          id: engineId({ layer: 'metro', feature: id }),
          position: Cartesian3.fromDegrees(at[0], at[1], heightAt(at[0], at[1]) + stationHeight),
          distanceDisplayCondition: stationSeen,
        }),
      );
    built = true;
    dressMarks();
    show();
  };

  host.primitives.add(points);
  paint.fade(view.opacity);
  paint.setUnderground(underground());
  show();
  const undoSeat = keepSeated(host, build);
  const undoTheme = host.onTheme(dressMarks);
  const undoGround = city.scene.subscribe((state, before) => {
    if (state.underground === before.underground) return;
    paint.setUnderground(state.underground.on);
    show();
  });
  const placed = (lonLats: readonly (readonly [number, number])[]) =>
    BoundingSphere.fromPoints(
      lonLats.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat))),
    );

  return {
    apply: (next) => {
      view = next;
      paint.fade(next.opacity);
      dressMarks();
      show();
    },
    highlight: (chosen) => {
      [selected] = chosen;
      paint.choose(selected === undefined ? -1 : features.indexOf(selected));
      dressMarks();
    },
    locate: (feature) => {
      const station = stations.find(({ id }) => id === feature);
      if (station !== undefined) return placed([station.at]);
      const line = lines.find(({ id }) => id === feature);
      return line === undefined || line.path.length === 0 ? undefined : placed(line.path);
    },
    count: () => features.length,
    settled: () => built,
    destroy: () => {
      undoSeat();
      undoTheme();
      undoGround();
      paint.destroy();
      host.labels.remove('metro');
      clear();
      host.primitives.remove(points);
    },
  };
};
