import KDBush from 'kdbush';
import { Cartesian3, Matrix4, type Scene } from 'cesium';
import { windowProjector } from './windowPlace';

/**
 * Finds the point drawn nearest to a window position (CSS px). The engine's own pick would draw the scene once more and
 * wait for the picture; here the points are projected once for each stand of the camera and then only looked up.
 */
export interface NearPoint {
  /** `undefined` where none is within `radius` pixels of those that `stands` lets stand. */
  readonly find: (
    x: number,
    y: number,
    radius: number,
    stands?: (point: number) => boolean,
  ) => number | undefined;
}

/** Behind the eye: where no pointer reaches, so that the index keeps one row a point. */
const nowhere = -1e6;

/** `placeOf` writes where a point stands, earth-fixed metres, into its second argument; none of them moves. */
export function createNearPoint(
  count: number,
  placeOf: (point: number, result: Cartesian3) => Cartesian3,
  scene: Scene,
): NearPoint {
  const place = new Cartesian3();
  const view = new Matrix4();
  const lens = new Matrix4();
  // Pixels need no more digits than that.
  const xs = new Float32Array(count);
  const ys = new Float32Array(count);
  let width = 0;
  let height = 0;
  let index: KDBush | undefined;

  function seenAsBefore(): boolean {
    const { camera, canvas } = scene;
    return (
      width === canvas.clientWidth &&
      height === canvas.clientHeight &&
      Matrix4.equals(view, camera.viewMatrix) &&
      Matrix4.equals(lens, camera.frustum.projectionMatrix)
    );
  }

  function projected(): KDBush {
    if (index !== undefined && seenAsBefore()) return index;
    const { camera, canvas } = scene;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    Matrix4.clone(camera.viewMatrix, view);
    Matrix4.clone(camera.frustum.projectionMatrix, lens);
    const project = windowProjector(scene);
    index = new KDBush(count, 64, Float32Array);
    for (let row = 0; row < count; row += 1) {
      const at = project(placeOf(row, place));
      xs[row] = at?.x ?? nowhere;
      ys[row] = at?.y ?? nowhere;
      index.add(xs[row]!, ys[row]!);
    }
    index.finish();
    return index;
  }

  return {
    find: (x, y, radius, stands) => {
      if (count === 0) return undefined;
      let nearest: number | undefined;
      let least = radius * radius;
      for (const row of projected().within(x, y, radius)) {
        const away = (xs[row]! - x) ** 2 + (ys[row]! - y) ** 2;
        if (away > least || stands?.(row) === false) continue;
        least = away;
        nearest = row;
      }
      return nearest;
    },
  };
}
