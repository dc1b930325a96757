import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue of the quarters: north-west, north-east, south-west, south-east of a point. */
export type Quarters = readonly [Rgb, Rgb, Rgb, Rgb];
export type Rgb = readonly [number, number, number];

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/**
 * A PNG of 256 × 256 palette pixels, cut into quarters `east` pixels from its left and `south` from its top; where the cut
 * lies outside, the picture is of one colour.
 */
export function quarterPicture(colours: Quarters, east: number, south: number): Buffer {
  const rows = Buffer.alloc(257 * 256);
  for (let y = 0; y < 256; y += 1)
    for (let x = 0; x < 256; x += 1)
      rows[y * 257 + 1 + x] = (y + 0.5 < south ? 0 : 2) + (x + 0.5 < east ? 0 : 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(256, 0);
  head.writeUInt32BE(256, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
