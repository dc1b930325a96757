import { Matrix4, type Cartesian3, type Scene } from 'cesium';

export interface WindowPlace {
  /** CSS pixels from the canvas's upper left. */
  readonly x: number;
  y: number;
  /** Metres in front of the camera's eye plane. */
  readonly depth: number;
}

const scratch = new Matrix4();

/** Projects many places with one view: taken once a picture, used for every label and sketch point. */
export function windowProjector(scene: Scene): (place: Cartesian3) => WindowPlace | undefined {
  const { camera, canvas } = scene;
  const m = Matrix4.toArray(Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, scratch));
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  return ({ x, y, z }) => {
    const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
    if (w <= 0) return undefined;
    return {
      x: ((m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w / 2 + 0.5) * width,
      y: (0.5 - (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w / 2) * height,
      depth: w,
    };
  };
}
