import type { LonLat } from '@/contracts/geo';
import type { Block } from '../meshCity';

const degree = 111_320;

/** The five seen faces of a block as triangles, degrees and metres from the middle, as I3S counts within a node. */
function trianglesOf([, lat]: LonLat, { east, north, half, height }: Block): readonly number[] {
  const x = (metres: number) => metres / (degree * Math.cos((lat * Math.PI) / 180));
  const y = (metres: number) => metres / degree;
  const corner = (a: number, b: number, up: number) => [x(east + a * half), y(north + b * half), up];
  const around = [corner(-1, -1, 0), corner(1, -1, 0), corner(1, 1, 0), corner(-1, 1, 0)];
  const roof = around.map(([a, b]) => [a!, b!, height]);
  const two = (a: number[], b: number[], c: number[], d: number[]) => [a, b, c, a, c, d].flat();
  const walls = around.flatMap((low, index) => {
    const next = (index + 1) % 4;
    return two(low, around[next]!, roof[next]!, roof[index]!);
  });
  return [...two(roof[0]!, roof[1]!, roof[2]!, roof[3]!), ...walls];
}

/**
 * A scene layer of I3S 1.7 (3DObject): a root without a mesh, and one node of blocks, uncompressed, without pictures.
 * Answers what lies at a path below the layer; `undefined` where nothing does. `ground` is ellipsoidal metres.
 */
export function sceneLayerOf(
  [lon, lat]: LonLat,
  ground: number,
  blocks: readonly Block[],
  half: number,
): (path: string) => object | Buffer | undefined {
  const positions = blocks.flatMap((block) => trianglesOf([lon, lat], block));
  const points = positions.length / 3;
  const geometry = Buffer.alloc(8 + points * 36);
  geometry.writeUInt32LE(points, 0);
  geometry.writeUInt32LE(0, 4);
  positions.forEach((value, index) => geometry.writeFloatLE(value, 8 + index * 4));
  for (let point = 0; point < points; point += 1)
    geometry.set([230, 230, 230, 255], 8 + points * 32 + point * 4);
  const float3 = { type: 'Float32', component: 3 };
  const wide = half / degree;
  const obb = { center: [lon, lat, ground], halfSize: [half, half, 200], quaternion: [0, 0, 0, 1] };
  const layer = {
    ...{ id: 0, name: 'Blocks', layerType: '3DObject', version: '1.7' },
    spatialReference: { wkid: 4326, latestWkid: 4326 },
    capabilities: ['View'],
    heightModelInfo: { heightModel: 'ellipsoidal', vertCRS: 'WGS_1984', heightUnit: 'meter' },
    fullExtent: { xmin: lon - wide, ymin: lat - wide, xmax: lon + wide, ymax: lat + wide },
    store: {
      ...{ id: 'blocks', profile: 'meshpyramids', version: '1.7', rootNode: './nodes/root' },
      extent: [lon - wide, lat - wide, lon + wide, lat + wide],
      defaultGeometrySchema: { ordering: ['position', 'normal', 'uv0', 'color'], featureAttributeOrder: [] },
    },
    nodePages: { nodesPerPage: 64, lodSelectionMetricType: 'maxScreenThresholdSQ' },
    geometryDefinitions: [
      {
        geometryBuffers: [
          {
            ...{ offset: 8, position: float3, normal: float3 },
            uv0: { type: 'Float32', component: 2 },
            color: { type: 'UInt8', component: 4 },
          },
        ],
      },
    ],
    materialDefinitions: [{ doubleSided: true, pbrMetallicRoughness: { metallicFactor: 0 } }],
  };
  const nodes = [
    { index: 0, obb, children: [1], lodThreshold: 100 },
    {
      ...{ index: 1, parentIndex: 0, obb, children: [], lodThreshold: 1e9 },
      mesh: {
        geometry: { definition: 0, resource: 1, vertexCount: points, featureCount: 0 },
        material: { definition: 0, resource: 1 },
      },
    },
  ];
  return (path) => {
    switch (path.replace(/\/$/, '')) {
      case '':
        return layer;
      case 'nodepages/0':
        return { nodes };
      case 'nodes/1/geometries/0':
        return geometry;
      default:
        return undefined;
    }
  };
}
