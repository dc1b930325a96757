import { BoundingSphere, Cartesian3 } from 'cesium';

/** Ellipsoidal metres at a place, degrees. */
export type Heights = (lon: number, lat: number) => number;

/** How many points a tile has along a side; heightmaps have 65 by definition. */
const along = 17;
const deepest = 12;

/** `layer.json` of tiles that are there for the whole earth down to the deepest level, in the geographic cut of two. */
export function layerJson(format: 'quantized-mesh-1.0' | 'heightmap-1.0'): object {
  const levels = Array.from({ length: deepest + 1 }, (_, level) => [
    { startX: 0, startY: 0, endX: 2 ** (level + 1) - 1, endY: 2 ** level - 1 },
  ]);
  return {
    ...{ tilejson: '2.1.0', format, version: '1.0.0', scheme: 'tms', projection: 'EPSG:4326' },
    ...{ tiles: ['{z}/{x}/{y}.terrain'], minzoom: 0, maxzoom: deepest, bounds: [-180, -90, 180, 90] },
    available: levels,
  };
}

/** West, south and side of a tile in degrees; rows from below. */
function edgesOf(level: number, x: number, y: number) {
  const side = 180 / 2 ** level;
  return { west: -180 + x * side, south: -90 + y * side, side };
}

export function heightmapTile(heights: Heights, level: number, x: number, y: number): Buffer {
  const { west, south, side } = edgesOf(level, x, y);
  const tile = Buffer.alloc(65 * 65 * 2 + 2);
  for (let row = 0; row < 65; row += 1)
    for (let column = 0; column < 65; column += 1) {
      const metres = heights(west + (column / 64) * side, south + side - (row / 64) * side);
      tile.writeUInt16LE(Math.round((metres + 1000) * 5), (row * 65 + column) * 2);
    }
  tile[65 * 65 * 2] = level < deepest ? 15 : 0;
  return tile;
}

function zigZag(values: readonly number[]): Uint16Array {
  return Uint16Array.from(values, (value, index) => {
    const step = value - (index === 0 ? 0 : values[index - 1]!);
    return step < 0 ? -2 * step - 1 : 2 * step;
  });
}

/** High-water-mark coding: how far below the highest index so far, that one itself being new. */
function marked(indices: readonly number[]): Uint16Array {
  let highest = 0;
  return Uint16Array.from(indices, (index) => {
    const code = highest - index;
    if (code === 0) highest += 1;
    return code;
  });
}

const bytesOf = (words: Uint16Array | Uint32Array | Float32Array | Float64Array): Buffer =>
  Buffer.from(words.buffer, words.byteOffset, words.byteLength);

/** A tile of quantized-mesh 1.0. */
export function meshTile(heights: Heights, level: number, x: number, y: number): Buffer {
  const { west, south, side } = edgesOf(level, x, y);
  const grid = Array.from({ length: along * along }, (_, index) => {
    const [column, row] = [index % along, Math.floor(index / along)];
    const [lon, lat] = [west + (column / (along - 1)) * side, south + (row / (along - 1)) * side];
    return { u: column / (along - 1), v: row / (along - 1), lon, lat, height: heights(lon, lat) };
  });
  const [lowest, highest] = [
    Math.min(...grid.map(({ height }) => height)),
    Math.max(...grid.map(({ height }) => height)),
  ];
  // Vertices are numbered as the triangles first name them, which the coding of the indices asks for.
  const order = new Map<number, number>();
  const indices: number[] = [];
  for (let row = 0; row + 1 < along; row += 1)
    for (let column = 0; column + 1 < along; column += 1) {
      const at = row * along + column;
      for (const corner of [at, at + 1, at + along + 1, at, at + along + 1, at + along]) {
        if (!order.has(corner)) order.set(corner, order.size);
        indices.push(order.get(corner)!);
      }
    }
  const vertices = [...order.keys()].map((index) => grid[index]!);
  const positions = vertices.map(({ lon, lat, height }) => Cartesian3.fromDegrees(lon, lat, height));
  const sphere = BoundingSphere.fromPoints(positions);
  const { center } = sphere;
  // A point in earth radii that is hidden by no horizon: nothing is culled that is to be seen.
  const unhidden = Cartesian3.multiplyByScalar(
    Cartesian3.normalize(center, new Cartesian3()),
    10,
    new Cartesian3(),
  );
  const quantized = (share: number) => Math.round(share * 32767);
  const spread = highest - lowest;
  const edge = (on: (vertex: (typeof grid)[number]) => boolean) =>
    Uint16Array.from(vertices.flatMap((vertex, index) => (on(vertex) ? [index] : [])));
  const edges = [
    edge(({ u }) => u === 0),
    edge(({ v }) => v === 0),
    edge(({ u }) => u === 1),
    edge(({ v }) => v === 1),
  ];
  return Buffer.concat([
    bytesOf(Float64Array.of(center.x, center.y, center.z)),
    bytesOf(Float32Array.of(lowest, highest)),
    bytesOf(Float64Array.of(center.x, center.y, center.z, sphere.radius, unhidden.x, unhidden.y, unhidden.z)),
    bytesOf(Uint32Array.of(vertices.length)),
    bytesOf(zigZag(vertices.map(({ u }) => quantized(u)))),
    bytesOf(zigZag(vertices.map(({ v }) => quantized(v)))),
    bytesOf(zigZag(vertices.map(({ height }) => quantized(spread === 0 ? 0 : (height - lowest) / spread)))),
    bytesOf(Uint32Array.of(indices.length / 3)),
    bytesOf(marked(indices)),
    ...edges.flatMap((one) => [bytesOf(Uint32Array.of(one.length)), bytesOf(one)]),
  ]);
}
