import type { Alarm } from '@/contracts/alarm';
import type { FeatureRef } from '@/contracts/ids';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import type { TimeContext } from '@/contracts/time';
import type { CityQuery } from '@/feeds/cityQuery';
import type { PanelPulse } from '@/feeds/panelPulse';
import type { TelemetryTable } from '@/feeds/telemetryTable';
import type { StoreApi } from 'zustand/vanilla';
import type { DoorWatch } from './doorWatch';
import type { Preferences } from './preferences';
import type { ScenarioPlay } from './scenarioPlay';
import type { SceneStore } from './sceneStore';
import type { SignBoard } from './signBoard';
import type { SiteStore } from './siteBoard';
import type { TimelineBoard } from './timelineBoard';
import type { TimeStore } from './timeStore';

export type { CityQuery, CommandResult } from '@/feeds/cityQuery';

/** How the readings are reaching us. */
export interface FeedHealth {
  readonly state: 'connecting' | 'live' | 'stale' | 'lost' | 'replay';
  /** When the newest news came, by the server's clock, Unix ms. */
  readonly lastMessageAt: number | undefined;
  /** Readings a second over the last five seconds. */
  readonly rate: number;
  readonly fresh: number;
  readonly total: number;
  /** Dropped or refused frames, said on screen when not zero. */
  readonly dropped: number;
  /** The server keeps no more lines for this user or address. */
  readonly crowded: boolean;
  /** The server hands out another page than this one by now, or speaks a later contract. */
  readonly outdated: boolean;
}

/** What the person sees of alarms: the fold of the numbered log up to the time asked about. Newest first. */
export interface AlarmBoard {
  readonly alarms: readonly Alarm[];
  /** What waits for somebody at present, whatever time is shown: the worst first, then the longest waiting. */
  readonly waiting: readonly Alarm[];
  readonly seq: number;
  /** Log numbers that never came, until resumed. */
  readonly gap: { readonly from: number; readonly to: number } | undefined;
}

/** The one value every panel, tool and layer reads; nothing in it is global, so a test can make two. */
export interface City {
  readonly scene: SceneStore;
  readonly time: TimeStore;
  readonly preferences: StoreApi<Preferences>;
  readonly session: StoreApi<{ readonly session: Session }>;
  readonly alarms: StoreApi<AlarmBoard>;
  readonly signs: StoreApi<SignBoard>;
  readonly health: StoreApi<FeedHealth>;
  readonly catalogue: StoreApi<{ readonly catalogue: SeriesCatalogue | undefined }>;
  readonly timeline: StoreApi<TimelineBoard>;
  readonly telemetry: () => TelemetryTable;
  readonly pulse: PanelPulse;
  readonly door: DoorWatch;
  readonly scenario: ScenarioPlay;
  /** What the site adds to the scene; it comes after the city. */
  readonly site: SiteStore;
  /** Reads that list again, as after an import. */
  readonly readSite: () => Promise<void>;
  readonly query: CityQuery;
  /**
   * Turns the board of signs to a part of the city: `city`, a district's code, a functional zone, or a 街道's code. Resolves
   * with whether there is such a part, and where there is none the board stays; rejects where that cannot be told.
   */
  readonly lookAt: (scope: string) => Promise<boolean>;
  /** The time context questions are asked in, now. */
  readonly now: () => TimeContext;
  /** The server's clock, Unix ms, also while a replay shows another time. */
  readonly present: () => number;
  readonly select: (ref: FeatureRef | undefined) => void;
  readonly destroy: () => void;
}
