import { open, type FileHandle } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import { ImportRefused } from './rawFeature';

export type Tags = Readonly<Record<string, string>>;

/** What a walk through an extract is told, in the file's order. Kinds without a listener are passed over unread. */
export interface OsmListener {
  readonly node?: (id: number, lon: number, lat: number) => void;
  readonly way?: (id: number, refs: readonly number[], tags: Tags) => void;
  readonly relation?: (id: number, members: readonly OsmMember[], tags: Tags) => void;
  /** After each block: the share of the file read, and a place to wait. */
  readonly block?: (share: number) => Promise<void>;
}

export interface OsmMember {
  readonly type: 'node' | 'way' | 'relation';
  readonly ref: number;
  readonly role: string;
}

/** Limits of the format itself (OSM PBF, "File format"). */
const limits = { header: 64 * 1024, blob: 32 * 1024 * 1024 } as const;
const memberTypes = ['node', 'way', 'relation'] as const;
const knownFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays']);

/** Reads an OpenStreetMap extract block by block; a block is all that is held. Throws `ImportRefused` where it is torn. */
export const walkPbf = async (file: string, listener: OsmListener): Promise<void> => {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    let at = 0;
    let blocks = 0;
    while (at < size) {
      const { type, bytes, next } = await blobAt(handle, at, size, file);
      if (blocks === 0 && type !== 'OSMHeader')
        throw new ImportRefused(`${file} is no OpenStreetMap extract (.osm.pbf)`);
      try {
        if (type === 'OSMHeader') needKnown(bytes, file);
        else if (type === 'OSMData') readBlock(bytes, listener);
      } catch (error) {
        if (error instanceof ImportRefused) throw error;
        throw new ImportRefused(`${file} has a block that cannot be read, at byte ${at}`);
      }
      blocks += 1;
      at = next;
      await listener.block?.(at / size);
    }
    if (blocks === 0) throw new ImportRefused(`${file} is empty`);
  } finally {
    await handle.close();
  }
};

const blobAt = async (handle: FileHandle, at: number, size: number, file: string) => {
  const torn = (): ImportRefused =>
    new ImportRefused(
      at === 0
        ? `${file} is no OpenStreetMap extract (.osm.pbf)`
        : `${file} is cut off at byte ${at} of ${size}`,
    );
  const read = async (length: number, from: number): Promise<Buffer> => {
    if (from + length > size) throw torn();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
    if (bytesRead < length) throw torn();
    return buffer;
  };
  const headLength = (await read(4, at)).readUInt32BE(0);
  if (headLength === 0 || headLength > limits.header) throw torn();
  const head = { type: '', size: -1 };
  try {
    new PbfReader(await read(headLength, at + 4)).readFields((tag, own, pbf) => {
      if (tag === 1) own.type = pbf.readString();
      else if (tag === 3) own.size = pbf.readVarint();
    }, head);
  } catch {
    throw torn();
  }
  if (head.size < 0 || head.size > limits.blob) throw torn();
  const from = at + 4 + headLength;
  const blob: { raw?: Uint8Array; packed?: Uint8Array } = {};
  const body = await read(head.size, from);
  try {
    new PbfReader(body).readFields((tag, own, pbf) => {
      if (tag === 1) own.raw = pbf.readBytes();
      else if (tag === 3) own.packed = pbf.readBytes();
    }, blob);
    const bytes = blob.raw ?? (blob.packed && inflateSync(blob.packed, { maxOutputLength: limits.blob }));
    if (bytes === undefined) throw new ImportRefused(`${file} is packed in another way than zlib`);
    return { type: head.type, bytes, next: from + head.size };
  } catch (error) {
    throw error instanceof ImportRefused ? error : torn();
  }
};

const needKnown = (bytes: Uint8Array, file: string): void => {
  const required: string[] = [];
  new PbfReader(bytes).readFields((tag, own, pbf) => {
    if (tag === 4) own.push(pbf.readString());
  }, required);
  const unknown = required.filter((name) => !knownFeatures.has(name));
  if (unknown.length > 0) throw new ImportRefused(`${file} needs a reader of ${unknown.join(', ')}`);
};

const readBlock = (bytes: Uint8Array, listener: OsmListener): void => {
  const strings: string[] = [];
  const groups: (readonly [from: number, to: number])[] = [];
  const scale = { granularity: 100, lat: 0, lon: 0 };
  new PbfReader(bytes).readFields((tag, own, pbf) => {
    if (tag === 1)
      pbf.readMessage((inner, list: string[], reader) => {
        if (inner === 1) list.push(reader.readString());
      }, strings);
    else if (tag === 2) {
      const length = pbf.readVarint();
      groups.push([pbf.pos, pbf.pos + length]);
      pbf.pos += length;
    } else if (tag === 17) own.granularity = pbf.readVarint();
    else if (tag === 19) own.lat = pbf.readVarint(true);
    else if (tag === 20) own.lon = pbf.readVarint(true);
  }, scale);
  const degrees = (offset: number, value: number): number => 1e-9 * (offset + scale.granularity * value);
  for (const [from, to] of groups) {
    if (to > bytes.length) throw new RangeError('group');
    new PbfReader(bytes.subarray(from, to)).readFields((tag, _own, pbf) => {
      if (tag === 1 && listener.node !== undefined) {
        const node = { id: 0, lat: 0, lon: 0 };
        pbf.readMessage((inner, own: typeof node, reader) => {
          if (inner === 1) own.id = reader.readSVarint();
          else if (inner === 8) own.lat = reader.readSVarint();
          else if (inner === 9) own.lon = reader.readSVarint();
        }, node);
        listener.node(node.id, degrees(scale.lon, node.lon), degrees(scale.lat, node.lat));
      } else if (tag === 2 && listener.node !== undefined) denseNodes(pbf, scale, listener.node);
      else if (tag === 3 && listener.way !== undefined) {
        const { id, keys, values, refs } = readThing(pbf);
        listener.way(id, summed(refs), tagsOf(keys, values, strings));
      } else if (tag === 4 && listener.relation !== undefined) {
        const { id, keys, values, refs: roles, ids, types } = readThing(pbf);
        const members = summed(ids).map((ref, i): OsmMember => ({
          type: memberTypes[types[i] ?? 0] ?? 'node',
          ref,
          role: strings[roles[i] ?? 0] ?? '',
        }));
        listener.relation(id, members, tagsOf(keys, values, strings));
      }
    }, undefined);
  }
};

const denseNodes = (
  pbf: PbfReader,
  scale: { readonly granularity: number; readonly lat: number; readonly lon: number },
  node: NonNullable<OsmListener['node']>,
): void => {
  const dense = { ids: [] as number[], lats: [] as number[], lons: [] as number[] };
  pbf.readMessage((tag, own: typeof dense, reader) => {
    if (tag === 1) reader.readPackedSVarint(own.ids);
    else if (tag === 8) reader.readPackedSVarint(own.lats);
    else if (tag === 9) reader.readPackedSVarint(own.lons);
  }, dense);
  let [id, lat, lon] = [0, 0, 0];
  for (let i = 0; i < dense.ids.length; i += 1) {
    id += dense.ids[i]!;
    lat += dense.lats[i] ?? NaN;
    lon += dense.lons[i] ?? NaN;
    node(id, 1e-9 * (scale.lon + scale.granularity * lon), 1e-9 * (scale.lat + scale.granularity * lat));
  }
};

/** Ways and relations share their fields' numbers: 8 is a way's nodes and a relation's roles. */
const readThing = (pbf: PbfReader) => {
  const thing = {
    id: 0,
    keys: [] as number[],
    values: [] as number[],
    refs: [] as number[],
    ids: [] as number[],
    types: [] as number[],
  };
  const end = pbf.readVarint() + pbf.pos;
  const raw: (readonly [from: number, to: number])[] = [];
  pbf.readFields(
    (tag, own, reader) => {
      if (tag === 1) own.id = reader.readVarint(true);
      else if (tag === 2) reader.readPackedVarint(own.keys);
      else if (tag === 3) reader.readPackedVarint(own.values);
      else if (tag === 8) {
        const length = reader.readVarint();
        raw.push([reader.pos, reader.pos + length]);
        reader.pos += length;
      } else if (tag === 9) reader.readPackedSVarint(own.ids);
      else if (tag === 10) reader.readPackedVarint(own.types);
    },
    thing,
    end,
  );
  // Only now is it known which of the two field 8 is: members mean a relation.
  for (const [from, to] of raw) {
    const part = new PbfReader(pbf.buf.subarray(from, to));
    while (part.pos < part.length)
      thing.refs.push(thing.ids.length > 0 ? part.readVarint() : part.readSVarint());
  }
  return thing;
};

const summed = (steps: readonly number[]): readonly number[] => {
  let sum = 0;
  return steps.map((step) => (sum += step));
};

const tagsOf = (keys: readonly number[], values: readonly number[], strings: readonly string[]): Tags =>
  Object.fromEntries(keys.map((key, i) => [strings[key] ?? '', strings[values[i] ?? 0] ?? '']));
