import { createReadStream } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { buildingUses } from '@/contracts/base';
import { householdOf, placeOf, type Dwelling, type RecordPlace } from './addresses';

/** A line of the private register; the tiles show the same building without its household figures. */
const buildingLine = z.object({
  id: z.string(),
  use: z.enum(buildingUses),
  floors: z.number(),
  area: z.number(),
  district: z.string(),
  lon: z.number(),
  lat: z.number(),
  /** Of the list of 2023; absent in a base that has no partitions. */
  street: z.optional(z.string()),
  streetName: z.optional(z.string()),
  communityName: z.optional(z.string()),
});

export interface BuildingRecord {
  readonly id: string;
  readonly district: string;
  readonly place: RecordPlace;
  readonly own: Dwelling;
  /** Sums over every building of the same generated street and of the same 100 m cell. */
  readonly street: Dwelling;
  readonly cell: Dwelling;
}

export interface Records {
  readonly count: number;
  readonly find: (id: string) => Promise<BuildingRecord | undefined>;
  readonly close: () => Promise<void>;
}

interface Line {
  readonly offset: number;
  readonly length: number;
  /** The building's turn along its road: its house number. */
  readonly turn: number;
}

const none: Dwelling = { units: 0, households: 0, residents: 0 };
const plus = (a: Dwelling, b: Dwelling): Dwelling => ({
  units: a.units + b.units,
  households: a.households + b.households,
  residents: a.residents + b.residents,
});

async function districtNames(base: string): Promise<ReadonlyMap<string, string>> {
  const collection = z.object({
    features: z.array(
      z.object({ properties: z.object({ code: z.string(), name: z.object({ zh: z.string() }) }) }),
    ),
  });
  const read = collection.safeParse(JSON.parse(await readFile(join(base, 'ground/districts.json'), 'utf8')));
  return new Map((read.data?.features ?? []).map(({ properties }) => [properties.code, properties.name.zh]));
}

/** Each line of a file with where it lies, in bytes. */
async function* linesOf(path: string): AsyncGenerator<{ readonly bytes: Buffer; readonly offset: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { bytes: rest.subarray(0, end), offset };
      offset += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0) yield { bytes: rest, offset };
}

/**
 * Opens the 一标三实 register of buildings. Only sums and places of lines are held; a record is read when asked for.
 * Everything in it beyond the building itself is synthetic, the same for the same base.
 */
export async function openRecords(home: string): Promise<Records> {
  const path = join(home, 'private', 'buildings.ndjson');
  const names = await districtNames(join(home, 'base'));
  const lines = new Map<string, Line>();
  const turns = new Map<string, number>();
  const sums = new Map<string, Dwelling>();
  for await (const { bytes, offset } of linesOf(path)) {
    if (bytes.length === 0) continue;
    const building = buildingLine.parse(JSON.parse(bytes.toString('utf8')));
    const { road, street, cell } = placeOf(building, 0, '');
    const turn = (turns.get(road) ?? 0) + 1;
    turns.set(road, turn);
    lines.set(building.id, { offset, length: bytes.length, turn });
    const own = householdOf(building);
    for (const key of [street, cell]) sums.set(key, plus(sums.get(key) ?? none, own));
  }
  const file: FileHandle = await open(path);
  return {
    count: lines.size,
    find: async (id) => {
      const line = lines.get(id);
      if (line === undefined) return undefined;
      const bytes = Buffer.alloc(line.length);
      await file.read(bytes, 0, line.length, line.offset);
      const building = buildingLine.parse(JSON.parse(bytes.toString('utf8')));
      const place = placeOf(building, line.turn, names.get(building.district) ?? building.district);
      return {
        id,
        district: building.district,
        place,
        own: householdOf(building),
        street: sums.get(place.street) ?? none,
        cell: sums.get(place.cell) ?? none,
      };
    },
    close: () => file.close(),
  };
}
