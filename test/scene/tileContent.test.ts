import { describe, expect, it } from 'vitest';
import { pictureSize, tileLimits, whyRefused } from '@/scene/tileContent';

const bytes = (...parts: readonly (string | readonly number[])[]): ArrayBuffer => {
  const flat = parts.flatMap((part) =>
    typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part],
  );
  return new Uint8Array([...flat, ...new Array<number>(Math.max(0, 40 - flat.length)).fill(0)]).buffer;
};
const u32be = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const u32 = (n: number) => u32be(n).reverse();

const png = (width: number, height: number) =>
  bytes([0x89], 'PNG', [13, 10, 26, 10], u32be(13), 'IHDR', u32be(width), u32be(height));

/** A model with one picture inside, as a tile carries it. */
function model(picture: ArrayBuffer): ArrayBuffer {
  const description = JSON.stringify({
    images: [{ bufferView: 0, mimeType: 'image/png' }],
    bufferViews: [{ buffer: 0, byteLength: picture.byteLength }],
  });
  const text = description.padEnd(Math.ceil(description.length / 4) * 4);
  const length = 12 + 8 + text.length + 8 + picture.byteLength;
  return bytes(
    'glTF',
    u32(2),
    u32(length),
    u32(text.length),
    'JSON',
    text,
    u32(picture.byteLength),
    'BIN\0',
    [...new Uint8Array(picture)],
  );
}

describe('the size a picture writes down', () => {
  it.each([
    ['PNG', png(640, 480)],
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2, 0, 11, 8, 1, 224, 2, 128, 3])],
    ['WebP, extended', bytes('RIFF', u32(22), 'WEBPVP8X', u32(10), u32(0), [0x7f, 2, 0, 0xdf, 1, 0])],
    ['WebP, lossless', bytes('RIFF', u32(22), 'WEBPVP8L', u32(10), [0x2f], u32(639 | (479 << 14)))],
    ['WebP', bytes('RIFF', u32(22), 'WEBPVP8 ', u32(10), [0, 0, 0, 0x9d, 1, 0x2a, 128, 2, 224, 1])],
    ['KTX2', bytes([0xab], 'KTX 20', [0xbb, 13, 10, 26, 10], u32(0), u32(1), u32(640), u32(480))],
  ])('is read from the head of a %s', (_, picture) => {
    expect(pictureSize(new DataView(picture))).toEqual([640, 480]);
  });

  it('of something else is not known, and not guessed', () => {
    expect(pictureSize(new DataView(bytes('GIF89a')))).toBeUndefined();
    expect(pictureSize(new DataView(bytes([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff])))).toBeUndefined();
    expect(pictureSize(new DataView(new ArrayBuffer(3)))).toBeUndefined();
  });
});

describe('the content of a tile', () => {
  it('passes with a picture that can be drawn', () => {
    expect(whyRefused(model(png(4096, 4096)))).toBeUndefined();
  });

  it('is refused with a picture that would take gigabytes, alone or in a batched model', () => {
    const bomb = model(png(60_000, 60_000));
    expect(whyRefused(bomb)).toBe('a picture of 60000 × 60000 pixels');
    const tables = '{"BATCH_LENGTH":0}  ';
    const batched = bytes(
      'b3dm',
      u32(1),
      u32(28 + tables.length + bomb.byteLength),
      u32(tables.length),
      u32(0),
      u32(0),
      u32(0),
      tables,
      [...new Uint8Array(bomb)],
    );
    expect(whyRefused(batched)).toBe('a picture of 60000 × 60000 pixels');
  });

  it('that is torn is left to the engine, which lets it be asked for again', () => {
    const whole = model(png(60_000, 60_000));
    expect(whyRefused(whole.slice(0, whole.byteLength - 9))).toBeUndefined();
    expect(whyRefused(whole.slice(0, 15))).toBeUndefined();
    expect(whyRefused(new ArrayBuffer(0))).toBeUndefined();
  });

  it('is refused where one description tells of more tiles than a view could ever ask for', () => {
    const tile = '{"boundingVolume":{"sphere":[0,0,0,1]},"geometricError":0}';
    const description = (tiles: number) =>
      new TextEncoder().encode(
        `{"asset":{"version":"1.1"},"geometricError":9,"root":{"geometricError":9,"children":[${new Array<string>(
          tiles,
        )
          .fill(tile)
          .join(',')}]}}`,
      ).buffer;
    expect(whyRefused(description(tileLimits.tiles - 1))).toBeUndefined();
    expect(whyRefused(description(tileLimits.tiles + 1))).toBe(
      `${tileLimits.tiles + 2} tiles in one description`,
    );
    expect(whyRefused(description(1_000_000))).toBe('57 MiB in one download');
  });
});
