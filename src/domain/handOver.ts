import type { Alarm } from '@/contracts/alarm';
import {
  mostListed,
  type AgeBand,
  type HandOverAlarm,
  type HandOverContent,
  type HandOverNote,
} from '@/contracts/handOver';
import type { SignReading } from '@/contracts/sign';
import { isOpen, isShelved, standingAt } from './alarm';
import { handedSigns, type SignEntry } from './handOverSigns';
import { inAgeBands, shiftScheme } from './shifts';

/** What a page is made of. All times are Unix ms; what happened after `to` is left out, and order never matters. */
export interface HandOverSources {
  readonly from: number;
  readonly to: number;
  /** The alarms as folded from their log up to `to`. */
  readonly alarms: Iterable<Alarm>;
  /** Entries of the log of signs, at least those of the shift. */
  readonly signEntries: readonly SignEntry[];
  /** The signs of the whole city at `to`: they tell of those that did not turn. */
  readonly signs: readonly SignReading[];
  readonly simulated: boolean;
  readonly scenario: string | null;
  readonly switches: readonly { readonly at: number; readonly scenario: string; readonly by: string }[];
  /** Refused messages by reason, and from when on they were counted. */
  readonly refused: { readonly from: number; readonly reasons: Readonly<Record<string, number>> };
  readonly notes: readonly HandOverNote[];
  /** Alarms written out at most. */
  readonly room?: number;
}

export const momentText = (timeMs: number): string => new Date(timeMs).toISOString();

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The page: the same from the same logs, notes and moments, today and whenever they are read again. */
export function composeHandOver(sources: HandOverSources): HandOverContent {
  const { from, to, room = mostListed } = sources;
  const alarms = [...sources.alarms]
    .filter(({ raisedAt }) => raisedAt <= to)
    .map((alarm) => standingAt(alarm, to));
  const since = happenings(alarms, from, to);
  const standing = alarms.filter(isOpen);
  const shelved = standing.filter((alarm) => isShelved(alarm, to));
  const unshelved = standing.filter((alarm) => !isShelved(alarm, to));
  const open = unshelved.filter(({ kind }) => kind === 'condition');
  const sourceAlarms = unshelved.filter(({ kind }) => kind === 'source').sort(graverFirst);
  const touched = new Set(Object.values(since).flat());
  const named = [
    ...standing.sort(graverFirst),
    ...alarms.filter((alarm) => !isOpen(alarm) && touched.has(alarm.id)).sort(graverFirst),
  ];
  const listed = new Set(named.slice(0, room).map(({ id }) => id));
  const roomFor = (ids: readonly string[]): string[] => ids.filter((id) => listed.has(id));
  const banded = (some: readonly Alarm[]): AgeBand[] =>
    inAgeBands(
      some.map(({ id, raisedAt }) => ({ id, since: raisedAt })),
      to,
    ).map((band) => ({ ...band, alarms: roomFor(band.alarms) }));
  const { signs, withoutData } = handedSigns(sources.signEntries, sources.signs, from, to);
  const reasons = Object.entries(sources.refused.reasons)
    .map(([reason, count]) => ({ reason, count }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || byText(one.reason, other.reason));
  const refused = reasons.reduce((sum, { count }) => sum + count, 0);
  const notes = sources.notes.toSorted(
    (one, other) => byText(one.at, other.at) || byText(one.by, other.by) || byText(one.text, other.text),
  );
  return {
    from: momentText(from),
    to: momentText(to),
    city: {
      simulated: sources.simulated,
      scenario: sources.scenario,
      switches: sources.switches
        .filter(({ at }) => from < at && at <= to)
        .toSorted((one, other) => one.at - other.at || byText(one.scenario, other.scenario))
        .map(({ at, scenario, by }) => ({ at: momentText(at), scenario, by })),
    },
    counts: {
      raised: since.raised.length,
      cameBack: since.cameBack.length,
      returned: since.returned.length,
      acknowledged: since.acknowledged.length,
      closed: since.closed.length,
      open: open.length,
      unacknowledged: open.filter(({ handling }) => handling === 'new').length,
      shelved: shelved.length,
      sources: sourceAlarms.length,
      signs: signs.length,
      refused,
      notes: notes.length,
    },
    alarms: named
      .slice(0, room)
      .sort(graverFirst)
      .map((alarm) => written(alarm)),
    unlisted: Math.max(0, named.length - room),
    since: {
      raised: roomFor(since.raised),
      cameBack: roomFor(since.cameBack),
      returned: roomFor(since.returned),
      acknowledged: roomFor(since.acknowledged),
      closed: roomFor(since.closed),
    },
    open: banded(open),
    shelved: banded(shelved),
    sources: roomFor(sourceAlarms.map(({ id }) => id)),
    signs: [...signs],
    signsWithoutData: withoutData,
    refused: { from: momentText(Math.max(from, sources.refused.from)), total: refused, reasons },
    notes,
    scheme: shiftScheme.version,
  };
}

const gravity = { alarm: 0, warning: 1, attention: 2 } as const;
const urgency = { new: 0, acknowledged: 1, assigned: 1, closed: 2 } as const;

/** The city before its sources, the graver, the one nobody has taken, the older. */
function graverFirst(one: Alarm, other: Alarm): number {
  return (
    byText(one.kind, other.kind) ||
    gravity[one.severity] - gravity[other.severity] ||
    urgency[one.handling] - urgency[other.handling] ||
    one.raisedAt - other.raisedAt ||
    byText(one.id, other.id)
  );
}

/** To which alarms what happened after `from`, up to `to`; ids in the order it happened first. */
function happenings(alarms: readonly Alarm[], from: number, to: number) {
  const within = (at: number | undefined): boolean => at !== undefined && from < at && at <= to;
  const happened = (moments: (alarm: Alarm) => readonly (number | undefined)[]): string[] =>
    alarms
      .flatMap((alarm) => {
        const at = Math.min(
          ...moments(alarm)
            .filter((one) => one !== undefined && within(one))
            .map(Number),
        );
        return Number.isFinite(at) ? [{ id: alarm.id, at }] : [];
      })
      .sort((one, other) => one.at - other.at || byText(one.id, other.id))
      .map(({ id }) => id);
  const noted = (...steps: readonly string[]) =>
    happened(({ notes }) => notes.filter(({ step }) => steps.includes(step)).map(({ at }) => at));
  return {
    raised: happened(({ raisedAt }) => [raisedAt]),
    cameBack: happened(({ raisedAt, activeSince }) => [activeSince === raisedAt ? undefined : activeSince]),
    returned: happened(({ returnedAt }) => [returnedAt]),
    // Who is given an alarm that nobody had acknowledged knows of it as well.
    acknowledged: noted('acknowledged', 'assigned'),
    closed: noted('closed'),
  };
}

function written(alarm: Alarm): HandOverAlarm {
  const { notes, shelved } = alarm;
  const last = (...steps: readonly string[]) => {
    const note = notes.findLast(({ step }) => steps.includes(step));
    return note === undefined ? undefined : { by: note.by, at: momentText(note.at) };
  };
  const acknowledged = alarm.handling === 'new' ? undefined : last('acknowledged', 'assigned');
  const closed = last('closed');
  const said = notes.findLast(({ text }) => text !== '');
  const reason = notes.findLast(({ step, at }) => step === 'shelved' && at === shelved?.at)?.text ?? '';
  return {
    id: alarm.id,
    kind: alarm.kind,
    title: alarm.title,
    severity: alarm.severity,
    district: alarm.district,
    condition: alarm.condition,
    handling: alarm.handling,
    raisedAt: momentText(alarm.raisedAt),
    activeSince: momentText(alarm.activeSince),
    ...(alarm.returnedAt === undefined ? {} : { returnedAt: momentText(alarm.returnedAt) }),
    ...(acknowledged === undefined ? {} : { acknowledged }),
    ...(closed === undefined ? {} : { closed }),
    ...(alarm.assignee === undefined ? {} : { assignee: alarm.assignee }),
    ...(shelved === undefined
      ? {}
      : {
          shelved: {
            until: momentText(shelved.until),
            by: shelved.by,
            at: momentText(shelved.at),
            reason,
          },
        }),
    ...(alarm.owner === undefined ? {} : { owner: alarm.owner }),
    ...(alarm.source === undefined ? {} : { source: alarm.source }),
    ...(said === undefined ? {} : { said: { by: said.by, at: momentText(said.at), text: said.text } }),
  };
}
