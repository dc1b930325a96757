import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

export interface OsmThings {
  readonly nodes: readonly (readonly [id: number, lon: number, lat: number])[];
  readonly ways: readonly {
    readonly id: number;
    readonly refs: readonly number[];
    readonly tags: Readonly<Record<string, string>>;
  }[];
  readonly relations?: readonly {
    readonly id: number;
    readonly members: readonly (readonly [way: number, role: string])[];
    readonly tags: Readonly<Record<string, string>>;
  }[];
}

const written = (write: (pbf: PbfWriter) => void): Uint8Array => {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
};

const blob = (type: string, content: Uint8Array): Buffer => {
  const body = written((pbf) => {
    pbf.writeVarintField(2, content.length);
    pbf.writeBytesField(3, deflateSync(content));
  });
  const head = written((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, body.length);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
};

const steps = (values: readonly number[]): number[] => values.map((value, i) => value - (values[i - 1] ?? 0));

/** An extract as OpenStreetMap's tools write it: dense nodes, delta-coded, one block a kind, packed with zlib. */
export function osmExtract({ nodes, ways, relations = [] }: OsmThings): Buffer {
  const strings = [''];
  const index = (text: string): number => {
    const at = strings.indexOf(text);
    return at === -1 ? strings.push(text) - 1 : at;
  };
  const tagsInto = (pbf: PbfWriter, tags: Readonly<Record<string, string>>) => {
    pbf.writePackedVarint(2, Object.keys(tags).map(index));
    pbf.writePackedVarint(3, Object.values(tags).map(index));
  };
  const units = (degrees: number): number => Math.round(degrees * 1e7);
  const dense = written((pbf) => {
    pbf.writePackedSVarint(1, steps(nodes.map(([id]) => id)));
    pbf.writePackedSVarint(8, steps(nodes.map(([, , lat]) => units(lat))));
    pbf.writePackedSVarint(9, steps(nodes.map(([, lon]) => units(lon))));
  });
  const wayBytes = ways.map(({ id, refs, tags }) =>
    written((pbf) => {
      pbf.writeVarintField(1, id);
      tagsInto(pbf, tags);
      pbf.writePackedSVarint(8, steps(refs));
    }),
  );
  const relationBytes = relations.map(({ id, members, tags }) =>
    written((pbf) => {
      pbf.writeVarintField(1, id);
      tagsInto(pbf, tags);
      pbf.writePackedVarint(
        8,
        members.map(([, role]) => index(role)),
      );
      pbf.writePackedSVarint(9, steps(members.map(([way]) => way)));
      pbf.writePackedVarint(
        10,
        members.map(() => 1),
      );
    }),
  );
  const block = (field: number, parts: readonly Uint8Array[]): Buffer => {
    const group = written((pbf) => {
      for (const part of parts) pbf.writeBytesField(field, part);
    });
    const table = written((pbf) => {
      for (const text of strings) pbf.writeBytesField(1, new TextEncoder().encode(text));
    });
    return blob(
      'OSMData',
      written((pbf) => {
        pbf.writeBytesField(1, table);
        pbf.writeBytesField(2, group);
      }),
    );
  };
  const header = written((pbf) => {
    pbf.writeStringField(4, 'OsmSchema-V0.6');
    pbf.writeStringField(4, 'DenseNodes');
  });
  return Buffer.concat([
    blob('OSMHeader', header),
    block(2, [dense]),
    block(3, wayBytes),
    ...(relations.length > 0 ? [block(4, relationBytes)] : []),
  ]);
}
