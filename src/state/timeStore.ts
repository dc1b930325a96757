import type { Knowing, TimeContext } from '@/contracts/time';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A stretch of time, Unix ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The one clock. Live follows the server's clock; replay stands at `at` and advances by `speed` while `playing`. Two
 * clocks count in a replay: `at`, when things happened, and what was known of it (`knowing`).
 */
export interface TimeState {
  readonly mode: 'live' | 'replay';
  readonly at: number;
  readonly knowing: Knowing;
  /** What `knowing` means now, Unix ms; `undefined` where everything known today may be used. */
  readonly knownAt: number | undefined;
  readonly speed: number;
  readonly playing: boolean;
  /** The stretch that can be replayed; `kept` is false while that is only a guess. */
  readonly range: Stretch;
  readonly kept: boolean;
  /** The stretch the time bar shows. */
  readonly view: Stretch;
  /** Server clock minus this machine's, ms. */
  readonly offset: number;
  readonly goLive: () => void;
  /** A time before what is kept is its beginning, one after now is now. `knowing` stays as it was unless given. */
  readonly replayAt: (at: number, knowing?: Knowing) => void;
  readonly know: (knowing: Knowing) => void;
  readonly play: (playing: boolean) => void;
  readonly setSpeed: (speed: number) => void;
  readonly advance: (at: number) => void;
  /** From live a step back begins a replay. */
  readonly step: (ms: number) => void;
  /** How much the time bar shows, ms, around the time asked about. */
  readonly setSpan: (ms: number) => void;
  /** Moves what the time bar shows, by a share of it. */
  readonly pan: (share: number) => void;
  /** The server says since when it keeps the past. */
  readonly setKept: (from: number) => void;
  readonly setOffset: (offset: number) => void;
  readonly context: () => TimeContext;
}
export type TimeStore = StoreApi<TimeState>;

const minuteMs = 60_000;
/** How far back the city is kept, as long as the server has not said otherwise. */
export const replayReachMs = 24 * 60 * minuteMs;
export const speeds = [1, 2, 5, 10, 30, 60] as const;
export const spans = [15 * minuteMs, 60 * minuteMs, 6 * 60 * minuteMs, 24 * 60 * minuteMs] as const;
/** One key press, and the same with Shift. */
export const stepMs = { fine: minuteMs, coarse: 15 * minuteMs } as const;

const lengthOf = ({ from, to }: Stretch): number => to - from;
const endingAt = (to: number, length: number): Stretch => ({ from: to - length, to });

/** The view that shows `at`: the same one where it does already, else one around it, never beyond `now`. */
function showing(view: Stretch, at: number, now: number): Stretch {
  if (at >= view.from && at <= view.to) return view;
  return endingAt(Math.min(now, at + lengthOf(view) / 2), lengthOf(view));
}

/** `now` is this machine's clock; the store adds the server's offset once it is known. */
export function createTimeStore(now: () => number): TimeStore {
  return createStore<TimeState>()((set, get) => {
    const serverNow = (): number => now() + get().offset;
    let keptFrom: number | undefined;
    const reach = (): Stretch => ({ from: keptFrom ?? serverNow() - replayReachMs, to: serverNow() });
    /** While it is not known what is kept, any past may be. */
    const within = (at: number): number =>
      Math.min(serverNow(), keptFrom === undefined ? at : Math.max(keptFrom, at));
    const knownAtOf = (knowing: Knowing, at: number): number | undefined =>
      knowing === 'now' ? undefined : knowing === 'then' ? at : knowing;
    const stand = (asked: number, knowing: Knowing): void => {
      const at = within(asked);
      set(({ view }) => ({
        mode: 'replay',
        at,
        knowing,
        knownAt: knownAtOf(knowing, at),
        range: reach(),
        view: showing(view, at, serverNow()),
      }));
    };
    const start = now();
    return {
      mode: 'live',
      at: start,
      knowing: 'now',
      knownAt: undefined,
      speed: 1,
      playing: false,
      range: endingAt(start, replayReachMs),
      kept: false,
      view: endingAt(start, replayReachMs),
      offset: 0,
      goLive: () =>
        set(({ view }) => ({
          mode: 'live',
          at: serverNow(),
          knowing: 'now',
          knownAt: undefined,
          playing: false,
          range: reach(),
          view: endingAt(serverNow(), lengthOf(view)),
        })),
      replayAt: (at, knowing = get().knowing) => stand(at, knowing),
      know: (knowing) => stand(get().at, knowing),
      play: (playing) => set(({ mode }) => ({ playing: playing && mode === 'replay' })),
      setSpeed: (speed) => set({ speed }),
      advance: (asked) =>
        set(({ mode, playing, view, at: before, knowing }) => {
          const range = reach();
          if (mode === 'live') {
            // The view runs along with now unless somebody moved it away.
            const follows = view.to >= before - minuteMs;
            return { at: range.to, range, ...(follows ? { view: endingAt(range.to, lengthOf(view)) } : {}) };
          }
          const at = within(asked);
          return {
            at,
            knownAt: knownAtOf(knowing, at),
            range,
            ...(at === before ? {} : { view: showing(view, at, range.to) }),
            // At the present's edge replay stops rather than turning into live by itself.
            playing: playing && at < range.to,
          };
        }),
      step: (ms) => {
        const { mode, at } = get();
        if (mode === 'replay' || ms < 0) stand((mode === 'live' ? serverNow() : at) + ms, get().knowing);
      },
      setSpan: (ms) =>
        set(({ at, view }) => {
          const ends = Math.min(serverNow(), at + (ms * (view.to - at)) / lengthOf(view));
          return { view: showing(endingAt(Math.max(ends, at), ms), at, serverNow()) };
        }),
      pan: (share) =>
        set(({ view, range }) => {
          const length = lengthOf(view);
          const least = Math.min(serverNow(), range.from + length);
          return { view: endingAt(Math.min(serverNow(), Math.max(least, view.to + share * length)), length) };
        }),
      setKept: (from) => {
        keptFrom = from;
        set({ range: reach(), kept: true });
      },
      setOffset: (offset) => set({ offset }),
      context: () => {
        const { mode, at, knownAt } = get();
        const present = serverNow();
        return mode === 'live'
          ? { mode, at: present, knownAt: present }
          : { mode, at, knownAt: knownAt ?? present };
      },
    };
  });
}
