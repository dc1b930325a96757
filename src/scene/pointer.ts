import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  PerspectiveFrustum,
  ScreenSpaceEventHandler,
  ScreenSpaceEventType,
  type Scene,
} from 'cesium';
import type { LonLat } from '@/contracts/geo';
import type { FeatureRef } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import type { City } from '@/state/city';
import type { LayerRuntime } from './layerRuntime';
import { pickedFeature } from './pickedFeature';

interface PointerOptions {
  readonly scene: Scene;
  readonly city: City;
  readonly runtime: LayerRuntime;
  /** The name beside the pointer, and what stands below it. */
  readonly tell: (ref: FeatureRef) => Promise<{ readonly name: Text; readonly detail?: Text } | undefined>;
  /** Shows on the map's frame what a click would do. */
  readonly onCursor: (cursor: 'grab' | 'picking' | 'drawing') => void;
}

/** A look under the pointer costs a small picture: at most this often, and never more than a quarter of the time. */
const hoverEveryMs = 90;
const hoverShare = 4;

function same(a: FeatureRef | undefined, b: FeatureRef | undefined): boolean {
  return a?.layer === b?.layer && a?.feature === b?.feature;
}

/** Turns what the pointer does over the map into intent: hover, selection, points of a sketch. */
export function attachPointer(options: PointerOptions): () => void {
  const { scene, city, runtime } = options;
  const store = city.scene;
  const handler = new ScreenSpaceEventHandler(scene.canvas);
  let moving = false;
  let pointer: Cartesian2 | undefined;
  let timer: number | undefined;
  let nextLookAt = 0;

  /** What layers have drawn on the ground; the place is only sought where one of them is shown. */
  const onGround = (at: Cartesian2): FeatureRef | undefined => {
    let place: LonLat | undefined;
    let sought = false;
    return runtime.pick((handle) => {
      if (handle.pickGround === undefined) return undefined;
      if (!sought) place = groundAt(at);
      sought = true;
      return place && handle.pickGround(place, metresPerPixelAt(place));
    });
  };
  const metresPerPixelAt = ([lon, lat]: LonLat): number => {
    const away = Cartesian3.distance(scene.camera.positionWC, Cartesian3.fromDegrees(lon, lat));
    const { frustum } = scene.camera;
    const fov = frustum instanceof PerspectiveFrustum ? (frustum.fovy ?? 1) : 1;
    return (2 * away * Math.tan(fov / 2)) / scene.canvas.clientHeight;
  };
  const featureAt = (at: Cartesian2): FeatureRef | undefined => {
    const near = runtime.pick((handle) => handle.pickNear?.(at.x, at.y));
    if (near !== undefined) return near;
    const picked: unknown = scene.pick(at, 3, 3);
    const met =
      picked === undefined
        ? undefined
        : (pickedFeature(picked) ?? runtime.pick((handle) => handle.recognise?.(picked)));
    return met ?? onGround(at);
  };
  const groundAt = (at: Cartesian2): LonLat | undefined => {
    const ray = scene.camera.getPickRay(at);
    const met = ray === undefined ? undefined : scene.globe.pick(ray, scene);
    if (met === undefined) return undefined;
    const place = Cartographic.fromCartesian(met);
    return [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)];
  };

  const look = () => {
    timer = undefined;
    if (pointer === undefined || moving || store.getState().tool !== undefined) return;
    const at = Cartesian2.clone(pointer);
    const began = performance.now();
    const ref = featureAt(at);
    nextLookAt = performance.now() + Math.max(hoverEveryMs, (performance.now() - began) * hoverShare);
    options.onCursor(ref === undefined ? 'grab' : 'picking');
    const before = store.getState().hovered;
    if (ref === undefined) {
      if (before !== undefined) store.getState().hover(undefined);
      return;
    }
    const known = same(before?.ref, ref) ? before : undefined;
    store.getState().hover({ ref, name: undefined, ...known, x: at.x, y: at.y });
    if (known?.name !== undefined) return;
    options.tell(ref).then(
      (told) => {
        const now = store.getState().hovered;
        if (told !== undefined && now !== undefined && same(now.ref, ref))
          store.getState().hover({ ...now, ...told });
      },
      () => undefined,
    );
  };
  const lookSoon = () => {
    if (timer !== undefined) return;
    timer = window.setTimeout(look, Math.max(hoverEveryMs, nextLookAt - performance.now()));
  };

  handler.setInputAction(({ endPosition }: ScreenSpaceEventHandler.MotionEvent) => {
    pointer = Cartesian2.clone(endPosition, pointer);
    if (store.getState().tool === undefined) lookSoon();
  }, ScreenSpaceEventType.MOUSE_MOVE);
  handler.setInputAction(({ position }: ScreenSpaceEventHandler.PositionedEvent) => {
    const state = store.getState();
    if (state.tool === undefined) {
      const ref = featureAt(position);
      city.select(ref);
      if (ref !== undefined && runtime.leadsIn(ref)) state.fly({ kind: 'feature', ref });
      return;
    }
    const at = groundAt(position);
    if (at !== undefined) state.addSketchPoint(at);
  }, ScreenSpaceEventType.LEFT_CLICK);
  handler.setInputAction(() => {
    const state = store.getState();
    if (state.tool === undefined || state.sketch?.finished !== false) return;
    // The two clicks of a double click have each set a point at the same place.
    if (state.sketch.points.length > 1) state.undoSketchPoint();
    state.finishSketch();
  }, ScreenSpaceEventType.LEFT_DOUBLE_CLICK);

  const leave = () => {
    pointer = undefined;
    if (store.getState().hovered !== undefined) store.getState().hover(undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    const state = store.getState();
    if (state.tool === undefined) {
      if (event.key === 'Escape' && state.selection !== undefined) city.select(undefined);
      return;
    }
    const { clientWidth, clientHeight } = scene.canvas;
    switch (event.key) {
      case 'Enter':
        state.finishSketch();
        break;
      case 'Escape':
        state.useTool(undefined);
        break;
      case 'Backspace':
        state.undoSketchPoint();
        break;
      case ' ': {
        const at = groundAt(new Cartesian2(clientWidth / 2, clientHeight / 2));
        if (at !== undefined) state.addSketchPoint(at);
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  };
  const undoStart = scene.camera.moveStart.addEventListener(() => {
    moving = true;
  });
  const undoEnd = scene.camera.moveEnd.addEventListener(() => {
    moving = false;
    if (pointer !== undefined) lookSoon();
  });
  const cursor = () => options.onCursor(store.getState().tool === undefined ? 'grab' : 'drawing');
  const undoStore = store.subscribe((state, before) => {
    if (state.tool !== before.tool) cursor();
  });
  cursor();
  scene.canvas.addEventListener('pointerleave', leave);
  scene.canvas.addEventListener('keydown', onKey);
  const { canvas } = scene;
  return () => {
    window.clearTimeout(timer);
    handler.destroy();
    undoStart();
    undoEnd();
    undoStore();
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('keydown', onKey);
  };
}
