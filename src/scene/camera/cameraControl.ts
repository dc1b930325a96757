import {
  CameraEventType,
  Cartographic,
  EasingFunction,
  KeyboardEventModifier,
  Math as CesiumMath,
  PerspectiveFrustum,
  type BoundingSphere,
  type Scene,
} from 'cesium';
import type { CameraPose } from '@/contracts/briefing';
import type { FeatureRef } from '@/contracts/ids';
import type { Flight, SceneStore } from '@/state/sceneStore';
import { engineView, floorOver, highestCamera, poseOf, poseTowards, withinCity } from './pose';

export interface CameraControl {
  readonly goTo: (pose: CameraPose, durationS?: number) => void;
  readonly pose: () => CameraPose;
  /** Flies to features that were asked for before their layer could tell where they are. */
  readonly retryFlight: () => void;
  readonly destroy: () => void;
}

interface CameraOptions {
  readonly scene: Scene;
  readonly store: SceneStore;
  readonly initial: CameraPose;
  readonly locate: (ref: FeatureRef) => BoundingSphere | undefined;
  readonly requestRender: () => void;
  /** Ellipsoidal metres of the ground at a place. */
  readonly heightAt: (lon: number, lat: number) => number;
}

/** Narrower than the engine's 60°: verticals stay upright towards the edges and the far city does not shrink away. */
const fieldOfView = CesiumMath.toRadians(50);
const pitchWhenFlyingTo = -38;

function prefersStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function tune(scene: Scene): void {
  const controller = scene.screenSpaceCameraController;
  controller.minimumZoomDistance = 60;
  controller.maximumZoomDistance = highestCamera;
  controller.maximumTiltAngle = CesiumMath.toRadians(87);
  controller.enableCollisionDetection = true;
  controller.enableLook = false;
  controller.inertiaSpin = 0.86;
  controller.inertiaTranslate = 0.86;
  controller.inertiaZoom = 0.72;
  controller.zoomEventTypes = [CameraEventType.WHEEL, CameraEventType.PINCH];
  controller.tiltEventTypes = [
    CameraEventType.RIGHT_DRAG,
    CameraEventType.MIDDLE_DRAG,
    CameraEventType.PINCH,
    { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.CTRL },
    { eventType: CameraEventType.LEFT_DRAG, modifier: KeyboardEventModifier.SHIFT },
  ];
  const { frustum } = scene.camera;
  if (frustum instanceof PerspectiveFrustum) {
    frustum.fov = fieldOfView;
    frustum.near = 5;
  }
}

/** Turns what was asked of the camera into flights, keeps it over the city, and tells the store where it came to rest. */
export function createCameraControl(options: CameraOptions): CameraControl {
  const { scene, store, locate, requestRender } = options;
  const { camera } = scene;
  tune(scene);
  const floor = () => floorOver(options.heightAt, store.getState().underground.on);
  camera.setView(engineView(withinCity(options.initial, floor())));

  const goTo = (pose: CameraPose, durationS?: number) => {
    const view = engineView(withinCity(pose, floor()));
    camera.cancelFlight();
    if (prefersStillness() || durationS === 0) {
      camera.setView(view);
      requestRender();
      return;
    }
    camera.flyTo({
      ...view,
      ...(durationS === undefined ? {} : { duration: durationS }),
      easingFunction: EasingFunction.CUBIC_IN_OUT,
      pitchAdjustHeight: 1e7,
      maximumHeight: Math.max(pose.height, camera.positionCartographic.height) + 4000,
    });
    requestRender();
  };

  let awaited: Flight | undefined;
  const towards = (at: readonly [number, number, number], range: number, durationS?: number) => {
    const heading = CesiumMath.toDegrees(camera.heading);
    goTo(poseTowards(at, range, heading, pitchWhenFlyingTo), durationS);
  };
  const fly = (flight: Flight) => {
    awaited = undefined;
    switch (flight.kind) {
      case 'pose':
        goTo(flight.pose, flight.durationS);
        break;
      case 'place':
        towards(
          [flight.at[0], flight.at[1], flight.height ?? options.heightAt(...flight.at)],
          flight.range,
          flight.durationS,
        );
        break;
      case 'feature': {
        const sphere = locate(flight.ref);
        if (sphere === undefined) {
          awaited = flight;
          break;
        }
        const place = Cartographic.fromCartesian(sphere.center);
        towards(
          [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude), place.height],
          Math.max(420, sphere.radius * 4),
          flight.durationS,
        );
        break;
      }
    }
  };

  let lastSeq = store.getState().flight?.seq;
  const undoStore = store.subscribe(({ flight }) => {
    if (flight === undefined || flight.seq === lastSeq) return;
    lastSeq = flight.seq;
    fly(flight);
  });

  const report = () => store.getState().reportCamera(poseOf(camera));
  const undoRest = camera.moveEnd.addEventListener(report);

  const undoGuard = scene.preUpdate.addEventListener(() => {
    const { longitude, latitude, height } = camera.positionCartographic;
    const here = {
      lon: CesiumMath.toDegrees(longitude),
      lat: CesiumMath.toDegrees(latitude),
      height,
      heading: CesiumMath.toDegrees(camera.heading),
      pitch: CesiumMath.toDegrees(camera.pitch),
    };
    const kept = withinCity(here, floor());
    const outside =
      Math.abs(kept.lon - here.lon) > 1e-7 ||
      Math.abs(kept.lat - here.lat) > 1e-7 ||
      Math.abs(kept.height - here.height) > 0.01 ||
      kept.pitch < here.pitch - 0.01;
    if (outside) camera.setView(engineView(kept));
  });

  return {
    goTo,
    pose: () => poseOf(camera),
    retryFlight: () => {
      if (awaited !== undefined) fly(awaited);
    },
    destroy: () => {
      undoStore();
      undoRest();
      undoGuard();
      camera.cancelFlight();
    },
  };
}
