import * as z from 'zod/mini';
import { position } from './geo';
import { provenance } from './provenance';
import { text } from './text';

/** The six domains of Article 13. */
export const sensingDomains = [
  'infrastructure',
  'manufacturing',
  'logistics',
  'public',
  'environment',
  'emergency',
] as const;

/** One observed property: its unit (UCUM) and the range outside which a reading is refused as impossible. */
export const observedProperty = z.object({
  id: z.string(),
  name: text,
  unit: z.string(),
  unitTitle: z.string(),
  min: z.number(),
  max: z.number(),
  decimals: z.int(),
  domain: z.enum(sensingDomains),
});
export type ObservedProperty = Readonly<z.infer<typeof observedProperty>>;

/** One Datastream: one observed property of one Thing. Its place in the catalogue's array is its slot in every live frame. */
export const series = z.object({
  /** Positive integer; also the SensorThings Datastream id and the MQTT topic's id. */
  id: z.int(),
  thing: z.string(),
  name: text,
  property: z.string(),
  at: position,
  district: z.string(),
  intervalS: z.number(),
  /** What it is mounted on, where that is a feature of ours: `bridges:…`, `buildings:…`, `compute:…`. */
  on: z.optional(z.string()),
  /** What a register says the Thing can do, in the property's unit: a centre's capacity beside what is asked of it. */
  rated: z.optional(z.number()),
  owner: text,
  provenance,
});
export type Series = Readonly<z.infer<typeof series>>;

export const seriesCatalogue = z.object({
  /** Changes whenever slots change meaning; frames of another revision are dropped. */
  revision: z.int(),
  properties: z.array(observedProperty),
  series: z.array(series),
});
export type SeriesCatalogue = Readonly<z.infer<typeof seriesCatalogue>>;

/** A reading is stale after this many of its own intervals without a newer one, and lost after `lostIntervals`. */
export const staleIntervals = 2;
export const lostIntervals = 12;

/**
 * Bits of a reading's quality byte; 0 is good. `clamped`: its clock was ahead and its time is ours; `suspect`: the device
 * itself doubts it; `late`: it was not the newest of its series when it came, or came more than a minute after it
 * happened; `backfilled`: written by the generator as history, never sent by a device. Bits 4 and 5 say what a kept value
 * stands for (`resolutions`): the reading itself, or a mean over at most so many seconds.
 */
export const quality = { clamped: 1, suspect: 2, late: 4, backfilled: 8 } as const;

/** Longest stretch in seconds a value of history may stand for, by the code in bits 4 and 5 of its quality byte. */
export const resolutions = [0, 60, 900, 3600] as const;
export type ResolutionCode = 0 | 1 | 2 | 3;

export function withResolution(qualityByte: number, code: ResolutionCode): number {
  return (qualityByte & ~0x30) | (code << 4);
}

/** Seconds the value stands for: 0 for a reading itself. */
export function resolutionOf(qualityByte: number): number {
  return resolutions[(qualityByte >> 4) & 3] ?? 0;
}

export const observations = z.object({
  series: z.int(),
  t: z.array(z.number()),
  min: z.array(z.number()),
  max: z.array(z.number()),
  last: z.array(z.number()),
  quality: z.array(z.int()),
});
export type Observations = Readonly<z.infer<typeof observations>>;
