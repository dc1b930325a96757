import { deflateRawSync } from 'node:zlib';

/** A zip with each entry packed, as any archiver writes it. */
export function zipOf(entries: Readonly<Record<string, Uint8Array>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, title, packed);
    central.push(entry, title);
    offset += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

type Ring = readonly (readonly [number, number])[];

/** A polygon shapefile: each record is a list of closed rings, outer ones clockwise. */
export function shpOf(records: readonly (readonly Ring[])[]): Buffer {
  const contents = records.map((rings) => {
    const points = rings.flat();
    const content = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
    content.writeInt32LE(5, 0);
    content.writeInt32LE(rings.length, 36);
    content.writeInt32LE(points.length, 40);
    let start = 0;
    rings.forEach((ring, i) => {
      content.writeInt32LE(start, 44 + 4 * i);
      start += ring.length;
    });
    points.forEach(([x, y], i) => {
      content.writeDoubleLE(x, 44 + 4 * rings.length + 16 * i);
      content.writeDoubleLE(y, 52 + 4 * rings.length + 16 * i);
    });
    return content;
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  const parts = contents.flatMap((content, i) => {
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return [head, content];
  });
  const length = 100 + parts.reduce((sum, part) => sum + part.length, 0);
  header.writeInt32BE(length / 2, 24);
  return Buffer.concat([header, ...parts]);
}

/** A dBASE table of text and number columns; `textBytes` gives text in the encoding wanted. */
export function dbfOf(
  columns: readonly { readonly name: Uint8Array; readonly type: 'C' | 'N'; readonly length: number }[],
  rows: readonly (readonly (Uint8Array | number)[])[],
): Buffer {
  const width = 1 + columns.reduce((sum, { length }) => sum + length, 0);
  const header = Buffer.alloc(32 + 32 * columns.length + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(width, 10);
  columns.forEach(({ name, type, length }, i) => {
    header.set(name.subarray(0, 10), 32 + 32 * i);
    header[32 + 32 * i + 11] = type.charCodeAt(0);
    header[32 + 32 * i + 16] = length;
  });
  header[header.length - 1] = 0x0d;
  const body = rows.map((row) => {
    const line = Buffer.alloc(width, 32);
    let at = 1;
    row.forEach((value, i) => {
      const { length } = columns[i]!;
      const bytes = typeof value === 'number' ? Buffer.from(String(value).padStart(length)) : value;
      line.set(bytes.subarray(0, length), at);
      at += length;
    });
    return line;
  });
  return Buffer.concat([header, ...body]);
}
