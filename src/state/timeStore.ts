import type { TimeContext } from '@/contracts/time';
import type { StoreApi } from 'zustand/vanilla';

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
