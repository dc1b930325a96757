import {
  BoundingSphere,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryAttributes,
  GeometryInstance,
  PrimitiveType,
  Primitive,
  Transforms,
  type Appearance,
} from 'cesium';
import type { LonLat } from '@/contracts/geo';
import type { FeatureRef } from '@/contracts/ids';
import { engineId } from '../featureId';
import { metresPerDegree } from './origin';
import type { Mesh } from './mesh';
import type { Ribbons } from './ribbons';

/** One feature's model: metres about its own origin. */
export interface ModelPart {
  readonly ref: FeatureRef;
  /** Tells it from the others of its layer, for the paint. */
  readonly number: number;
  readonly origin: LonLat;
  readonly mesh: Mesh;
  readonly ribbons: Ribbons;
  /** What `own` and `painted` faces are coloured; CSS. */
  readonly colour: string;
}

function earthFixed({ origin: [lon0, lat0] }: ModelPart, positions: readonly number[]): Float64Array {
  const perLon = metresPerDegree * Math.cos((lat0 * Math.PI) / 180);
  const fixed = new Float64Array(positions.length);
  const place = new Cartesian3();
  for (let i = 0; i < positions.length; i += 3) {
    Cartesian3.fromDegrees(
      lon0 + positions[i]! / perLon,
      lat0 + positions[i + 1]! / metresPerDegree,
      positions[i + 2],
      undefined,
      place,
    );
    fixed[i] = place.x;
    fixed[i + 1] = place.y;
    fixed[i + 2] = place.z;
  }
  return fixed;
}

/** Directions of the origin's east, north and up, turned to the earth's axes. */
function turned({ origin }: ModelPart, vectors: readonly number[]): Float32Array {
  const m = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(...origin));
  const out = new Float32Array(vectors.length);
  for (let i = 0; i < vectors.length; i += 3) {
    const [e, n, u] = [vectors[i]!, vectors[i + 1]!, vectors[i + 2]!];
    out[i] = m[0]! * e + m[4]! * n + m[8]! * u;
    out[i + 1] = m[1]! * e + m[5]! * n + m[9]! * u;
    out[i + 2] = m[2]! * e + m[6]! * n + m[10]! * u;
  }
  return out;
}

const float = (componentsPerAttribute: number, values: Float32Array) =>
  new GeometryAttribute({ componentDatatype: ComponentDatatype.FLOAT, componentsPerAttribute, values });

function instanceOf(
  part: ModelPart,
  positions: readonly number[],
  indices: readonly number[],
  attributes: Readonly<Record<string, GeometryAttribute>>,
): GeometryInstance {
  const values = earthFixed(part, positions);
  return new GeometryInstance({
    id: engineId(part.ref),
    geometry: new Geometry({
      attributes: Object.assign(new GeometryAttributes(), attributes, {
        position: new GeometryAttribute({
          componentDatatype: ComponentDatatype.DOUBLE,
          componentsPerAttribute: 3,
          values,
        }),
      }),
      indices: new Uint32Array(indices),
      primitiveType: PrimitiveType.TRIANGLES,
      boundingSphere: BoundingSphere.fromVertices([...values]),
    }),
    attributes: { color: ColorGeometryInstanceAttribute.fromColor(Color.fromCssColorString(part.colour)) },
  });
}

function solidOf(part: ModelPart): GeometryInstance {
  const { positions, normals, texture, traits, indices } = part.mesh;
  const count = positions.length / 3;
  const trait = new Float32Array(count * 3);
  for (let i = 0; i < count; i += 1) trait.set([traits[i * 2]!, traits[i * 2 + 1]!, part.number], i * 3);
  return instanceOf(part, positions, indices, {
    normal: float(3, turned(part, normals)),
    st: float(2, new Float32Array(texture)),
    trait: float(3, trait),
  });
}

function ribbonOf(part: ModelPart): GeometryInstance {
  const { positions, along, texture, traits, indices } = part.ribbons;
  return instanceOf(part, positions, indices, {
    along: float(3, turned(part, along)),
    st: float(2, new Float32Array(texture)),
    trait: float(4, new Float32Array(traits)),
    feature: float(1, new Float32Array(positions.length / 3).fill(part.number)),
  });
}

const primitiveOf = (geometryInstances: GeometryInstance[], appearance: Appearance) =>
  new Primitive({ geometryInstances, appearance, asynchronous: false, compressVertices: false });

/** The solid faces of some features as one thing to draw, or nothing where they have none. */
export function solidPrimitive(parts: readonly ModelPart[], appearance: Appearance): Primitive | undefined {
  const made = parts.filter(({ mesh }) => mesh.indices.length > 0);
  return made.length === 0 ? undefined : primitiveOf(made.map(solidOf), appearance);
}

export function ribbonPrimitive(parts: readonly ModelPart[], appearance: Appearance): Primitive | undefined {
  const made = parts.filter(({ ribbons }) => ribbons.indices.length > 0);
  return made.length === 0 ? undefined : primitiveOf(made.map(ribbonOf), appearance);
}
