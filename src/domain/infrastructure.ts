import type { Alarm, Severity } from '@/contracts/alarm';
import type { SeriesCatalogue } from '@/contracts/series';
import type { SignDefinition, SignState } from '@/contracts/sign';
import { measureOf } from './definitions';
import { infrastructureTable, type InfrastructurePlan } from './infrastructurePlan';
import { heldLevel, turn, type Latches } from './signs/latch';

/** Freshness of every slot (0 absent, 1 fresh, 2 stale, 3 lost) and when it was last heard, Unix ms. */
export interface InfrastructureColumns {
  readonly states: ArrayLike<number>;
  readonly times: ArrayLike<number>;
}

/** How a group of series stands. `fresh`, `stale` and `absent` add up to `series`. */
export interface InfrastructureHealth {
  readonly id: string;
  readonly series: number;
  readonly fresh: number;
  readonly stale: number;
  /** Lost or never heard: 无数据. */
  readonly absent: number;
  /** Per cent of the series that are news; `undefined` where there are none. */
  readonly online: number | undefined;
  /** Open alarms of conditions, those of them nobody has acknowledged, and the gravest that is active. */
  readonly open: number;
  readonly unacknowledged: number;
  readonly gravest: Severity | undefined;
  /** Open alarms about a source here, told to its owner. */
  readonly sources: number;
  readonly state: SignState;
  /** The slot that needs somebody most; `undefined` where none does. */
  readonly worst: number | undefined;
  /** What is remembered of the online rate's limits for the next look. */
  readonly latches: Latches | undefined;
}

export interface InfrastructureClassHealth extends InfrastructureHealth {
  readonly parts: readonly InfrastructureHealth[];
}

export interface InfrastructureLook {
  readonly classes: readonly InfrastructureClassHealth[];
  /** Series in no class. */
  readonly outside: number;
}

interface Question {
  readonly plan: InfrastructurePlan;
  readonly catalogue: SeriesCatalogue;
  readonly columns: InfrastructureColumns;
  readonly alarms: readonly Alarm[];
  /** The sign whose limits judge the share of series that report. */
  readonly online: SignDefinition;
  /** Unix ms. */
  readonly at: number;
  readonly before?: InfrastructureLook | undefined;
}

const gravity = { attention: 1, warning: 2, alarm: 3 } as const satisfies Readonly<Record<Severity, number>>;
/** Below this share of news nothing is said of a small group but that it is stale or unknown. */
const enough = 0.7;

/** Reads how each class and each of its parts stands. The order of slots and alarms makes no difference. */
export function lookAtInfrastructure(question: Question): InfrastructureLook {
  const { plan, before } = question;
  const held = new Map<string, Latches | undefined>();
  for (const { id, latches, parts } of before?.classes ?? []) {
    held.set(id, latches);
    for (const part of parts) held.set(`${id} ${part.id}`, part.latches);
  }
  const bySlot = alarmsBySlot(question);
  return {
    classes: plan.classes.map(({ definition, parts }) => ({
      ...healthOf(
        question,
        bySlot,
        definition.id,
        parts.flatMap(({ slots }) => slots),
        held.get(definition.id),
      ),
      parts: parts.map((part) =>
        healthOf(
          question,
          bySlot,
          part.definition.id,
          part.slots,
          held.get(`${definition.id} ${part.definition.id}`),
        ),
      ),
    })),
    outside: plan.outside.reduce((sum, { slots }) => sum + slots.length, 0),
  };
}

/** Open alarms by the slot they are about. One about all of an owner's or of the city's series is of no class. */
function alarmsBySlot({ catalogue, alarms }: Question): ReadonlyMap<number, readonly Alarm[]> {
  const slots = new Map(catalogue.series.map(({ id }, slot) => [id, slot]));
  const found = new Map<number, Alarm[]>();
  for (const alarm of alarms) {
    const slot = slots.get(alarm.evidence.series);
    const wide = alarm.source?.level === 'city' || alarm.source?.level === 'owner';
    if (alarm.handling === 'closed' || wide || slot === undefined) continue;
    const there = found.get(slot);
    if (there === undefined) found.set(slot, [alarm]);
    else there.push(alarm);
  }
  return found;
}

function healthOf(
  { columns, online: sign, at }: Question,
  bySlot: ReadonlyMap<number, readonly Alarm[]>,
  id: string,
  slots: readonly number[],
  before: Latches | undefined,
): InfrastructureHealth {
  let [fresh, stale, open, unacknowledged, sources] = [0, 0, 0, 0, 0];
  let gravest: Severity | undefined;
  let worst: { readonly slot: number; readonly need: number; readonly time: number } | undefined;
  for (const slot of slots) {
    const state = columns.states[slot] ?? 0;
    if (state === 1) fresh += 1;
    if (state === 2) stale += 1;
    let need = [1, 0, 2, 3][state] ?? 0;
    for (const alarm of bySlot.get(slot) ?? []) {
      if (alarm.kind === 'source') {
        sources += 1;
        continue;
      }
      open += 1;
      if (alarm.handling === 'new' && alarm.shelved === undefined) unacknowledged += 1;
      if (alarm.condition !== 'active') continue;
      need = Math.max(need, 10 * gravity[alarm.severity]);
      if (gravest === undefined || gravity[alarm.severity] > gravity[gravest]) gravest = alarm.severity;
    }
    // Of those in equal need the one heard longest ago; never heard counts as longest.
    const heard = columns.times[slot] ?? Number.NaN;
    const time = Number.isFinite(heard) ? heard : -Infinity;
    const needier =
      worst === undefined || need > worst.need || (need === worst.need && isEarlier(time, slot, worst));
    if (need > 0 && needier) worst = { slot, need, time };
  }
  const absent = slots.length - fresh - stale;
  const online = slots.length === 0 ? undefined : (100 * fresh) / slots.length;
  const judged = online !== undefined && fresh > 0 && slots.length >= infrastructureTable.least;
  const latches = judged ? turn(measureOf(sign, 'main'), online, at, sign.dwell, before) : undefined;
  const counts = { series: slots.length, fresh, stale, absent };
  return {
    id,
    ...counts,
    online,
    open,
    unacknowledged,
    gravest,
    sources,
    state: stateOf(counts, latches, gravest),
    worst: worst?.slot,
    latches,
  };
}

function isEarlier(
  time: number,
  slot: number,
  than: { readonly time: number; readonly slot: number },
): boolean {
  return time < than.time || (time === than.time && slot < than.slot);
}

function stateOf(
  counts: Pick<InfrastructureHealth, 'series' | 'fresh' | 'stale' | 'absent'>,
  latches: Latches | undefined,
  gravest: Severity | undefined,
): SignState {
  const { series, fresh, stale, absent } = counts;
  const level = latches === undefined ? 'normal' : heldLevel(latches);
  const known = fresh > 0 && (latches !== undefined || fresh / series >= enough);
  // An alarm that stands is never hidden behind what is not known beside it.
  if (!known && gravest === undefined) return stale > 0 && stale >= absent ? 'stale' : 'absent';
  const graver = gravest === undefined || (level !== 'normal' && gravity[level] > gravity[gravest]);
  return graver ? level : gravest;
}
