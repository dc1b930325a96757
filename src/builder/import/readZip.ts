import { inflateRawSync } from 'node:zlib';
import { ImportRefused } from './rawFeature';

/** A zip may unpack to a thousand times its size; more than this no shapefile of the allowed size holds. */
const unpackedLimit = 2 ** 30;

const marks = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 } as const;

/** The entries of a zip whose names `wanted` accepts, unpacked, by name in lower case without folders. */
export const unzip = (
  bytes: Buffer,
  file: string,
  wanted: (name: string) => boolean,
): ReadonlyMap<string, Buffer> => {
  const broken = (): ImportRefused => new ImportRefused(`${file} is not a whole zip archive`);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65_557 && bytes.readUInt32LE(end) !== marks.end) end -= 1;
  if (end < 0 || bytes.readUInt32LE(end) !== marks.end) throw broken();
  const out = new Map<string, Buffer>();
  let unpacked = 0;
  try {
    let at = bytes.readUInt32LE(end + 16);
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (bytes.readUInt32LE(at) !== marks.entry) throw broken();
      const [nameLength, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [
        number,
        number,
        number,
      ];
      const name = bytes.toString('latin1', at + 46, at + 46 + nameLength).toLowerCase();
      const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
      const [packed, full] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
      const method = bytes.readUInt16LE(at + 10);
      const local = bytes.readUInt32LE(at + 42);
      at += 46 + nameLength + extra + comment;
      if (!wanted(base) || name.includes('__macosx')) continue;
      if ((bytes.readUInt16LE(local + 6) & 1) !== 0)
        throw new ImportRefused(`${file} is protected by a password`);
      unpacked += full;
      if (unpacked > unpackedLimit) throw new ImportRefused(`${file} unpacks to more than 1 GB`);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const body = bytes.subarray(from, from + packed);
      if (body.length !== packed) throw broken();
      out.set(base, method === 0 ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, full) }));
    }
  } catch (error) {
    throw error instanceof ImportRefused ? error : broken();
  }
  return out;
};
