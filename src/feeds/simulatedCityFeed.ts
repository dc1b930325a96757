import type { ReadingsFrame } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AlarmEntry } from '@/domain/alarm';
import type { ScenarioId } from '@/contracts/scenario';
import { alarmRules } from '@/domain/alarmDefinitions';
import type { Clock } from './clock';
import type { ReadingRows } from '@/contracts/readingRows';
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

  const raise = (rows: ReadingRows): void => {
    const entries: AlarmEntry[] = [];
    rows.slot.forEach((slot, row) => {
      const at = rows.timeMs[row]!;
      const body = watch.observe(slot, rows.value[row]!, at, at);
      if (body === undefined) return;
      logged += 1;
      entries.push({ seq: logged, body });
    });
    if (entries.length > 0) tell({ turn, kind: 'entries', entries });
  };
  const show = (rows: ReadingRows): void => {
    if (rows.slot.length === 0) return;
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
  });
  return { destroy: stop };
}
