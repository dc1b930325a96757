import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NodeIO, type Accessor } from '@gltf-transform/core';
import {
  EXTMeshFeatures,
  EXTMeshoptCompression,
  EXTStructuralMetadata,
  KHRMeshQuantization,
  type Features,
  type StructuralMetadata,
} from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer';

export interface TileContent {
  /** Metres, glTF axes, three per vertex. */
  readonly positions: Float64Array;
  readonly features: Uint16Array;
  /** _TRAIT and _TRAIT_1, four bytes a vertex each. */
  readonly traits: Uint8Array;
  readonly moreTraits: Uint8Array;
  readonly indices: Uint32Array;
  readonly copyright: string;
  readonly featureCount: number;
  readonly triangles: number;
  /** Column name → the values as text. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  /** Column name → the numbers of an enumerated column, as a shader sees them. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
}

const io = new NodeIO()
  .registerExtensions([EXTMeshFeatures, EXTStructuralMetadata, EXTMeshoptCompression, KHRMeshQuantization])
  .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });

const numbersOf = (accessor: Accessor | null): ArrayLike<number> => accessor?.getArray() as ArrayLike<number>;

export const readTile = async (bytes: Uint8Array): Promise<TileContent> => {
  await MeshoptDecoder.ready;
  const document = await io.readBinary(bytes);
  const node = document.getRoot().listNodes()[0]!;
  const primitive = node.getMesh()!.listPrimitives()[0]!;
  const steps = numbersOf(primitive.getAttribute('POSITION'));
  const scale = node.getScale()[0];
  const metadata = document.getRoot().getExtension<StructuralMetadata>('EXT_structural_metadata')!;
  const table = metadata.listPropertyTables()[0]!;
  const schema = metadata.getSchema()!.getClass('building')!;
  const rows = new Map<string, string[]>();
  const numbers = new Map<string, number[]>();
  for (const name of schema.listPropertyKeys()) {
    const property = table.getProperty(name)!;
    const type = schema.getProperty(name)!;
    const values = property.getValues();
    if (type.getType() === 'STRING') {
      const raw = property.getStringOffsets()!;
      const widths = { UINT8: Uint8Array, UINT16: Uint16Array, UINT32: Uint32Array };
      const Offsets = widths[property.getStringOffsetType() as keyof typeof widths];
      const offsets = new Offsets(raw.slice().buffer);
      const decoder = new TextDecoder();
      rows.set(
        name,
        Array.from({ length: table.getCount() }, (_, i) =>
          decoder.decode(values.subarray(offsets[i], offsets[i + 1])),
        ),
      );
    } else if (type.getType() === 'ENUM') {
      const names = new Map(
        metadata
          .getSchema()!
          .getEnum(type.getEnumType()!)!
          .listValues()
          .map((each) => [each.getValue(), each.getName()]),
      );
      const wide = metadata.getSchema()!.getEnum(type.getEnumType()!)!.getValueType() === 'UINT16';
      numbers.set(name, Array.from(wide ? new Uint16Array(values.slice().buffer) : values));
      rows.set(
        name,
        numbers.get(name)!.map((value) => names.get(value)!),
      );
    } else {
      const kinds = { UINT8: Uint8Array, UINT16: Uint16Array, FLOAT32: Float32Array, FLOAT64: Float64Array };
      const Kind = kinds[type.getComponentType() as keyof typeof kinds];
      rows.set(name, Array.from(new Kind(values.slice().buffer), String));
    }
  }
  const features = primitive.getExtension<Features>('EXT_mesh_features')!;
  const ids = features.listFeatureIDs()[0]!;
  return {
    positions: Float64Array.from(steps, (value) => value * scale),
    features: Uint16Array.from(numbersOf(primitive.getAttribute(`_FEATURE_ID_${ids.getAttribute()}`))),
    traits: Uint8Array.from(numbersOf(primitive.getAttribute('_TRAIT'))),
    moreTraits: Uint8Array.from(numbersOf(primitive.getAttribute('_TRAIT_1'))),
    indices: Uint32Array.from(numbersOf(primitive.getIndices())),
    copyright: document.getRoot().getAsset().copyright ?? '',
    featureCount: ids.getFeatureCount(),
    triangles: primitive.getIndices()!.getCount() / 3,
    rows,
    numbers,
  };
};

export interface TileJson {
  readonly boundingVolume: { readonly region: readonly [number, number, number, number, number, number] };
  readonly geometricError: number;
  readonly refine: string;
  readonly transform: readonly number[];
  readonly content: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

export interface TilesetJson {
  readonly asset: { readonly version: string; readonly extras?: { readonly copyright: string } };
  readonly geometricError: number;
  readonly root: TileJson;
}

/** What a tile shows, told by its file's name. */
export type Level = 'city' | 'region' | 'far' | 'mid' | 'near';

export interface PlacedTile {
  readonly tile: TileJson;
  readonly level: Level;
  /** Its file beside the root tileset. */
  readonly path: string;
  /** The tile it replaces a part of, over the border of a tileset too. */
  readonly parent: PlacedTile | undefined;
  /** Local to Earth-fixed, column-major. */
  readonly toEarth: readonly number[];
}

/** Every tile with a content of its own below a tileset file and all tilesets it names. */
export const everyTile = async (
  folder: string,
  path = 'tileset.json',
  parent?: PlacedTile,
  above: readonly number[] = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
): Promise<PlacedTile[]> => {
  const out: PlacedTile[] = [];
  const visit = async (
    tile: TileJson,
    over: PlacedTile | undefined,
    into: readonly number[],
  ): Promise<void> => {
    const toEarth = multiply(into, tile.transform);
    const file = join(dirname(path), tile.content.uri);
    if (file.endsWith('.json')) {
      out.push(...(await everyTile(folder, file, over, toEarth)));
      return;
    }
    const level = levelOf(file);
    const placed = { tile, level, path: file, parent: over, toEarth };
    out.push(placed);
    for (const child of tile.children ?? []) await visit(child, placed, toEarth);
  };
  await visit((await readTileset(join(folder, path))).root, parent, above);
  return out;
};

export const readTileset = async (file: string): Promise<TilesetJson> =>
  JSON.parse(await readFile(file, 'utf8')) as TilesetJson;

const levelOf = (file: string): Level => {
  if (file.startsWith('regions/')) return 'region';
  const name = (['city', 'far', 'mid', 'near'] as const).find((each) =>
    file.split('/').at(-1)!.startsWith(each),
  );
  if (name === undefined) throw new Error(`${file} is of no level`);
  return name;
};

const multiply = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: 16 }, (_, k) => {
    const column = Math.floor(k / 4);
    const row = k % 4;
    return [0, 1, 2, 3].reduce((sum, i) => sum + a[i * 4 + row]! * b[column * 4 + i]!, 0);
  });

const a = 6378137;
const f = 1 / 298.257223563;
const b = a * (1 - f);
const e2 = f * (2 - f);
const ep2 = (a * a - b * b) / (b * b);

/** Longitude, latitude (radians) and ellipsoidal height of a glTF vertex (y up) of a tile; Bowring 1976. */
export const toGeodetic = (
  toEarth: readonly number[],
  x: number,
  y: number,
  z: number,
): readonly [number, number, number] => {
  const [e, n, u] = [x, -z, y];
  const px = toEarth[0]! * e + toEarth[4]! * n + toEarth[8]! * u + toEarth[12]!;
  const py = toEarth[1]! * e + toEarth[5]! * n + toEarth[9]! * u + toEarth[13]!;
  const pz = toEarth[2]! * e + toEarth[6]! * n + toEarth[10]! * u + toEarth[14]!;
  const p = Math.hypot(px, py);
  const beta = Math.atan2(pz * a, p * b);
  const lat = Math.atan2(pz + ep2 * b * Math.sin(beta) ** 3, p - e2 * a * Math.cos(beta) ** 3);
  const normal = a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return [Math.atan2(py, px), lat, p / Math.cos(lat) - normal];
};
