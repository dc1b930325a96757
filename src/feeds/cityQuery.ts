import type { Alarm } from '@/contracts/alarm';
import type { Assignees } from '@/contracts/alarmCommand';
import type {
  BuildingProperties,
  BaseManifest,
  BridgeRecord,
  ComputeCentre,
  DistrictOutlines,
  LandmarkRecord,
  MetroRegister,
} from '@/contracts/base';
import type { Footprint } from '@/contracts/footprints';
import type { Box } from '@/contracts/geo';
import type { IngestHealth, Refusals } from '@/contracts/ingest';
import type { BuildingCard } from '@/contracts/records';
import type { Observations, SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import type { PlayedScenario, ScenarioId } from '@/contracts/scenario';
import type { PanoramaFile } from '@/contracts/panorama';
import type { PlanningCellsFile } from '@/contracts/planningCells';
import type { Partitions } from '@/contracts/partitions';
import type { SiteAnswer } from '@/contracts/siteScene';
import type { SignMemory, SignTrace } from '@/contracts/sign';
import type { SignHistory } from '@/contracts/signHistory';
import type { TimeContext } from '@/contracts/time';
import type { Timeline } from '@/contracts/timeline';
import type { HandOverQuery } from './handOverClient';

/** A command's answer: the new alarm, or a problem in words (zh/en from the text file by `code`, else `detail`). */
export type CommandResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly detail: string };

/** Whom the page talks to: our server, or nothing at all (静态演示). Every query takes the time it is asked about. */
export interface CityQuery {
  readonly served: boolean;
  readonly catalogue: () => Promise<SeriesCatalogue>;
  /** What the site adds to the scene (contracts/siteScene). */
  readonly site: () => Promise<SiteAnswer>;
  /** The outlines of the buildings in a box, those nearest its middle; none without a server. */
  /** A building as its tile tells it, also where that tile is not drawn; `undefined` where nobody knows it. */
  readonly building: (id: string) => Promise<BuildingProperties | undefined>;
  readonly footprints: (box: Box) => Promise<readonly Footprint[]>;
  /** 要素全景: what the base holds of each square kilometre. Rejects where the base has no such count. */
  readonly panorama: () => Promise<PanoramaFile>;
  /** 规划网格: residents, floor area and facilities in squares of 500 m. Rejects where the base has none. */
  readonly planningCells: () => Promise<PlanningCellsFile>;
  /** Areas of 街道 and 镇, and 社区 and 村 within them. Rejects where the base has none. */
  readonly partitions: () => Promise<Partitions>;
  /** What the base says of itself: its sources, its revision. */
  readonly manifest: () => Promise<BaseManifest>;
  readonly bridges: () => Promise<readonly BridgeRecord[]>;
  readonly metro: () => Promise<MetroRegister>;
  readonly compute: () => Promise<readonly ComputeCentre[]>;
  readonly landmarks: () => Promise<readonly LandmarkRecord[]>;
  readonly districts: () => Promise<DistrictOutlines>;
  readonly observations: (ask: {
    readonly series: number;
    readonly from: number;
    readonly to: number;
    readonly px: number;
    readonly time: TimeContext;
  }) => Promise<Observations>;
  /** Of the door as it is now, whatever time is shown: it keeps no past. */
  readonly ingestHealth: () => Promise<IngestHealth>;
  /** The newest messages the door refused, for who may read them. */
  readonly refusals: () => Promise<CommandResult<Refusals>>;
  /** Since when the past is kept, and how much was heard in each of `bins` parts of a span. */
  readonly timeline: (ask: {
    readonly from: number;
    readonly to: number;
    readonly bins: number;
  }) => Promise<Timeline>;
  /** Which scenario the simulator plays; 404 where none does. */
  readonly playedScenario: () => Promise<CommandResult<PlayedScenario>>;
  readonly playScenario: (scenario: ScenarioId) => Promise<CommandResult<PlayedScenario>>;
  /** What is remembered of a scope's signs now, by sign, so that a page that opens shows the states that stand. */
  readonly signMemories: (scope: string) => Promise<Readonly<Record<string, SignMemory>>>;
  readonly why: (sign: string, time: TimeContext, scope?: string) => Promise<SignTrace>;
  /**
   * How the signs of a scope, or one of them, were shown in `[from, to)` (Unix ms), in `px` parts; `undefined` where nobody
   * keeps it. Rejects where no history of the scope is kept.
   */
  readonly signHistory: (ask: {
    readonly scope: string;
    readonly sign?: string;
    readonly from: number;
    readonly to: number;
    readonly px: number;
    readonly time: TimeContext;
  }) => Promise<SignHistory | undefined>;
  readonly record: (building: string, time: TimeContext) => Promise<CommandResult<BuildingCard>>;
  readonly acknowledge: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  readonly commentAlarm: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  readonly closeAlarm: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  readonly assignAlarm: (alarm: Alarm, comment: string, to: string) => Promise<CommandResult<Alarm>>;
  readonly shelveAlarm: (alarm: Alarm, comment: string, minutes: number) => Promise<CommandResult<Alarm>>;
  readonly unshelveAlarm: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>;
  /** Who can be given an alarm, for who may give one. */
  readonly assignees: () => Promise<CommandResult<Assignees>>;
  /** The hand-over pages; rejects without a server. */
  readonly handOvers: () => Promise<HandOverQuery>;
  readonly signIn: (user: string, password: string) => Promise<CommandResult<Session>>;
  readonly signOut: () => Promise<void>;
}
