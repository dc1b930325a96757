import * as z from 'zod';
import { quality, type ObservedProperty } from '@/contracts/series';
import type { RefusalReason } from './refusalBook';

/** What a well-formed message says: its own time (ms since the Unix epoch), and whether its device doubts it. */
export interface Told {
  readonly statedMs: number;
  readonly value: number;
  /** Bits of the quality byte the message itself gives reason for. */
  readonly flags: number;
}

export const largestPayload = 64 * 1024;

const unit = z.union([
  z.string().max(64),
  z.object({
    symbol: z.string().max(64).optional(),
    name: z.string().max(64).optional(),
    definition: z.string().max(256).optional(),
  }),
]);
const body = z.object({
  phenomenonTime: z.string().max(64),
  result: z.unknown(),
  resultQuality: z.unknown().optional(),
  unitOfMeasurement: unit.optional(),
  unit: unit.optional(),
});
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const topicShape = /^v1\.1\/Datastreams\((\d{1,9})\)\/Observations$/;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The Datastream a topic names, or `undefined` for any other topic. */
export function datastreamOf(topic: string): number | undefined {
  const id = topicShape.exec(topic)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** A message may name its unit; one that does must mean ours, by its UCUM code or as we print it. */
function sameUnit(named: z.infer<typeof unit> | undefined, property: ObservedProperty): boolean {
  if (named === undefined) return true;
  const words = typeof named === 'string' ? [named] : [named.symbol, named.name, named.definition];
  const told = words.filter((word) => word !== undefined);
  return told.length === 0 || told.some((word) => word === property.unit || word === property.unitTitle);
}

/** Reads one message's bytes against the property its series measures; the reason where it cannot be believed. */
export function readMessage(payload: Uint8Array, property: ObservedProperty): Told | RefusalReason {
  if (payload.byteLength > largestPayload) return 'too-large';
  let words: string;
  try {
    words = strictUtf8.decode(payload);
  } catch {
    return 'not-utf8';
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(words);
  } catch {
    return 'not-json';
  }
  // An honest device has no such member; whoever sends one means a prototype, not a reading.
  if (typeof parsed !== 'object' || parsed === null || Object.hasOwn(parsed, '__proto__')) return 'shape';
  const shaped = body.safeParse(parsed);
  if (!shaped.success) return 'shape';
  const { phenomenonTime, result, resultQuality, unitOfMeasurement, unit: shortUnit } = shaped.data;
  if (typeof result !== 'number')
    return typeof result === 'string' && /^[+-]?(nan|inf)/i.test(result) ? 'not-finite' : 'shape';
  if (!sameUnit(unitOfMeasurement, property) || !sameUnit(shortUnit, property)) return 'unit';
  if (!Number.isFinite(result)) return 'not-finite';
  if (result < property.min || result > property.max) return 'out-of-range';
  const statedMs = instant.test(phenomenonTime) ? Date.parse(phenomenonTime) : Number.NaN;
  if (Number.isNaN(statedMs)) return 'bad-time';
  const good = resultQuality === undefined || resultQuality === 'good' || resultQuality === 0;
  return { statedMs, value: result, flags: good ? 0 : quality.suspect };
}
