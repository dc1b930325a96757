import type { Alarm } from '@/contracts/alarm';
import type { FeatureRef } from '@/contracts/ids';
import type { BridgeRecord, ComputeCentre, LandmarkRecord, MetroRegister } from '@/contracts/base';
import type { BuildingCard } from '@/contracts/records';
import type { Observations, SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import type { SignTrace } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import type { PanelPulse } from '@/feeds/panelPulse';
import type { TelemetryTable } from '@/feeds/telemetryTable';
import type { StoreApi } from 'zustand/vanilla';
import type { Preferences } from './preferences';
import type { SceneStore } from './sceneStore';
import type { SignBoard } from './signBoard';
import type { TimeStore } from './timeStore';

/** How the readings are reaching us. `age` is the age of the newest message in ms, by the server's clock. */
export interface FeedHealth {
  readonly state: 'connecting' | 'live' | 'stale' | 'lost' | 'replay';
  readonly lastMessageAt: number | undefined;
  /** Readings a second over the last five seconds. */
  readonly rate: number;
  readonly fresh: number;
  readonly total: number;
  /** Dropped or refused frames, said on screen when not zero. */
  readonly dropped: number;
}

/** What the person sees of alarms: the fold of the numbered log up to the time asked about. Newest first. */
export interface AlarmBoard {
  readonly alarms: readonly Alarm[];
  readonly seq: number;
  /** Log numbers that never came, until resumed. */
  readonly gap: { readonly from: number; readonly to: number } | undefined;
}

/** A command's answer: the new alarm, or a problem in words (zh/en from the text file by `code`, else `detail`). */
export type CommandResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly detail: string };

/** Whom the page talks to: our server, or nothing at all (静态演示). Every query takes the time it is asked about. */
export interface CityQuery {
  readonly served: boolean;
  readonly catalogue: () => Promise<SeriesCatalogue>;
  readonly bridges: () => Promise<readonly BridgeRecord[]>;
  readonly metro: () => Promise<MetroRegister>;
  readonly compute: () => Promise<readonly ComputeCentre[]>;
  readonly landmarks: () => Promise<readonly LandmarkRecord[]>;
  readonly observations: (ask: {
    readonly series: number;
    readonly from: number;
    readonly to: number;
    readonly px: number;
    readonly time: TimeContext;
  }) => Promise<Observations>;
  readonly why: (sign: string, time: TimeContext) => Promise<SignTrace>;
  readonly record: (building: string, time: TimeContext) => Promise<CommandResult<BuildingCard>>;
  readonly acknowledge: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  readonly closeAlarm: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  readonly signIn: (user: string, password: string) => Promise<CommandResult<Session>>;
  readonly signOut: () => Promise<void>;
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
  readonly telemetry: () => TelemetryTable;
  readonly pulse: PanelPulse;
  readonly query: CityQuery;
  /** The time context questions are asked in, now. */
  readonly now: () => TimeContext;
  readonly select: (ref: FeatureRef | undefined) => void;
  readonly destroy: () => void;
}
