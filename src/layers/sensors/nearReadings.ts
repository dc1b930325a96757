import { Cartesian3, type Scene } from 'cesium';
import { windowProjector } from '@/scene/windowPlace';

/** Marks nearer than this tell their reading; no more of them than a person can read. */
export const readingM = 1600;
const mostReadings = 36;

/** Of the places asked about, those near the eye and in the window, nearest first. */
export function nearestInWindow(
  asked: Iterable<number>,
  placeOf: (place: number) => Cartesian3,
  scene: Scene,
): readonly number[] {
  const project = windowProjector(scene);
  const eye = scene.camera.positionWC;
  const { clientWidth, clientHeight } = scene.canvas;
  const found: { readonly place: number; readonly away: number }[] = [];
  for (const place of asked) {
    const at = placeOf(place);
    const away = Cartesian3.distance(eye, at);
    if (away > readingM) continue;
    const window = project(at);
    if (window === undefined || window.x < 0 || window.y < 0) continue;
    if (window.x > clientWidth || window.y > clientHeight) continue;
    found.push({ place, away });
  }
  return found
    .sort((a, b) => a.away - b.away)
    .slice(0, mostReadings)
    .map(({ place }) => place);
}
