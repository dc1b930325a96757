import type { TimeContext } from '@/contracts/time';
import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * The one clock. Live follows the server's clock; replay stands at `at` and advances by `speed` while `playing`.
 * `knownAt` is undefined in replay where everything known today may be used.
 */
export interface TimeState {
  readonly mode: 'live' | 'replay';
  readonly at: number;
  readonly knownAt: number | undefined;
  readonly speed: number;
  readonly playing: boolean;
  /** The stretch that can be replayed, ms. */
  readonly range: { readonly from: number; readonly to: number };
  /** Server clock minus this machine's, ms. */
  readonly offset: number;
  readonly goLive: () => void;
  readonly replayAt: (at: number, knownAt?: number) => void;
  readonly play: (playing: boolean) => void;
  readonly setSpeed: (speed: number) => void;
  readonly advance: (at: number) => void;
  readonly setOffset: (offset: number) => void;
  readonly context: () => TimeContext;
}
export type TimeStore = StoreApi<TimeState>;

/** How far back the minimal replay reaches. */
export const replayReachMs = 15 * 60_000;

/** `now` is this machine's clock; the store adds the server's offset once it is known. */
export function createTimeStore(now: () => number): TimeStore {
  return createStore<TimeState>()((set, get) => {
    const serverNow = (): number => now() + get().offset;
    const reach = (): TimeState['range'] => ({ from: serverNow() - replayReachMs, to: serverNow() });
    const within = (at: number): number => {
      const { from, to } = reach();
      return Math.min(to, Math.max(from, at));
    };
    const start = now();
    return {
      mode: 'live',
      at: start,
      knownAt: undefined,
      speed: 1,
      playing: false,
      range: { from: start - replayReachMs, to: start },
      offset: 0,
      goLive: () =>
        set({ mode: 'live', at: serverNow(), knownAt: undefined, playing: false, range: reach() }),
      replayAt: (at, knownAt) => set({ mode: 'replay', at: within(at), knownAt, range: reach() }),
      play: (playing) => set(({ mode }) => ({ playing: playing && mode === 'replay' })),
      setSpeed: (speed) => set({ speed }),
      advance: (at) =>
        set(({ mode, playing }) => {
          const range = reach();
          if (mode === 'live') return { at: serverNow(), range };
          // At the present's edge replay stops rather than turning into live by itself.
          return { at: within(at), range, playing: playing && at < range.to };
        }),
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
