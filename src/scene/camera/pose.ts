import { Cartesian3, Math as CesiumMath, type Camera } from 'cesium';
import type { CameraPose } from '@/contracts/briefing';
import { groundHeight, type Box } from '@/contracts/geo';

/** The municipality with a margin: the camera stays over it. */
export const cameraBox: Box = [113.5, 29.8, 115.2, 31.5];
/** Metres that keep the eye above the street, and so above any hill. */
export const aboveGroundM = 30;
/** Ellipsoidal metres over the plain; the upper one shows the whole municipality. */
export const lowestCamera = groundHeight + aboveGroundM;
/** Below the ground, in 地下模式. */
export const deepestCamera = groundHeight - 60;
export const highestCamera = 150_000;

/** Where the camera stands, rounded to what a person could tell apart: about a metre and a tenth of a degree. */
export function poseOf(camera: Camera): CameraPose {
  const { longitude, latitude, height } = camera.positionCartographic;
  const round = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places;
  return {
    lon: round(CesiumMath.toDegrees(longitude), 5),
    lat: round(CesiumMath.toDegrees(latitude), 5),
    height: round(height, 1),
    heading: round(CesiumMath.toDegrees(CesiumMath.zeroToTwoPi(camera.heading)), 1) % 360,
    pitch: round(CesiumMath.toDegrees(camera.pitch), 1),
  };
}

/** A pose within what the camera may do; what is not a number becomes the nearest thing that is. */
export function withinCity(pose: CameraPose, lowest = lowestCamera): CameraPose {
  const clamp = (value: number, low: number, high: number) =>
    Math.min(high, Math.max(low, Number.isFinite(value) ? value : low));
  return {
    lon: clamp(pose.lon, cameraBox[0], cameraBox[2]),
    lat: clamp(pose.lat, cameraBox[1], cameraBox[3]),
    height: clamp(pose.height, lowest, highestCamera),
    heading: Number.isFinite(pose.heading) ? pose.heading : 0,
    pitch: clamp(pose.pitch, -90, 5),
  };
}

export interface EngineView {
  readonly destination: Cartesian3;
  readonly orientation: { readonly heading: number; readonly pitch: number; readonly roll: number };
}

export function engineView(pose: CameraPose): EngineView {
  return {
    destination: Cartesian3.fromDegrees(pose.lon, pose.lat, pose.height),
    orientation: {
      heading: CesiumMath.toRadians(pose.heading),
      pitch: CesiumMath.toRadians(pose.pitch),
      roll: 0,
    },
  };
}

const metresPerDegree = 111_195;

/** The pose that looks at a place from a distance, metres, along a heading and pitch in degrees. */
export function poseTowards(
  at: readonly [lon: number, lat: number, height: number],
  range: number,
  heading: number,
  pitch: number,
): CameraPose {
  const h = CesiumMath.toRadians(heading);
  const p = CesiumMath.toRadians(pitch);
  const back = range * Math.cos(p);
  const perLon = metresPerDegree * Math.cos(CesiumMath.toRadians(at[1]));
  return {
    lon: at[0] - (back * Math.sin(h)) / perLon,
    lat: at[1] - (back * Math.cos(h)) / metresPerDegree,
    height: at[2] - range * Math.sin(p),
    heading,
    pitch,
  };
}
