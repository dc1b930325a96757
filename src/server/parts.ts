import type { CityScopes } from '@/domain/signs/scopes';
import type { AlarmDesk } from './alarmDesk';
import type { Base } from './base';
import type { LocalDoor } from './door';
import type { Hub } from './hub';
import type { Footprints } from './footprints';
import type { HandOverDesk } from './handOverDesk';
import type { Imports } from './imports';
import type { Ingest } from './ingest';
import type { History } from './history';
import type { Latest } from './latest';
import type { Prepared } from './prepared';
import { notYet } from './problems';
import type { Readiness } from './readiness';
import type { Records } from './records';
import type { RefusalBook } from './refusalBook';
import type { Accounts } from './accounts';
import type { Sessions, SignInGuard } from './sessions';
import type { Simulator } from './simulator';
import type { Settings } from './settings';
import type { SignDesk } from './signDesk';
import type { SignHistoryKeeper } from './signHistory';
import type { SiteScene } from './siteScene';
import type { Tianditu } from './tianditu';
import type { Timekeeper } from './timekeeper';

/** What lives once the base is in place. */
export interface LiveCity {
  readonly base: Base;
  /** `series.json`, the same answer for everyone. */
  readonly seriesAnswer: Prepared;
  readonly latest: Latest;
  readonly ingest: Ingest;
  readonly alarms: AlarmDesk;
  /** The parts of the city that signs are read of. */
  readonly scopes: CityScopes;
  readonly signs: SignDesk;
  readonly signHistory: SignHistoryKeeper;
  readonly hub: Hub;
  readonly timekeeper: Timekeeper;
}

/** What the routes are given. `live` and `records` come later than the first request. */
export interface CityParts {
  readonly settings: Settings;
  readonly readiness: Readiness;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly guard: SignInGuard;
  readonly refusals: RefusalBook;
  readonly history: History;
  readonly handOvers: HandOverDesk;
  readonly site: SiteScene;
  /** Absent without a key. */
  readonly tianditu: Tianditu | undefined;
  /** The outlines of the buildings of a base; absent where its register cannot be read. */
  readonly footprints: (base: string) => Promise<Footprints | undefined>;
  readonly door: LocalDoor;
  readonly imports: Imports;
  readonly live: () => LiveCity | undefined;
  readonly records: () => Records | undefined;
  readonly simulator: () => Simulator | undefined;
}

export function liveCity(parts: CityParts): LiveCity {
  const live = parts.live();
  if (live === undefined) throw notYet('The city is still being built.');
  return live;
}
