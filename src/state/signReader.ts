import type { SeriesCatalogue } from '@/contracts/series';
import type { SignMemory, SignReading } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { signDefinitions } from '@/domain/definitions';
import { planSigns, readSign } from '@/domain/signs';
import { planWithin } from '@/domain/signs/plan';
import type { TelemetryTable } from '@/feeds/telemetryTable';
import type { SignBoard } from './signBoard';

const longestTrail = 180;
const trailStepMs = 5_000;

/**
 * Reads all signs from the table as of a time, of the slots that lie in the board's scope. The board before is needed for hysteresis, dwell and trails; where time
 * went back or the mode changed give `emptyBoard` of the same scope. Readings that did not change keep their identity.
 */
export function createSignReader(
  catalogue: SeriesCatalogue,
  liesIn: (slot: number) => boolean = () => true,
): (table: TelemetryTable, context: TimeContext, before: SignBoard) => SignBoard {
  const plans = planSigns(signDefinitions, catalogue).map((plan) => planWithin(plan, liesIn));
  return (table, context, before) => {
    const readings: Record<string, SignReading> = {};
    const trails: Record<string, SignBoard['trails'][string]> = {};
    const memories: Record<string, SignMemory> = {};
    for (const plan of plans) {
      const { id } = plan.definition;
      const held = before.readings[id];
      const { reading, memory } = readSign(plan, table, context.at, before.memories[id]);
      readings[id] = held !== undefined && isSame(held, reading) ? held : reading;
      memories[id] = memory;
      // A trail is of one measure: where another one is the worst by now, a new trail begins.
      const trail = held?.measure === reading.measure ? (before.trails[id] ?? []) : [];
      trails[id] = longer(trail, reading, context.at);
    }
    return { scope: before.scope, readings, trails, memories };
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

type Part = SignReading['parts'][number];

function isSamePart(one: Part, other: Part | undefined): boolean {
  return (
    one.value === other?.value &&
    one.state === other.state &&
    one.observedAt === other.observedAt &&
    one.coverage === other.coverage
  );
}

function isSame(one: SignReading, other: SignReading): boolean {
  return (
    one.state === other.state &&
    one.since === other.since &&
    one.measure === other.measure &&
    one.parts.every((part, index) => isSamePart(part, other.parts[index]))
  );
}
