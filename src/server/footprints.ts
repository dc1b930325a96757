import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import KDBush from 'kdbush';
import * as z from 'zod';
import { buildingUses } from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import type { BuildingProperties } from '@/contracts/base';
import { standingBuilding, type Footprint } from '@/contracts/footprints';

/** What the register says of a building that is public as the base is: no record of anyone. */
const line = z.object({
  id: z.string(),
  use: z.enum(buildingUses),
  height: z.number(),
  ground: z.number(),
  ring: z.array(z.tuple([z.number(), z.number()])),
});

export interface Footprints {
  /** Those nearest the middle of the box first, at most `most`. */
  /** What the register says of one that is public; `undefined` where none has the id. */
  readonly told: (id: string) => Promise<BuildingProperties | undefined>;
  readonly within: (box: Box, most: number) => readonly Footprint[];
}

/** Held as numbers in columns: half a million footprints are some 60 MB. Rejects where the register cannot be read. */
export async function openFootprints(home: string): Promise<Footprints> {
  const ids: string[] = [];
  const uses: number[] = [];
  const heights: number[] = [];
  const grounds: number[] = [];
  const starts: number[] = [0];
  const points: number[] = [];
  const middles: number[] = [];
  const register = join(home, 'private', 'buildings.ndjson');
  const lines = createInterface({ input: createReadStream(register) });
  /** First byte of each one's line, and how many it has. */
  const places: number[] = [];
  let at = 0;
  for await (const words of lines) {
    const [start, length] = [at, Buffer.byteLength(words)];
    at += length + 1;
    const read = words === '' ? undefined : line.safeParse(JSON.parse(words));
    if (read?.success !== true) continue;
    const { id, use, height, ground, ring } = read.data;
    if (ring.length < 4) continue;
    ids.push(id);
    places.push(start, length);
    uses.push(buildingUses.indexOf(use));
    heights.push(height);
    grounds.push(ground);
    const open = ring.slice(0, -1);
    points.push(...open.flat());
    starts.push(points.length / 2);
    middles.push(
      open.reduce((sum, [lon]) => sum + lon, 0) / open.length,
      open.reduce((sum, [, lat]) => sum + lat, 0) / open.length,
    );
  }
  const coordinates = Float64Array.from(points);
  const index = new KDBush(Math.max(1, ids.length));
  if (ids.length === 0) index.add(0, 0);
  for (let at = 0; at < ids.length; at += 1) index.add(middles[2 * at]!, middles[2 * at + 1]!);
  index.finish();
  const ringOf = (at: number): LonLat[] => {
    const ring: LonLat[] = [];
    for (let point = starts[at]!; point < starts[at + 1]!; point += 1)
      ring.push([coordinates[2 * point]!, coordinates[2 * point + 1]!]);
    return ring;
  };
  return {
    told: async (id) => {
      const found = ids.indexOf(id);
      const [start, length] = [places[2 * found], places[2 * found + 1]];
      if (start === undefined || length === undefined) return undefined;
      let words = '';
      for await (const part of createReadStream(register, { start, end: start + length - 1 }))
        words += String(part);
      const read = standingBuilding.safeParse(JSON.parse(words));
      return read.success && read.data.id === id ? read.data : undefined;
    },
    within: (box, most) => {
      if (ids.length === 0) return [];
      const [west, south, east, north] = box;
      const [lon, lat] = [(west + east) / 2, (south + north) / 2];
      const flat = Math.cos((lat * Math.PI) / 180);
      const far = (at: number) => Math.hypot((middles[2 * at]! - lon) * flat, middles[2 * at + 1]! - lat);
      return index
        .range(west, south, east, north)
        .sort((one, other) => far(one) - far(other))
        .slice(0, most)
        .map((at) => ({
          id: ids[at]!,
          use: buildingUses[uses[at]!]!,
          height: heights[at]!,
          ground: grounds[at]!,
          ring: ringOf(at),
        }));
    },
  };
}

/** Opens the register when it is first asked for, and again for another base; `undefined` where there is none to read. */
export function createFootprintShelf(home: string): (base: string) => Promise<Footprints | undefined> {
  let held: { readonly base: string; readonly opened: Promise<Footprints | undefined> } | undefined;
  return (base) => {
    if (held?.base !== base) held = { base, opened: openFootprints(home).catch(() => undefined) };
    return held.opened;
  };
}
