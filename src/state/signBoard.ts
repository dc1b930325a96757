import type { SeriesCatalogue } from '@/contracts/series';
import type { SignReading, SignState } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { signDefinitions } from '@/domain/definitions';
import { inputsOf, readSign, type SignInput } from '@/domain/signs';
import type { TelemetryTable } from '@/feeds/telemetryTable';

/** The vital signs as of the last beat, and a short trail of each for its trend (newest last, at most 180 points). */
export interface SignBoard {
  readonly readings: Readonly<Record<string, SignReading>>;
  readonly trails: Readonly<Record<string, readonly { readonly at: number; readonly value: number }[]>>;
}

export const emptyBoard: SignBoard = { readings: {}, trails: {} };

const longestTrail = 180;
const trailStepMs = 5_000;

/** A sign's inputs, made once; each look at the table only refreshes their numbers. */
interface Gauge {
  readonly slots: readonly number[];
  readonly inputs: readonly { -readonly [Key in keyof SignInput]: SignInput[Key] }[];
}

/**
 * Reads all signs from the table as of a time. The board before is needed for hysteresis and trails; where time went
 * back or the mode changed give `emptyBoard`. Readings that did not change keep their identity.
 */
export function createSignReader(
  catalogue: SeriesCatalogue,
): (table: TelemetryTable, context: TimeContext, before: SignBoard) => SignBoard {
  const gauges = new Map<string, Gauge>(
    signDefinitions.map((definition) => {
      const slots = inputsOf(definition, catalogue);
      const inputs = slots.map((slot) => {
        const series = catalogue.series[slot];
        return {
          series: series?.id ?? 0,
          intervalS: series?.intervalS ?? 0,
          value: NaN,
          observedAt: NaN,
          quality: 0,
        };
      });
      return [definition.id, { slots, inputs }];
    }),
  );
  const look = (table: TelemetryTable, { slots, inputs }: Gauge): readonly SignInput[] => {
    inputs.forEach((input, index) => {
      const slot = slots[index]!;
      input.value = table.values[slot] ?? NaN;
      input.observedAt = table.times[slot] ?? NaN;
      input.quality = table.qualities[slot] ?? 0;
    });
    return inputs;
  };
  return (table, context, before) => {
    const readings: Record<string, SignReading> = {};
    const trails: Record<string, SignBoard['trails'][string]> = {};
    for (const definition of signDefinitions) {
      const gauge = gauges.get(definition.id);
      if (gauge === undefined) continue;
      const held = before.readings[definition.id];
      const state: SignState | undefined = held?.state;
      const reading = readSign(definition, look(table, gauge), context, state);
      readings[definition.id] = held !== undefined && isSame(held, reading) ? held : reading;
      trails[definition.id] = longer(before.trails[definition.id] ?? [], reading, context.at);
    }
    return { readings, trails };
  };
}

function longer(
  trail: SignBoard['trails'][string],
  reading: SignReading,
  at: number,
): SignBoard['trails'][string] {
  const newest = trail.at(-1);
  if (reading.value === null || reading.state === 'stale') return trail;
  if (newest !== undefined && at - newest.at < trailStepMs) return trail;
  return [...trail.slice(1 - longestTrail), { at, value: reading.value }];
}

function isSame(one: SignReading, other: SignReading): boolean {
  return (
    one.value === other.value &&
    one.state === other.state &&
    one.observedAt === other.observedAt &&
    one.coverage === other.coverage
  );
}
