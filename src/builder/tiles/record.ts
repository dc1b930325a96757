import type { BuildingProperties } from '@/contracts/base';
import type { Building, Part, Roof } from '../blocks/building';
import type { Point } from '../plane';

/** Words that many buildings share, by number. */
export interface Words {
  readonly list: string[];
  readonly index: Map<string, number>;
}

const shared = [
  ...['use', 'heightOrigin', 'district', 'grade'],
  ...['street', 'heightSource', 'source', 'surveyed'],
] as const satisfies readonly (keyof BuildingProperties)[];
const own = ['id', 'code', 'name'] as const satisfies readonly (keyof BuildingProperties)[];
const figures = [
  ...['floors', 'height', 'year', 'area'],
  ...['lon', 'lat', 'ground', 'cim'],
] as const satisfies readonly (keyof BuildingProperties)[];

const roofs = ['flat', 'gable', 'point', 'many'] as const satisfies readonly Roof[];

/**
 * Writes a building as the bytes of one record, good until the next. Corners are kept as single precision from the
 * building's centre (a hundredth of a millimetre for a footprint of a hundred metres); all else as it is.
 */
export const createInk = (words: Words): ((building: Building) => Uint8Array) => {
  let bytes = Buffer.alloc(4096);
  let view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const room = (more: number): void => {
    if (at + more <= bytes.length) return;
    const wider = Buffer.alloc((at + more) * 2);
    bytes.copy(wider, 0, 0, at);
    bytes = wider;
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const short = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  const long = (value: number): void => {
    view.setFloat64(at, value, true);
    at += 8;
  };
  const ringOf = (ring: readonly Point[], x: number, y: number): void => {
    room(4 + ring.length * 8);
    short(ring.length);
    for (const point of ring) {
      view.setFloat32(at, point[0] - x, true);
      view.setFloat32(at + 4, point[1] - y, true);
      at += 8;
    }
  };
  return ({ properties, centre, plot, parts, block }) => {
    at = 0;
    room(512);
    for (const name of shared) {
      const word = properties[name];
      let index = words.index.get(word);
      if (index === undefined) {
        index = words.list.push(word) - 1;
        words.index.set(word, index);
      }
      short(index);
    }
    for (const name of figures) long(properties[name]);
    for (const number of centre) long(number);
    for (const number of [plot.x, plot.y, plot.angle, plot.halfLength, plot.halfDepth]) long(number);
    view.setInt32(at, block, true);
    at += 4;
    for (const name of own) {
      const word = properties[name];
      room(4 + word.length * 3);
      const size = bytes.write(word, at + 4);
      short(size);
      at += size;
    }
    room(4);
    short(parts.length);
    for (const each of parts) {
      room(32);
      long(each.base);
      long(each.top);
      long(each.taper);
      view.setUint8(at, roofs.indexOf(each.roof));
      at += 1;
      ringOf(each.ring, centre[0], centre[1]);
      room(4);
      short(each.holes?.length ?? 0);
      for (const hole of each.holes ?? []) ringOf(hole, centre[0], centre[1]);
    }
    return bytes.subarray(0, at);
  };
};

/** Reads back what the ink wrote, record after record. */
export const readRecords = (source: Uint8Array, words: Words): Building[] => {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const out: Building[] = [];
  let at = 0;
  const short = (): number => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const long = (): number => {
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  const word = (): string => words.list[short()]!;
  const text = (): string => {
    const size = short();
    at += size;
    return size === 0 ? '' : bytes.toString('utf8', at - size, at);
  };
  const ringOf = (x: number, y: number): Point[] => {
    const ring: Point[] = new Array<Point>(short());
    for (let i = 0; i < ring.length; i += 1) {
      ring[i] = [x + view.getFloat32(at, true), y + view.getFloat32(at + 4, true)];
      at += 8;
    }
    return ring;
  };
  const partOf = (x: number, y: number): Part => {
    const base = long();
    const top = long();
    const taper = long();
    const roof = roofs[view.getUint8(at)]!;
    at += 1;
    const ring = ringOf(x, y);
    const courts = short();
    if (courts === 0) return { ring, base, top, taper, roof };
    return { ring, holes: Array.from({ length: courts }, () => ringOf(x, y)), base, top, taper, roof };
  };
  while (at < source.length) {
    // In the order of the ink: shared words, figures, place, own words, parts.
    const use = word() as BuildingProperties['use'];
    const heightOrigin = word();
    const district = word();
    const grade = word();
    const street = word();
    const heightSource = word() as BuildingProperties['heightSource'];
    const from = word();
    const surveyed = word();
    const floors = long();
    const height = long();
    const year = long();
    const area = long();
    const lon = long();
    const lat = long();
    const ground = long();
    const cim = long();
    const x = long();
    const y = long();
    const plot = { x: long(), y: long(), angle: long(), halfLength: long(), halfDepth: long() };
    at += 4;
    const block = view.getInt32(at - 4, true);
    const id = text();
    const code = text();
    const name = text();
    const parts: Part[] = new Array<Part>(short());
    for (let i = 0; i < parts.length; i += 1) parts[i] = partOf(x, y);
    const properties: BuildingProperties = {
      id,
      code,
      name,
      use,
      floors,
      height,
      heightOrigin,
      year,
      area,
      district,
      grade,
      lon,
      lat,
      ground,
      street,
      heightSource,
      source: from,
      cim,
      surveyed,
    };
    out.push({ properties, centre: [x, y], plot, parts, block });
  }
  return out;
};
