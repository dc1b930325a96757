import { quality, staleIntervals, type SeriesCatalogue } from '@/contracts/series';
import type { GroundFleet } from './groundFleet';
import type { LivePage } from './livePage';

/** Looks at a page ten times a second and writes down every lie it finds. */
export interface Auditor {
  /** One line each; empty where the page never lied. */
  readonly lies: () => readonly string[];
  /** Slots seen fresh, in all looks together: an audit of nothing proves nothing. */
  readonly looked: () => number;
  /** The states the page's feed was in, in order, without repetitions. */
  readonly feedStates: () => readonly string[];
  readonly stop: () => void;
}

const lookMs = 100;
/** The page judges ages once a second, at one of its four ticks. */
const judgedMs = 1_250;
const fading = 0.9;
const feedSaidMs = 5_500;

/**
 * Nothing wrong is ever shown as live: whatever a page shows as fresh was truly sent, was not refused, and was true
 * within two of its intervals (by its device's word, where a clock a little fast is tolerated); and a feed that brings
 * nothing does not pass for live.
 */
export function audit(page: LivePage, fleet: GroundFleet, catalogue: SeriesCatalogue): Auditor {
  const lies = new Set<string>();
  const states: string[] = [];
  let looked = 0;
  let last = performance.now();
  /** The page is as late on a busy machine as these looks are, or were a moment ago. */
  let late = 0;
  let newsAt = performance.now();
  let newest = -Infinity;
  const look = (): void => {
    late = Math.max(performance.now() - last - lookMs, late * fading);
    last = performance.now();
    const table = page.city.telemetry();
    const now = Date.now();
    table.states.forEach((state, slot) => {
      const series = catalogue.series[slot]!;
      const [value, time] = [table.values[slot]!, table.times[slot]!];
      if (time > newest) {
        newest = time;
        newsAt = performance.now();
      }
      if (state !== 1) return;
      const truth = fleet.truth(slot, value);
      // The day before the first start is imagined, and marked as such: no device is claimed to have said it.
      if (truth === undefined && (table.qualities[slot]! & quality.backfilled) !== 0) return;
      looked += 1;
      const says = `${series.property} ${String(series.id)} shows ${String(value)} as fresh`;
      if (truth === undefined) lies.add(`${says}, which nobody sent`);
      else if (truth.fate === 'refused') lies.add(`${says}, which must be refused`);
      else {
        const age = now - Math.max(truth.at, truth.stated);
        const allowed = series.intervalS * 1_000 * staleIntervals + judgedMs + late;
        if (age > allowed) lies.add(`${says}, ${String(age)} ms old`);
      }
    });
    const { state } = page.city.health.getState();
    if (states.at(-1) !== state) states.push(state);
    const quiet = performance.now() - newsAt;
    if (state === 'live' && quiet > feedSaidMs + late) {
      lies.add(`the feed passes for live ${String(Math.round(quiet / 1_000))} s after its last news`);
    }
  };
  const timer = setInterval(look, lookMs);
  return {
    lies: () => [...lies],
    looked: () => looked,
    feedStates: () => states,
    stop: () => clearInterval(timer),
  };
}
