import KDBush from 'kdbush';
import { Matrix4, type Scene } from 'cesium';

/**
 * Finds the point drawn nearest to a window position (CSS px). The engine's own pick would draw the scene once more and
 * wait for the picture; here the points are projected once for each stand of the camera and then only looked up.
 */
export interface NearPoint {
  /** `undefined` where none that `eligible` accepts is within `radius` pixels. */
  readonly find: (
    x: number,
    y: number,
    radius: number,
    eligible?: (index: number) => boolean,
  ) => number | undefined;
}

type View = Pick<Scene, 'camera' | 'canvas'>;

/** `positions`: earth-fixed metres, x y z for each point, none of which moves. */
export function createNearPoint(positions: Float64Array, scene: View): NearPoint {
  const count = positions.length / 3;
  const windowX = new Float64Array(count);
  const windowY = new Float64Array(count);
  const seenBy = new Matrix4();
  const current = new Matrix4();
  let size = '';
  let index: KDBush | undefined;

  function project(): KDBush {
    const { camera, canvas } = scene;
    Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, current);
    const nowSize = `${canvas.clientWidth}×${canvas.clientHeight}`;
    if (index !== undefined && nowSize === size && Matrix4.equals(current, seenBy)) return index;
    Matrix4.clone(current, seenBy);
    size = nowSize;
    const m = Matrix4.toArray(current);
    index = new KDBush(count);
    for (let slot = 0; slot < count; slot += 1) {
      const x = positions[slot * 3]!;
      const y = positions[slot * 3 + 1]!;
      const z = positions[slot * 3 + 2]!;
      const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
      // Behind the eye: put where no pointer reaches, so that the index keeps one row a point.
      const front = w > 0;
      windowX[slot] = front
        ? (((m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w) * 0.5 + 0.5) * canvas.clientWidth
        : -1e6;
      windowY[slot] = front
        ? (0.5 - ((m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w) * 0.5) * canvas.clientHeight
        : -1e6;
      index.add(windowX[slot]!, windowY[slot]!);
    }
    index.finish();
    return index;
  }

  return {
    find: (x, y, radius, eligible = () => true) => {
      if (count === 0) return undefined;
      let nearest: number | undefined;
      let least = radius * radius;
      for (const slot of project().within(x, y, radius)) {
        const away = (windowX[slot]! - x) ** 2 + (windowY[slot]! - y) ** 2;
        if (away <= least && eligible(slot)) {
          least = away;
          nearest = slot;
        }
      }
      return nearest;
    },
  };
}
