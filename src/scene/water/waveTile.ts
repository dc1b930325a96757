/** Side of the tile in pixels. */
export const tileSide = 256;
const waves = 56;

/** 0…1, the same for the same number for ever. */
function chance(index: number): number {
  let h = Math.imul(index ^ 0x9e3779b1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/**
 * One tile of a water's surface that fits itself on every side: four bytes a pixel, slope to the east and to the north
 * (128 is level, 127 three times the usual slope), height likewise, 255. A sum of sines of whole numbers of waves.
 */
export function waveTile(side = tileSide): Uint8ClampedArray<ArrayBuffer> {
  const [east, north, height] = [0, 1, 2].map(() => new Float64Array(side * side)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let wave = 0; wave < waves; wave += 1) {
    const many = 2 + 13 * chance(3 * wave) ** 1.4;
    // Around the wind's direction more than across it.
    const way = 0.6 + (chance(3 * wave + 1) - 0.5) * 2.6;
    const [kx, ky] = [Math.round(many * Math.cos(way)), Math.round(many * Math.sin(way))];
    const k = Math.hypot(kx, ky);
    if (k === 0) continue;
    const size = k ** -1.15;
    const phase = 2 * Math.PI * chance(3 * wave + 2);
    // Whole numbers of waves meet no more angles than the side has pixels.
    const angles = Array.from({ length: side }, (_, step) => (2 * Math.PI * step) / side + phase);
    const [rise, lean] = [
      angles.map((angle) => size * Math.sin(angle)),
      angles.map((angle) => size * Math.cos(angle)),
    ];
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const step = (((kx * column + ky * row) % side) + side) % side;
        const at = row * side + column;
        height[at]! += rise[step]!;
        const slope = lean[step]!;
        east[at]! += kx * slope;
        north[at]! += ky * slope;
      }
    }
  }
  const bytes = new Uint8ClampedArray(side * side * 4);
  [east, north, height].forEach((values, channel) => {
    const usual = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    values.forEach((value, at) => {
      bytes[4 * at + channel] = 128 + (127 * value) / (3 * usual);
    });
  });
  for (let at = 3; at < bytes.length; at += 4) bytes[at] = 255;
  return bytes;
}
