import type { CameraPose } from '@/contracts/briefing';
import { groundHeight, type LonLat } from '@/contracts/geo';
import { planeAt } from './ellipsoid';

const radians = Math.PI / 180;
/** The scene's field of view across the window's longer side. */
const fieldOfView = 50 * radians;
/** Beyond this the flat ground is lost in the haze and a point says nothing. */
const farthest = 60_000;

/** The point of the flat ground at the middle of the view; `undefined` where the view does not meet it. */
export function groundAtCentre(camera: CameraPose): LonLat | undefined {
  const range = sightLength(camera);
  if (range === undefined) return undefined;
  const along = range * Math.cos(camera.pitch * radians);
  const here: LonLat = [camera.lon, camera.lat];
  const [perLon] = planeAt(here)([camera.lon + 1, camera.lat]);
  const [, perLat] = planeAt(here)([camera.lon, camera.lat + 1]);
  return [
    camera.lon + (along * Math.sin(camera.heading * radians)) / perLon,
    camera.lat + (along * Math.cos(camera.heading * radians)) / perLat,
  ];
}

/** How far off a picked point may be: two pixels at the middle of the view, never less than half a metre. */
export function pickingDoubt(camera: CameraPose, longerSidePx: number): number {
  const range = sightLength(camera) ?? farthest;
  return Math.max(0.5, (2 * (2 * range * Math.tan(fieldOfView / 2))) / Math.max(1, longerSidePx));
}

function sightLength(camera: CameraPose): number | undefined {
  const above = camera.height - groundHeight;
  if (above <= 0 || camera.pitch >= 0) return undefined;
  const range = above / Math.sin(-camera.pitch * radians);
  return range <= farthest ? range : undefined;
}
