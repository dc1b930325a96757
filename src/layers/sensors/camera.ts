import { Cartesian3, Matrix4, type Scene } from 'cesium';
import { windowProjector } from '@/scene/windowPlace';
import { tileWidth, type Cells } from './cells';
import type { SpreadView } from './spread';

/** Beyond the window's edge, so that a small turn of the camera brings nothing late. CSS pixels. */
const margin = 240;
/** Sine of the flattest angle a cell is taken to be seen at: nearer to the horizon all cells would flow together. */
const leastSlant = 0.12;

/** Where the camera stands towards the cells: how much of the window each takes, and whether it lies in it. */
export interface CellCamera {
  /** The middle of what a cell holds, earth-fixed metres. */
  readonly middle: (cell: number) => Cartesian3;
  readonly width: (cell: number) => number;
  /** Has the camera or the window changed since the last view? */
  readonly moved: () => boolean;
  readonly view: () => Omit<SpreadView, 'shownIn'>;
}

/** `positions`: earth-fixed metres, x y z for each place. */
export function createCellCamera(cells: Cells, positions: Float64Array, scene: Scene): CellCamera {
  const middles = new Float64Array(cells.count * 3);
  const widths = Float64Array.from({ length: cells.count }, (_, cell) =>
    tileWidth({ level: cells.level[cell]!, y: cells.y[cell]! }),
  );
  for (let cell = 0; cell < cells.count; cell += 1) {
    const [start, end] = [cells.start[cell]!, cells.end[cell]!];
    for (let row = start; row < end; row += 1)
      for (let axis = 0; axis < 3; axis += 1)
        middles[cell * 3 + axis]! += positions[cells.order[row]! * 3 + axis]! / (end - start);
  }
  const seen = new Matrix4();
  const lens = new Matrix4();
  let width = 0;
  let height = 0;
  const middle = (cell: number) =>
    new Cartesian3(middles[cell * 3], middles[cell * 3 + 1], middles[cell * 3 + 2]);

  return {
    middle,
    width: (cell) => widths[cell]!,
    moved: () => {
      const { camera, canvas } = scene;
      return !(
        width === canvas.clientWidth &&
        height === canvas.clientHeight &&
        Matrix4.equals(seen, camera.viewMatrix) &&
        Matrix4.equals(lens, camera.frustum.projectionMatrix)
      );
    },
    view: () => {
      const { camera, canvas } = scene;
      width = canvas.clientWidth;
      height = canvas.clientHeight;
      Matrix4.clone(camera.viewMatrix, seen);
      Matrix4.clone(camera.frustum.projectionMatrix, lens);
      const project = windowProjector(scene);
      // Pixels that a metre spans at a metre's distance: the projection's own scale of the upright axis.
      const focal = (Matrix4.toArray(lens)[5]! * height) / 2;
      const eye = camera.positionWC;
      const above = Cartesian3.magnitude(eye);
      return {
        spanOf: (cell) => {
          const at = middle(cell);
          const distance = Cartesian3.distance(eye, at);
          const away = Math.max(1, distance - widths[cell]! / 2);
          // Seen at a slant a square is as wide as ever and less deep: what counts is the room it takes.
          const slant = Math.min(1, Math.max(leastSlant, (above - Cartesian3.magnitude(at)) / distance));
          return ((widths[cell]! * focal) / away) * Math.sqrt(slant);
        },
        inWindow: (cell) => {
          const at = project(middle(cell));
          return (
            at !== undefined &&
            at.x > -margin &&
            at.x < width + margin &&
            at.y > -margin &&
            at.y < height + margin
          );
        },
      };
    },
  };
}
