import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { geojson, type HeaderMeta } from 'flatgeobuf';
import { featureOf } from './readGeoJson';
import { ImportRefused, type FeatureSource } from './rawFeature';

/** FlatGeobuf, read from its beginning to its end; its index is passed over. */
export const readFlatGeobuf = async (file: string): Promise<FeatureSource> => {
  await needSoundHeader(file);
  const header = await headerOf(file);
  return {
    format: 'FlatGeobuf',
    writtenCrs: crsOf(header),
    features: async function* () {
      let index = 0;
      for await (const feature of walk(file, () => undefined)) {
        yield featureOf(feature, index, false);
        index += 1;
      }
      if (header.featuresCount > 0 && index < header.featuresCount)
        throw new ImportRefused(`${file} ends after ${index} of ${header.featuresCount} features`);
    },
  };
};

/** The reader counts the levels of an index over nothing without end, and trusts lengths: both are judged before it starts. */
const needSoundHeader = async (file: string): Promise<void> => {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const start = await handle.read(Buffer.alloc(12), 0, 12, 0);
    if (start.bytesRead < 12 || start.buffer.toString('latin1', 0, 3) !== 'fgb')
      throw new ImportRefused(`${file} is not FlatGeobuf`);
    const length = start.buffer.readUInt32LE(8);
    if (length < 8 || length > Math.min(size - 12, headerLimit))
      throw new ImportRefused(`${file} is torn: its header is not whole`);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, 12);
    const { count, indexed } = indexIn(buffer);
    if (indexed && count === 0n) throw new ImportRefused(`${file} holds no features`);
    if (indexed && count > BigInt(size))
      throw new ImportRefused(`${file} is torn: it is too short for its features`);
  } catch (error) {
    if (error instanceof RangeError) throw new ImportRefused(`${file} is torn: its header cannot be read`);
    throw error;
  } finally {
    await handle.close();
  }
};

const headerLimit = 16 * 1024 * 1024;

/** Fields 8 and 9 of the header's table: how many features, and the width of the index (16 where absent, 0 for none). */
const indexIn = (header: Buffer): { readonly count: bigint; readonly indexed: boolean } => {
  const table = header.readUInt32LE(0);
  const fields = table - header.readInt32LE(table);
  const offset = (field: number): number => {
    const at = 4 + 2 * field;
    return at + 2 <= header.readUInt16LE(fields) ? header.readUInt16LE(fields + at) : 0;
  };
  const [count, width] = [offset(8), offset(9)];
  return {
    count: count === 0 ? 0n : header.readBigUInt64LE(table + count),
    indexed: width === 0 || header.readUInt16LE(table + width) > 0,
  };
};

async function* walk(file: string, onHeader: (header: HeaderMeta) => void): AsyncGenerator<unknown> {
  const stream = createReadStream(file);
  try {
    const web = Readable.toWeb(stream) as ReadableStream;
    yield* geojson.deserialize(web, { headerMetaFn: onHeader });
  } catch (error) {
    throw new ImportRefused(
      `${file} is torn: ${error instanceof Error ? error.message.split('\n', 1)[0] : 'it cannot be read on'}`,
    );
  } finally {
    stream.destroy();
  }
}

/** The header comes with the first step of a walk, whether or not there is a feature to step on. */
const headerOf = async (file: string): Promise<HeaderMeta> => {
  const found: HeaderMeta[] = [];
  const walking = walk(file, (header) => found.push(header));
  await walking.next();
  await walking.return(undefined);
  const [header] = found;
  if (header === undefined) throw new ImportRefused(`${file} has no header`);
  return header;
};

const crsOf = ({ crs }: HeaderMeta): string | undefined => {
  if (crs === null) return undefined;
  if (crs.code > 0) return `${crs.org ?? 'EPSG'}:${crs.code}`;
  return crs.code_string ?? crs.wkt ?? crs.name ?? undefined;
};
