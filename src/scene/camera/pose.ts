import { Cartesian3, Math as CesiumMath, type Camera } from 'cesium';
import type { CameraPose } from '@/contracts/briefing';
import type { Box } from '@/contracts/geo';
import { flatRelief } from '@/domain/relief';

/** The municipality with a margin: the camera stays over it. */
export const cameraBox: Box = [113.5, 29.8, 115.2, 31.5];
/** Metres that keep the eye above the street; and how deep below the ground it may go in 地下模式. */
const aboveGroundM = 30;
const belowGroundM = 60;
/** Ellipsoidal metres: from there the whole municipality is seen. */
export const highestCamera = 150_000;

/** The lowest the eye may come at a place (degrees), ellipsoidal metres. */
export type FloorAt = (lon: number, lat: number) => number;

export const floorOver =
  (heightAt: FloorAt, underground: boolean): FloorAt =>
  (lon, lat) =>
    heightAt(lon, lat) + (underground ? -belowGroundM : aboveGroundM);

const overLevelGround = floorOver(flatRelief.heightAt, false);

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
export function withinCity(pose: CameraPose, floorAt: FloorAt = overLevelGround): CameraPose {
  const clamp = (value: number, low: number, high: number) =>
    Math.min(high, Math.max(low, Number.isFinite(value) ? value : low));
  const lon = clamp(pose.lon, cameraBox[0], cameraBox[2]);
  const lat = clamp(pose.lat, cameraBox[1], cameraBox[3]);
  return {
    lon,
    lat,
    height: clamp(pose.height, floorAt(lon, lat), highestCamera),
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
