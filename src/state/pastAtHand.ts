import type { ReadingRows } from '@/contracts/readingRows';
import type { SeriesCatalogue } from '@/contracts/series';
import type { TimeContext } from '@/contracts/time';
import type { ServedCity } from '@/feeds/cityClient';
import type { CityQuery } from '@/feeds/cityQuery';
import type { Clock } from '@/feeds/clock';
import { createOverview, type Overview } from '@/feeds/overview';
import type { StaticCity } from '@/feeds/staticClient';
import { followTimeline, type TimelineFollower } from './timelineBoard';
import type { TimeStore } from './timeStore';

export interface PastOptions {
  /** Whoever has the past: our server keeps it, the static page makes it. */
  readonly city: (Pick<ServedCity, 'overview'> | Pick<StaticCity, 'glance'>) & {
    readonly query: Pick<CityQuery, 'timeline'>;
  };
  readonly time: TimeStore;
  /** By the server's clock. */
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** More of the day lies ready to be shown. */
  readonly ready: () => void;
}

/** What lies ready of the past before anybody asks for a moment of it: the day at a glance and the time line. */
export interface PastAtHand extends Pick<TimelineFollower, 'board' | 'look'> {
  readonly furnish: (catalogue: SeriesCatalogue) => void;
  /** The city about `at` as it was known by then, where it lies ready. */
  readonly glance: (at: number) => ReadingRows | undefined;
  /** Loads around the time that is shown, and rests while that is now. */
  readonly follow: (context: TimeContext) => void;
  readonly destroy: () => void;
}

export function createPastAtHand({ city, time, clock, ready }: PastOptions): PastAtHand {
  const timeline = followTimeline(city.query.timeline, time, clock.now);
  let overview: Overview | undefined;
  return {
    board: timeline.board,
    look: timeline.look,
    furnish: ({ revision }) => {
      overview?.destroy();
      if (!('overview' in city)) return;
      overview = createOverview({
        load: city.overview,
        revision,
        range: () => time.getState().range,
        clock,
        changed: (state) => {
          timeline.board.setState({ overview: state });
          ready();
        },
      });
    },
    glance: (at) => ('glance' in city ? city.glance(at) : overview?.at(at)),
    follow: ({ mode, at }) => {
      if (mode === 'replay') overview?.around(at);
      else overview?.rest();
    },
    destroy: () => {
      overview?.destroy();
      timeline.destroy();
    },
  };
}
