import type { Refusal, Refusals } from '@/contracts/ingest';
import type { Language } from '@/contracts/text';
import { healthWords } from '@/state/wordsHealth';
import { cityTime, csvOf } from '../csv';

/** The refused messages of one sender, newest first; times are Unix ms. */
export interface LetterGroup {
  readonly device: string;
  readonly letters: readonly Refusal[];
  /** All that was refused of it since the server started, also what is no longer kept. */
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** What it sends has changed its form of late: the reason, and since when. */
  readonly drift: { readonly reason: string; readonly since: number; readonly count: number } | undefined;
}

/** Reasons that speak of the form of what is sent, and not of when or how often. */
const formReasons: ReadonlySet<string> = new Set([
  'not-utf8',
  'not-json',
  'shape',
  'unit',
  'not-finite',
  'out-of-range',
  'bad-time',
  'unknown-series',
]);
/** Began less than this ago, and came more than once or twice: somebody has changed something. */
const driftWithinMs = 30 * 60_000;
const driftFrom = 3;

type Spans = Readonly<
  Record<string, { readonly count: number; readonly first: number; readonly last: number }>
>;

/** Groups what is kept by its sender, most recently refused first; `reason` keeps only those. */
export function groupsOf(
  { items, devices = [] }: Refusals,
  reason: string | undefined,
  now: number,
): readonly LetterGroup[] {
  const letters = new Map<string, Refusal[]>();
  for (const item of items) {
    if (reason !== undefined && item.reason !== reason) continue;
    const held = letters.get(item.from);
    if (held === undefined) letters.set(item.from, [item]);
    else held.push(item);
  }
  const tallies = new Map(devices.map((tally) => [tally.key, tally]));
  return [...letters]
    .map(([device, own]) => {
      const spans = tallies.get(device)?.reasons ?? spansOf(own);
      const counted = Object.entries(spans).filter(([name]) => reason === undefined || name === reason);
      return {
        device,
        letters: own,
        count: counted.reduce((sum, [, span]) => sum + span.count, 0),
        first: Math.min(...counted.map(([, span]) => span.first)),
        last: Math.max(...counted.map(([, span]) => span.last)),
        drift: driftOf(Object.fromEntries(counted), now),
      };
    })
    .sort((a, b) => b.last - a.last);
}

function spansOf(letters: readonly Refusal[]): Spans {
  const spans: Record<string, { count: number; first: number; last: number }> = {};
  for (const { reason, at } of letters) {
    const time = Date.parse(at);
    const span = (spans[reason] ??= { count: 0, first: time, last: time });
    span.count += 1;
    span.first = Math.min(span.first, time);
    span.last = Math.max(span.last, time);
  }
  return spans;
}

function driftOf(spans: Spans, now: number): LetterGroup['drift'] {
  const begun = Object.entries(spans)
    .filter(
      ([reason, { first, count }]) =>
        formReasons.has(reason) && count >= driftFrom && now - first < driftWithinMs,
    )
    .sort(([, a], [, b]) => b.count - a.count)[0];
  return begun === undefined ? undefined : { reason: begun[0], since: begun[1].first, count: begun[1].count };
}

/** The letters as a file. What devices sent is text there, whatever it begins with. */
export function lettersFile(groups: readonly LetterGroup[], language: Language): string {
  const letters = groups.flatMap((group) => group.letters);
  return csvOf(
    healthWords.letters.columns[language],
    letters.map(({ at, from, topic, reason, sample }) => [
      cityTime(Date.parse(at)),
      from,
      topic,
      reason,
      healthWords.reasonOf(reason)[language],
      sample,
    ]),
  );
}
