import type { CameraPose } from '@/contracts/briefing';
import type { LonLat } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';
import { planeAt } from './ellipsoid';

const radians = Math.PI / 180;
/** The scene's field of view across the window's longer side. */
const fieldOfView = 50 * radians;
/** Beyond this the ground is lost in the haze and a point says nothing. */
const farthest = 60_000;

/** Steps along the sight grow with the distance already seen, from this many metres. */
const firstStepM = 5;
const stepGrowth = 1.02;
/** So often the last step is halved: to centimetres. */
const halvings = 24;

/** The point of the ground at the middle of the view, on the near side of a hill; `undefined` where the view meets none. */
export function groundAtCentre(camera: CameraPose, relief: Relief): LonLat | undefined {
  const range = sightLength(camera, relief);
  return range === undefined ? undefined : alongSight(camera)(range);
}

/** Degrees of the place below the sight, so many metres from the eye. */
function alongSight({ lon, lat, heading, pitch }: CameraPose): (range: number) => LonLat {
  const [perLon] = planeAt([lon, lat])([lon + 1, lat]);
  const [, perLat] = planeAt([lon, lat])([lon, lat + 1]);
  const level = Math.cos(pitch * radians);
  const [east, north] = [Math.sin(heading * radians) * level, Math.cos(heading * radians) * level];
  return (range) => [lon + (range * east) / perLon, lat + (range * north) / perLat];
}

/** How far off a picked point may be: two pixels at the middle of the view, never less than half a metre. */
export function pickingDoubt(camera: CameraPose, longerSidePx: number, relief: Relief): number {
  const range = sightLength(camera, relief) ?? farthest;
  return Math.max(0.5, (2 * (2 * range * Math.tan(fieldOfView / 2))) / Math.max(1, longerSidePx));
}

/** Metres from the eye to where the sight first meets the ground. */
function sightLength(camera: CameraPose, relief: Relief): number | undefined {
  const place = alongSight(camera);
  const fall = Math.sin(-camera.pitch * radians);
  const clear = (range: number) => camera.height - range * fall > relief.heightAt(...place(range));
  if (!clear(0)) return undefined;
  let [near, far] = [0, firstStepM];
  while (clear(far)) {
    if (far > farthest) return undefined;
    [near, far] = [far, far * stepGrowth + firstStepM];
  }
  for (let turn = 0; turn < halvings; turn += 1) {
    const middle = (near + far) / 2;
    if (clear(middle)) near = middle;
    else far = middle;
  }
  return far <= farthest ? far : undefined;
}
