import type { Color } from 'cesium';
import {
  BoundingSphere,
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  Cartesian3,
  Matrix4,
  PointPrimitiveCollection,
} from 'cesium';

/** How a point may look. Sizes are whole CSS pixels, at most 255; the outline stands outside `size`. */
export interface PointLook {
  readonly colour: Color;
  readonly size: number;
  readonly outlineColour: Color;
  readonly outlineWidth: number;
}

/**
 * A fixed number of points, allocated once. What changes is written to the points it changes and to no other;
 * a point that should not be seen is hidden, never removed.
 */
export interface Points {
  readonly primitive: BufferPointCollection | PointPrimitiveCollection;
  readonly count: number;
  /** Holds every point, hidden ones too; grows when a point moves out of it. */
  readonly bounds: BoundingSphere;
  /** Gives a point one of the looks, by its place in the table. */
  readonly paint: (index: number, look: number) => void;
  readonly move: (index: number, position: Cartesian3) => void;
  /** Where a point stands, written into `result`. */
  readonly placeOf: (index: number, result: Cartesian3) => Cartesian3;
  readonly show: (index: number, visible: boolean) => void;
  /**
   * Draws every point a little nearer to the eye than it stands, on the same spot of the picture: a point is drawn
   * upright, and the ground before it would cut its lower half away. Called before a picture is drawn.
   */
  readonly faceEye: (eye: Cartesian3) => void;
  /** Changes the table of looks and repaints every point by it: for themes and opacity. */
  readonly relook: (looks: readonly PointLook[]) => void;
}

export interface PointsOptions {
  /** Earth-fixed metres, x y z for each point. */
  readonly positions: Float64Array;
  /** The first look is the one every point starts with. */
  readonly looks: readonly PointLook[];
  /**
   * `buffers` are the engine's experimental buffer collections: about 20 times faster to change and 10 times smaller.
   * `primitives` is the older collection, for the day the experiment changes under us.
   */
  readonly store?: 'buffers' | 'primitives';
}

/** Enough for a mark of 12 px seen at 12° above the horizon; houses this much nearer than a mark do not hide it. */
const nearness = 0.955;

export function createPoints({ positions, looks, store = 'buffers' }: PointsOptions): Points {
  const bounds = BoundingSphere.fromVertices(positions);
  const write = store === 'buffers' ? bufferStore(positions, bounds) : primitiveStore(positions);
  const count = positions.length / 3;
  const chosen = new Uint8Array(count);
  const lead = new Cartesian3();
  let table = looks.map(write.look);

  function dress(index: number): void {
    const look = table[chosen[index]!];
    if (look === undefined)
      throw new Error(`Point ${index} asks for look ${chosen[index]} of ${table.length}.`);
    write.dress(index, look);
  }
  for (let index = 0; index < count; index += 1) dress(index);

  return {
    primitive: write.primitive,
    count,
    bounds,
    paint: (index, look) => {
      chosen[index] = look;
      dress(index);
    },
    move: (index, position) => {
      write.move(index, position);
      // The sphere only grows: a moving point costs a distance, not a pass over all of them.
      const away = Cartesian3.distance(bounds.center, position);
      if (away > bounds.radius) bounds.radius = away;
    },
    placeOf: write.placeOf,
    show: write.show,
    faceEye: (eye) => {
      Matrix4.fromUniformScale(nearness, write.primitive.modelMatrix);
      Matrix4.setTranslation(
        write.primitive.modelMatrix,
        Cartesian3.multiplyByScalar(eye, 1 - nearness, lead),
        write.primitive.modelMatrix,
      );
    },
    relook: (next) => {
      table = next.map(write.look);
      for (let index = 0; index < count; index += 1) dress(index);
    },
  };
}

/** The engine's material holds a look for either store: the older collection reads the same four fields from it. */
interface PointStore {
  readonly primitive: Points['primitive'];
  readonly look: (look: PointLook) => BufferPointMaterial;
  readonly dress: (index: number, look: BufferPointMaterial) => void;
  readonly move: (index: number, position: Cartesian3) => void;
  readonly placeOf: (index: number, result: Cartesian3) => Cartesian3;
  readonly show: (index: number, visible: boolean) => void;
}

function materialOf(look: PointLook): BufferPointMaterial {
  return new BufferPointMaterial({
    color: look.colour,
    size: look.size,
    outlineColor: look.outlineColour,
    outlineWidth: look.outlineWidth,
  });
}

function placed(positions: Float64Array, index: number, result: Cartesian3): Cartesian3 {
  return Cartesian3.fromElements(
    positions[index * 3]!,
    positions[index * 3 + 1]!,
    positions[index * 3 + 2]!,
    result,
  );
}

function bufferStore(positions: Float64Array, bounds: BoundingSphere): PointStore {
  const count = positions.length / 3;
  // The bounds are ours, or the engine would walk over every point whenever one has moved.
  const primitive = new BufferPointCollection({
    primitiveCountMax: Math.max(count, 1),
    boundingVolume: bounds,
  });
  const point = new BufferPoint();
  const position = new Cartesian3();
  for (let index = 0; index < count; index += 1) {
    primitive.add({ position: placed(positions, index, position) }, point);
  }
  return {
    primitive,
    look: materialOf,
    dress: (index, look) => void primitive.get(index, point).setMaterial(look),
    move: (index, to) => {
      primitive.get(index, point);
      point.setPosition(to);
    },
    placeOf: (index, result) => {
      primitive.get(index, point);
      return point.getPosition(result);
    },
    show: (index, visible) => {
      primitive.get(index, point).show = visible;
    },
  };
}

function primitiveStore(positions: Float64Array): PointStore {
  const primitive = new PointPrimitiveCollection();
  for (let index = 0; index < positions.length / 3; index += 1) {
    primitive.add({ position: placed(positions, index, new Cartesian3()) });
  }
  return {
    primitive,
    look: materialOf,
    dress: (index, look) => {
      const point = primitive.get(index);
      point.color = look.color;
      point.pixelSize = look.size;
      point.outlineColor = look.outlineColor;
      point.outlineWidth = look.outlineWidth;
    },
    move: (index, to) => {
      primitive.get(index).position = to;
    },
    placeOf: (index, result) => Cartesian3.clone(primitive.get(index).position, result),
    show: (index, visible) => {
      primitive.get(index).show = visible;
    },
  };
}
