import { BoundingSphere, Cartesian3, type Primitive } from 'cesium';
import type { BridgeRecord } from '@/contracts/base';
import type { LonLat, Position } from '@/contracts/geo';
import { keepSeated } from '@/scene/keepSeated';
import type { AttachLayer, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { ribbonPrimitive, solidPrimitive, type ModelPart } from '@/scene/model/batch';
import { emptyMesh, type Place } from '@/scene/model/mesh';
import { metresPerDegree } from '@/scene/model/origin';
import { createPaint } from '@/scene/model/paint';
import { emptyRibbons } from '@/scene/model/ribbons';
import { createLights } from './lights';
import { modelOf } from './model';
import type { HeightAt } from './plan';
import { tunnelOf } from './tunnels';

const paints = { grey: '#9aa8b4', white: '#eef0ee', orange: '#e0552b', red: '#c8382e' } as const;
const concrete = '#c9c9c4';

/** Bridges always; tubes through the clear ground, those of the metro only where its own layer does not draw them; courses on the ground. */
type Seen = 'always' | 'below' | 'belowWithoutMetro' | 'above';
/** The next bridge is built when the page has had its turn. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function labelsOf(crossings: readonly BridgeRecord[], heightAt: HeightAt): readonly MapLabel[] {
  return crossings.map(({ id, name, at, kind, river, axis, pylons }) => ({
    id,
    text: name,
    at: [
      at[0],
      at[1],
      Math.max(heightAt(...at), ...axis.map(([, , h]) => h), ...pylons.map((p) => p.topM)) + 8,
    ],
    kind: 'bridge',
    priority: (river === 'yangtze' ? 4 : 6) + (kind === 'tunnel' ? 1 : 0),
    far: river === 'yangtze' ? 18_000 : 9000,
  }));
}

function sphereOf({ axis, pylons }: BridgeRecord): BoundingSphere {
  return BoundingSphere.fromPoints([
    ...axis.map(([lon, lat, h]) => Cartesian3.fromDegrees(lon, lat, h)),
    ...pylons.map(({ at, topM }) => Cartesian3.fromDegrees(at[0], at[1], topM)),
  ]);
}

const degreesAbout =
  ([lon, lat]: LonLat) =>
  ([east, north, height]: Place): Position => [
    lon + east / (metresPerDegree * Math.cos((lat * Math.PI) / 180)),
    lat + north / metresPerDegree,
    height,
  ];

export const attach: AttachLayer = async (host, first, city) => {
  const crossings = await city.query.bridges();
  const { heightAt } = host.ground;
  const lights = createLights();
  let view = first;
  let built = false;
  let drawn: {
    readonly primitive: Primitive;
    readonly kind: 'solid' | 'ribbon';
    readonly seen: Seen;
  }[] = [];
  const underground = () => city.scene.getState().underground.on;
  const paint = createPaint(host, () => {
    for (const { primitive, kind } of drawn)
      primitive.appearance = kind === 'solid' ? paint.solid() : paint.ribbon();
  });

  const show = () => {
    const below = underground();
    const metro = city.scene.getState().layers.metro?.visible === true;
    const shown: Readonly<Record<Seen, boolean>> = {
      always: true,
      below,
      belowWithoutMetro: below && !metro,
      above: !below,
    };
    for (const { primitive, seen } of drawn) primitive.show = view.visible && shown[seen];
    lights.points.show = view.visible && !underground() && looks[host.theme()].buildings.night === 1;
    if (view.visible) host.labels.set('bridges', labelsOf(crossings, heightAt));
    else host.labels.remove('bridges');
    host.requestRender();
  };
  const add = (parts: readonly ModelPart[], seen: Seen) => {
    for (const [kind, primitive] of [
      ['solid', solidPrimitive(parts, paint.solid())],
      ['ribbon', ribbonPrimitive(parts, paint.ribbon())],
    ] as const) {
      if (primitive === undefined) continue;
      host.primitives.add(primitive);
      drawn.push({ primitive, kind, seen });
    }
  };
  const partOf = (bridge: BridgeRecord, rest: Pick<ModelPart, 'mesh' | 'ribbons'>): ModelPart => ({
    ref: { layer: 'bridges', feature: bridge.id },
    number: crossings.indexOf(bridge),
    origin: [bridge.axis[0]![0], bridge.axis[0]![1]],
    colour: bridge.build?.paint === undefined ? concrete : paints[bridge.build.paint],
    ...rest,
  });
  const raise = (bridge: BridgeRecord): ModelPart => {
    const { mesh, ribbons, lamps, beacons, plan } = modelOf(bridge, heightAt);
    const degrees = degreesAbout(plan.origin);
    lights.add(lamps.map(degrees), beacons.map(degrees));
    return partOf(bridge, { mesh, ribbons });
  };

  const clear = () => {
    for (const { primitive } of drawn) host.primitives.remove(primitive);
    drawn = [];
    lights.clear();
  };
  /** A bridge over the Yangtze is two things to draw, all over the Han together two, all tunnels three at most. */
  const build = async (stale: () => boolean) => {
    clear();
    built = false;
    const bridges = crossings.filter(({ kind }) => kind === 'bridge');
    const groups = [
      ...bridges.filter(({ river }) => river === 'yangtze').map((bridge) => [bridge]),
      bridges.filter(({ river }) => river === 'han'),
    ];
    for (const group of groups) {
      await nextTurn();
      if (stale()) return;
      add(group.map(raise), 'always');
      show();
    }
    await nextTurn();
    if (stale()) return;
    const tunnels = crossings
      .filter(({ kind }) => kind === 'tunnel')
      .map((tunnel) => ({ tunnel, model: tunnelOf(tunnel, heightAt) }));
    const tubes = (metro: boolean) =>
      tunnels
        .filter(({ tunnel }) => (tunnel.structure === 'metro-tunnel') === metro)
        .map(({ tunnel, model }) => partOf(tunnel, { mesh: model.mesh, ribbons: emptyRibbons() }));
    add(tubes(false), 'below');
    add(tubes(true), 'belowWithoutMetro');
    add(
      tunnels.map(({ tunnel, model }) => partOf(tunnel, { mesh: emptyMesh(), ribbons: model.course })),
      'above',
    );
    lights.fade(view.opacity);
    built = true;
    show();
  };

  host.primitives.add(lights.points);
  paint.fade(view.opacity);
  paint.setUnderground(underground());
  show();
  const undoSeat = keepSeated(host, build);
  const undoTheme = host.onTheme(show);
  const undoGround = city.scene.subscribe((state, before) => {
    if (state.layers.metro !== before.layers.metro) show();
    if (state.underground === before.underground) return;
    paint.setUnderground(state.underground.on);
    show();
  });

  return {
    apply: (next) => {
      if (next.opacity !== view.opacity) lights.fade(next.opacity);
      view = next;
      paint.fade(next.opacity);
      show();
    },
    highlight: (features) => {
      const [id] = features;
      paint.choose(id === undefined ? -1 : crossings.findIndex((bridge) => bridge.id === id));
    },
    locate: (feature) => {
      const bridge = crossings.find(({ id }) => id === feature);
      return bridge === undefined ? undefined : sphereOf(bridge);
    },
    count: () => crossings.length,
    settled: () => built,
    destroy: () => {
      undoSeat();
      undoTheme();
      undoGround();
      paint.destroy();
      host.labels.remove('bridges');
      clear();
      host.primitives.remove(lights.points);
    },
  };
};
