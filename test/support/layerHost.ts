import { createQuality } from '@/scene/quality';
import { flatRelief, type Relief } from '@/domain/relief';
import { Cartesian3, Event, Matrix4, PerspectiveFrustum, PrimitiveCollection, type Scene } from 'cesium';
import type { MapLabel, SceneHost } from '@/scene/layer';
import { createStore } from 'zustand/vanilla';
import type { Theme } from '@/contracts/ids';

// The engine asks of every value of a material whether it is one of the page's pictures; without a page none is.
for (const name of [
  'HTMLCanvasElement',
  'HTMLImageElement',
  'HTMLVideoElement',
  'ImageBitmap',
  'OffscreenCanvas',
])
  if (!(name in globalThis)) Reflect.set(globalThis, name, class {});

/** What a layer asked of its host, and what it left behind. */
export interface FakeHost {
  readonly host: SceneHost;
  readonly primitives: PrimitiveCollection;
  readonly labels: Map<string, readonly MapLabel[]>;
  readonly failures: Error[];
  readonly pictures: () => number;
  readonly setTheme: (theme: Theme) => void;
  /** Another base has been published, whose ground lies so. */
  readonly setRelief: (relief: Relief) => void;
  readonly listeners: () => number;
}

/** A scene without WebGL: a camera over 江汉关 that looks straight down, from 3 km unless told, on a window of 1000 × 800. */
export function fakeScene(primitives: PrimitiveCollection, heightM = 3000): Scene {
  const eye = Cartesian3.fromDegrees(114.292, 30.579, heightM);
  const down = Cartesian3.normalize(Cartesian3.negate(eye, new Cartesian3()), new Cartesian3());
  const right = Cartesian3.normalize(
    Cartesian3.cross(down, Cartesian3.UNIT_Z, new Cartesian3()),
    new Cartesian3(),
  );
  const up = Cartesian3.cross(right, down, new Cartesian3());
  const frustum = new PerspectiveFrustum({ fov: Math.PI / 3, aspectRatio: 1.25, near: 1, far: 1e7 });
  const viewMatrix = Matrix4.computeView(eye, down, up, right, new Matrix4());
  const scene = {
    primitives,
    preRender: new Event(),
    postRender: new Event(),
    canvas: { clientWidth: 1000, clientHeight: 800 },
    camera: { frustum, viewMatrix, positionWC: eye, moveEnd: new Event() },
  };
  // The layers read nothing else of a scene; a real one needs WebGL.
  return scene as unknown as Scene;
}

export function fakeHost(heightM?: number): FakeHost {
  const primitives = new PrimitiveCollection();
  const labels = new Map<string, readonly MapLabel[]>();
  const failures: Error[] = [];
  const themes = createStore<{ readonly theme: Theme }>(() => ({ theme: 'night' }));
  const grounds = createStore<{ readonly relief: Relief }>(() => ({ relief: flatRelief }));
  const lie = () => grounds.getState().relief;
  let pictures = 0;
  let listening = 0;
  const counted = (undo: () => void) => {
    listening += 1;
    return () => {
      listening -= 1;
      undo();
    };
  };
  const host: SceneHost = {
    scene: fakeScene(primitives, heightM),
    primitives,
    requestRender: () => {
      pictures += 1;
    },
    theme: () => themes.getState().theme,
    onTheme: (listener) => counted(themes.subscribe(listener)),
    baseUrl: (path) => `/tiles/${path}`,
    labels: {
      set: (owner, next) => void labels.set(owner, next),
      remove: (owner) => void labels.delete(owner),
    },
    ground: {
      show: () => undefined,
      count: () => Promise.resolve(0),
      relief: Promise.resolve(flatRelief),
      heightAt: (lon, lat) => lie().heightAt(lon, lat),
      lie,
      onRelief: (listener) => counted(grounds.subscribe(listener)),
    },
    quality: createQuality(),
    onBase: () => () => undefined,
    standIn: () => () => undefined,
    lay: () => ({ show: () => undefined, redraw: () => undefined, remove: () => undefined }),
    fail: (reason) => void failures.push(reason),
  };
  return {
    host,
    primitives,
    labels,
    failures,
    pictures: () => pictures,
    setTheme: (theme) => themes.setState({ theme }),
    setRelief: (relief) => grounds.setState({ relief }),
    listeners: () => listening,
  };
}
