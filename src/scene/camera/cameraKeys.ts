import { Cartesian2, Cartographic, Math as CesiumMath, type Scene } from 'cesium';
import type { CameraPose } from '@/contracts/briefing';
import type { Position } from '@/contracts/geo';
import type { CameraControl } from './cameraControl';
import { poseTowards } from './pose';

/** What a key asks of the camera. */
export type CameraStep =
  | { readonly kind: 'pan'; readonly right: number; readonly ahead: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'orbit'; readonly heading: number; readonly pitch: number }
  | { readonly kind: 'home' };

/** The keys, in one table: arrows pan, + and − zoom, Q and E turn, Shift with arrows turns and tilts, Home goes home. */
export function stepOf(key: string, shift: boolean): CameraStep | undefined {
  switch (key) {
    case 'ArrowLeft':
      return shift ? { kind: 'orbit', heading: 8, pitch: 0 } : { kind: 'pan', right: -1, ahead: 0 };
    case 'ArrowRight':
      return shift ? { kind: 'orbit', heading: -8, pitch: 0 } : { kind: 'pan', right: 1, ahead: 0 };
    case 'ArrowUp':
      return shift ? { kind: 'orbit', heading: 0, pitch: 5 } : { kind: 'pan', right: 0, ahead: 1 };
    case 'ArrowDown':
      return shift ? { kind: 'orbit', heading: 0, pitch: -5 } : { kind: 'pan', right: 0, ahead: -1 };
    case '+':
    case '=':
    case 'PageUp':
      return { kind: 'zoom', factor: 0.8 };
    case '-':
    case '_':
    case 'PageDown':
      return { kind: 'zoom', factor: 1.25 };
    case 'q':
    case 'Q':
      return { kind: 'orbit', heading: -8, pitch: 0 };
    case 'e':
    case 'E':
      return { kind: 'orbit', heading: 8, pitch: 0 };
    case 'Home':
      return { kind: 'home' };
    default:
      return undefined;
  }
}

/** Where a pose is after a step about the place of the ground it looks at, `range` metres away. */
export function stepped(
  pose: CameraPose,
  target: Position,
  range: number,
  step: Exclude<CameraStep, { kind: 'home' }>,
): CameraPose {
  const pitch = Math.min(-8, Math.max(-89, pose.pitch));
  switch (step.kind) {
    case 'pan': {
      const h = CesiumMath.toRadians(pose.heading);
      const metres = range * 0.12;
      const east = metres * (step.right * Math.cos(h) + step.ahead * Math.sin(h));
      const north = metres * (step.ahead * Math.cos(h) - step.right * Math.sin(h));
      const perLon = 111_195 * Math.cos(CesiumMath.toRadians(pose.lat));
      return { ...pose, lon: pose.lon + east / perLon, lat: pose.lat + north / 111_195 };
    }
    case 'zoom':
      return poseTowards(target, Math.max(90, range * step.factor), pose.heading, pitch);
    case 'orbit':
      return poseTowards(
        target,
        range,
        pose.heading + step.heading,
        Math.min(-8, Math.max(-89, pitch + step.pitch)),
      );
  }
}

/** Moves the camera by keys while the map has the focus; returns the undo. */
export function attachCameraKeys(
  scene: Scene,
  canvas: HTMLElement,
  control: CameraControl,
  goHome: () => void,
  heightAt: (lon: number, lat: number) => number,
): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOf(event.key, event.shiftKey);
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.kind === 'home') {
      goHome();
      return;
    }
    const pose = control.pose();
    const { camera } = scene;
    const centre = new Cartesian2(scene.canvas.clientWidth / 2, scene.canvas.clientHeight / 2);
    const ray = camera.getPickRay(centre);
    const met = ray === undefined ? undefined : scene.globe.pick(ray, scene);
    const place = met === undefined ? undefined : Cartographic.fromCartesian(met);
    const far = met === undefined ? Infinity : Math.hypot(...offset(camera.positionWC, met));
    // Looking at the sky or very far away: turn about what is a few heights ahead.
    const range = Math.min(far, Math.max(800, pose.height * 6));
    const [lon, lat] =
      place !== undefined && far === range
        ? [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)]
        : ahead(pose, range);
    control.goTo(stepped(pose, [lon, lat, heightAt(lon, lat)], range, step), 0);
  };
  canvas.addEventListener('keydown', onKey);
  return () => canvas.removeEventListener('keydown', onKey);
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}
function offset(a: Point, b: Point): readonly [number, number, number] {
  return [a.x - b.x, a.y - b.y, a.z - b.z];
}

function ahead(pose: CameraPose, range: number): readonly [number, number] {
  const h = CesiumMath.toRadians(pose.heading);
  const level = range * Math.cos(CesiumMath.toRadians(Math.min(-8, pose.pitch)));
  const perLon = 111_195 * Math.cos(CesiumMath.toRadians(pose.lat));
  return [pose.lon + (level * Math.sin(h)) / perLon, pose.lat + (level * Math.cos(h)) / 111_195];
}
