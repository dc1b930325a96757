import { BoundingSphere, Cartesian3, type Appearance, type Primitive } from 'cesium';
import { keepSeated } from '@/scene/keepSeated';
import type { AttachLayer, MapLabel } from '@/scene/layer';
import { ribbonPrimitive, solidPrimitive, type ModelPart } from '@/scene/model/batch';
import { emptyMesh } from '@/scene/model/mesh';
import { createPaint } from '@/scene/model/paint';
import { emptyRibbons } from '@/scene/model/ribbons';
import { modelOf } from './model';
import { sample } from './register';

/** How much of a compartment's walls is seen: enough for its tone, and its pipes show through. */
const wallOpacity = 0.32;
const courseColour = '#9fd8ff';
const features = [sample.id, ...sample.compartments.map(({ id }) => id)];

interface Drawn {
  readonly primitive: Primitive;
  readonly look: () => Appearance;
  /** Only to be seen through the ground. */
  readonly deep: boolean;
}

/** 综合管廊, the sample: a dashed course and covers on the ground, the whole box in 地下模式. */
export const attach: AttachLayer = (host, first, city) => {
  const { heightAt } = host.ground;
  let view = first;
  let drawn: readonly Drawn[] = [];
  const underground = () => city.scene.getState().underground.on;
  const redress = () => {
    for (const { primitive, look } of drawn) primitive.appearance = look();
  };
  const paint = createPaint(host, redress);
  const walls = createPaint(host, redress);

  const labels = (): readonly MapLabel[] => {
    const label = (id: string, name: MapLabel['text'], share: number, up: number, far: number): MapLabel => {
      const [lon, lat] = sample.axis[Math.round((sample.axis.length - 1) * share)]!;
      return { id, text: name, at: [lon, lat, heightAt(lon, lat) + up], kind: 'station', priority: 7, far };
    };
    const whole = label(sample.id, sample.name, 0.5, 10, 5000);
    if (!underground()) return [whole];
    const rooms = sample.compartments.map(({ id, name }, index) =>
      label(id, name, (index + 0.5) / sample.compartments.length, -sample.roofDepthM, 900),
    );
    return [whole, ...rooms];
  };
  const show = () => {
    const below = underground();
    for (const { primitive, deep } of drawn) primitive.show = view.visible && (below || !deep);
    if (view.visible) host.labels.set('utilities', labels());
    else host.labels.remove('utilities');
    host.requestRender();
  };
  const fade = () => {
    paint.fade(view.opacity);
    walls.fade(view.opacity * wallOpacity);
  };
  const clear = () => {
    for (const { primitive } of drawn) host.primitives.remove(primitive);
    drawn = [];
  };
  const build = () => {
    clear();
    const model = modelOf(sample, heightAt);
    const part = (id: string, colour: string, rest: Partial<ModelPart>): ModelPart => ({
      ref: { layer: 'utilities', feature: id },
      number: features.indexOf(id),
      origin: model.origin,
      colour,
      mesh: emptyMesh(),
      ribbons: emptyRibbons(),
      ...rest,
    });
    const whole = (rest: Partial<ModelPart>) => part(sample.id, courseColour, rest);
    const inside = (of: 'room' | 'lines') =>
      model.compartments.map((one) => part(one.compartment.id, one.compartment.colour, { mesh: one[of] }));
    const things: readonly (readonly [Primitive | undefined, () => Appearance, boolean])[] = [
      [solidPrimitive([whole({ mesh: model.covers })], paint.solid()), paint.solid, false],
      [ribbonPrimitive([whole({ ribbons: model.course })], paint.ribbon()), paint.ribbon, false],
      [solidPrimitive([whole({ mesh: model.frame })], paint.solid()), paint.solid, true],
      [solidPrimitive(inside('lines'), paint.solid()), paint.solid, true],
      [solidPrimitive(inside('room'), walls.solid()), walls.solid, true],
      [ribbonPrimitive([whole({ ribbons: model.edges })], paint.ribbon()), paint.ribbon, true],
    ];
    drawn = things.flatMap(([primitive, look, deep]) => {
      if (primitive === undefined) return [];
      host.primitives.add(primitive);
      return [{ primitive, look, deep }];
    });
  };

  const paints = [paint, walls];
  fade();
  for (const one of paints) one.setUnderground(underground());
  // Before the relief is read every place seems level: the box is laid into the true ground, and again into another.
  const undoSeat = keepSeated(host, () => {
    build();
    show();
  });
  const undoGround = city.scene.subscribe((state, before) => {
    if (state.underground === before.underground) return;
    for (const one of paints) one.setUnderground(state.underground.on);
    show();
  });

  return Promise.resolve({
    apply: (next) => {
      view = next;
      fade();
      show();
    },
    highlight: (chosen) => {
      const [selected] = chosen;
      for (const one of paints) one.choose(selected === undefined ? -1 : features.indexOf(selected));
    },
    locate: (feature) =>
      features.includes(feature)
        ? BoundingSphere.fromPoints(
            sample.axis.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat))),
          )
        : undefined,
    count: () => features.length,
    destroy: () => {
      undoSeat();
      undoGround();
      for (const one of paints) one.destroy();
      host.labels.remove('utilities');
      clear();
    },
  });
};
