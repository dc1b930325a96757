import type { AlarmEvent } from '@/contracts/alarm';
import type { ReadingsFrame } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AlarmEntry } from '@/domain/alarm';
import type { ScenarioId } from '@/contracts/scenario';
import { alarmRules, sourceRules } from '@/domain/alarmDefinitions';
import type { Clock } from './clock';
import type { ReadingRows } from '@/contracts/readingRows';
import { createSourceWatch } from '@/domain/sourceWatch';
import { createLimitWatch } from '@/domain/limitWatch';
import { createSimulateWindow } from '@/domain/simulatedWindow';

/** What the worker tells the page. */
export type SimulatedMessage = { readonly turn: number } & (
  | { readonly kind: 'frame'; readonly frame: ReadingsFrame }
  | { readonly kind: 'entries'; readonly entries: readonly AlarmEntry[] }
);

/** What the page tells the worker, again for each scenario. What is still said of an earlier turn counts no more. */
export interface SimulatedOrder {
  readonly turn: number;
  readonly scenario: ScenarioId;
  readonly catalogue: SeriesCatalogue;
}

const beatMs = 1_000;
/** The sources of readings are looked at more seldom: what they lack takes minutes to be told. */
const lookMs = 5_000;
/** How far back the alarm log of a fresh page reaches; also the most that is caught up after a sleep. */
const historyMs = 15 * 60_000;

/** The city without a server: a frame a second, and the alarms its limits raise, numbered from one. */
export function createSimulatedCityFeed(
  { turn, scenario, catalogue }: SimulatedOrder,
  clock: Pick<Clock, 'now' | 'every'>,
  tell: (message: SimulatedMessage) => void,
): { readonly destroy: () => void } {
  const simulate = createSimulateWindow(scenario, catalogue);
  const watch = createLimitWatch(alarmRules, catalogue);
  const limited = new Set(alarmRules.map((rule) => rule.property));
  const watched = catalogue.series.flatMap((series, slot) => (limited.has(series.property) ? [slot] : []));
  let logged = 0;
  let sent = 0;
  let last = clock.now();
  const sources = createSourceWatch(sourceRules, catalogue, last);
  const unheard = () => new Float64Array(catalogue.series.length).fill(Number.NaN);
  const heard = { times: unheard(), received: unheard(), qualities: new Uint8Array(catalogue.series.length) };
  let looked = last;

  const log = (bodies: readonly AlarmEvent[]): void => {
    if (bodies.length === 0) return;
    const entries = bodies.map((body, index): AlarmEntry => ({ seq: logged + index + 1, body }));
    logged += bodies.length;
    tell({ turn, kind: 'entries', entries });
  };
  const raise = (rows: ReadingRows): void => {
    const bodies: AlarmEvent[] = [];
    rows.slot.forEach((slot, row) => {
      const at = rows.timeMs[row]!;
      const body = watch.observe(slot, rows.value[row]!, at, at);
      if (body !== undefined) bodies.push(body);
    });
    log(bodies);
  };
  const show = (rows: ReadingRows): void => {
    if (rows.slot.length === 0) return;
    rows.slot.forEach((slot, row) => {
      heard.times[slot] = heard.received[slot] = rows.timeMs[row]!;
      heard.qualities[slot] = rows.quality[row]!;
    });
    sent += 1;
    tell({ turn, kind: 'frame', frame: { epoch: 1, seq: sent, revision: catalogue.revision, ...rows } });
  };

  raise(simulate(last - historyMs, last, { slots: watched }));
  show(simulate(last, last, { leading: true }));
  const stop = clock.every(beatMs, () => {
    const now = clock.now();
    const rows = simulate(Math.max(last, now - historyMs), now);
    last = now;
    raise(rows);
    show(rows);
    if (now - looked < lookMs) return;
    looked = now;
    log(sources.look(heard, now));
  });
  return { destroy: stop };
}
