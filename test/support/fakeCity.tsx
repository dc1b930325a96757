import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi, type Mock } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Alarm, AlarmStep } from '@/contracts/alarm';
import type { IngestHealth } from '@/contracts/ingest';
import type { BuildingCard } from '@/contracts/records';
import type { PlayedScenario } from '@/contracts/scenario';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import type { SiteEntry } from '@/contracts/siteScene';
import { observedProperties, signDefinition, signDefinitions } from '@/domain/definitions';
import { scenarios } from '@/domain/scenarios';
import { planSigns, traceSign } from '@/domain/signs';
import { planWithin } from '@/domain/signs/plan';
import { signTextOf } from '@/domain/signTexts';
import { waitingOf } from '@/domain/waiting';
import { observer } from '@/feeds/cityClient';
import type { CityQuery, CommandResult } from '@/feeds/cityQuery';
import { createPanelPulse } from '@/feeds/panelPulse';
import { createTelemetryTable, type TelemetryTable } from '@/feeds/telemetryTable';
import type { AlarmBoard, City, FeedHealth } from '@/state/city';
import { CityProvider } from '@/state/CityContext';
import { createDoorWatch } from '@/state/doorWatch';
import { createPreferences } from '@/state/preferences';
import { createScenarioPlay } from '@/state/scenarioPlay';
import { createSceneStore, type SceneStart } from '@/state/sceneStore';
import { sightOf } from '@/feeds/cityScopes';
import { emptyBoard, type SignBoard } from '@/state/signBoard';
import { createSignReader } from '@/state/signReader';
import type { SiteBoard } from '@/state/siteBoard';
import { emptyTimeline, type TimelineBoard } from '@/state/timelineBoard';
import { createTimeStore } from '@/state/timeStore';
import { createFakeClock, monday, type FakeClock } from './fakeClock';
import {
  fakeBridge,
  fakeCentre,
  fakeDistricts,
  fakeFleet,
  fakeManifest,
  fakePanorama,
  fakePartitions,
  surveyed,
  withoutPlace,
} from './fakeFleet';
import { fakePlanningCells } from './fakePlanning';

export interface FakeCityOptions {
  readonly catalogue?: SeriesCatalogue;
  readonly session?: Session;
  readonly served?: boolean;
  readonly alarms?: readonly Alarm[];
  readonly scene?: SceneStart;
  readonly language?: 'zh' | 'en';
  readonly health?: Partial<FeedHealth>;
  readonly timeline?: Partial<TimelineBoard>;
  readonly site?: readonly SiteEntry[];
}

export interface FakeCity {
  readonly city: City;
  readonly clock: FakeClock;
  readonly table: TelemetryTable;
  /** Every question and command as a spy; give one an answer with `mockResolvedValue`. */
  readonly asked: { readonly [Key in Exclude<keyof CityQuery, 'served'>]: Mock<CityQuery[Key]> };
  /** A reading arrives (at the clock's time unless told); panels see it after the next beat. */
  readonly hear: (series: number, value: number, observedAt?: number) => void;
  /** Moves the clock, ages the readings and lets the panels' pulse beat. */
  readonly pass: (ms: number) => void;
  readonly render: (part: ReactElement) => RenderResult;
}

export const operator: Session = {
  user: 'operator',
  roles: ['operator'],
  clearance: 2,
  scope: [],
  idleSeconds: 900,
  demo: ['operator', 'operator2', 'grid', 'planner', 'official', 'steward', 'auditor'],
};

/** River stage, demo device, two road gauges, a crossing, two metres of pressure: one of what panels show. */
export const smallCatalogue: SeriesCatalogue = {
  revision: 1,
  properties: [...observedProperties],
  series: [
    'river-stage',
    'air-temperature',
    'road-water-depth',
    'road-water-depth',
    'bridge-speed',
    'aqi',
  ].map((property, slot) => {
    const planned = fakeFleet.series.filter((series) => series.property === property);
    const series = planned[slot === 3 ? 1 : 0];
    if (series === undefined) throw new Error(`no series of ${property}`);
    return { ...series, id: slot + 1 };
  }),
};

export const depthAlarm: Alarm = {
  id: 'water-depth-3-1',
  kind: 'condition',
  title: { zh: '江岸区下穿通道积水 001 · 路面渍水', en: 'Jiang’an underpass water 001 · Water on the road' },
  severity: 'warning',
  rule: 'water-depth',
  place: [114.29, 30.58, 10],
  district: '420102',
  condition: 'active',
  handling: 'new',
  raisedAt: Date.parse('2026-03-02T09:58:00+08:00'),
  activeSince: Date.parse('2026-03-02T09:58:00+08:00'),
  evidence: {
    series: 3,
    value: 17.4,
    observedAt: Date.parse('2026-03-02T09:58:00+08:00'),
    receivedAt: Date.parse('2026-03-02T09:58:01+08:00'),
    limit: 15,
    rule: 'water-depth',
    ruleVersion: '1',
  },
  notes: [],
  seq: 1,
};

export const operatorCard: BuildingCard = {
  id: 'b1',
  fields: [
    { field: 'address', value: '江岸区中山大道 1 号' },
    { field: 'units', value: 48, unit: '户' },
    { field: 'residents', withheld: '<5' },
  ],
  masked: ['residents'],
  reason: '值守席位：到楼栋，人数少于 5 不显示',
  policyVersion: '1',
  provenance: surveyed,
};

/** A door that refused nothing, over a store that lost nothing. */
export const quietDoor: IngestHealth = {
  at: Date.parse('2026-03-02T10:00:00+08:00'),
  revision: 1,
  refused: { total: 0, byReason: {}, bySeries: [] },
  clocks: [],
  queue: { waiting: 0, shed: 0, written: 0 },
  gaps: [],
};

/** Nobody has switched, and whoever asks may. */
export const ordinaryDay: PlayedScenario = {
  scenario: 'weekday',
  since: null,
  person: null,
  refused: null,
  scenarios: scenarios.map(({ id, title, about }) => ({ id, title, about })),
};

/** A whole city in memory: the page's real stores and pulse over a fake clock, and questions nobody answers but the test. */
export function createFakeCity(options: FakeCityOptions = {}): FakeCity {
  const catalogue = options.catalogue ?? smallCatalogue;
  const clock = createFakeClock();
  const table = createTelemetryTable(
    catalogue.series.map((series) => series.intervalS),
    catalogue.revision,
  );
  const time = createTimeStore(clock.now);
  const scene = createSceneStore(options.scene);
  const preferences = createPreferences();
  if (options.language !== undefined) preferences.getState().setLanguage(options.language);
  const pulse = createPanelPulse(clock);
  const session = createStore<{ readonly session: Session }>()(() => ({
    session: options.session ?? observer,
  }));
  const signs = createStore<SignBoard>()(() => emptyBoard);
  let readSigns = createSignReader(catalogue);
  pulse.subscribe(() => signs.setState(readSigns(table, time.getState().context(), signs.getState())));
  const asked = answers(catalogue, table, options.alarms ?? []);
  const alarms = createStore<AlarmBoard>()(() => ({
    alarms: options.alarms ?? [],
    waiting: waitingOf(options.alarms ?? []),
    seq: Math.max(0, ...(options.alarms ?? []).map(({ seq }) => seq)),
    gap: undefined,
  }));
  const door = createDoorWatch((options.served ?? true) ? asked.ingestHealth : undefined, clock);
  const health = createStore<FeedHealth>()(() => ({
    state: 'live',
    lastMessageAt: clock.now(),
    rate: 200,
    fresh: catalogue.series.length,
    total: catalogue.series.length,
    dropped: 0,
    crowded: false,
    outdated: false,
    ...options.health,
  }));
  const site = createStore<SiteBoard>()(() => ({
    entries: options.site ?? [],
    refused: [],
    read: true,
  }));
  const city: City = {
    scene,
    time,
    preferences,
    session,
    alarms,
    signs,
    health,
    catalogue: createStore<{ readonly catalogue: SeriesCatalogue | undefined }>()(() => ({ catalogue })),
    timeline: createStore<TimelineBoard>()(() => ({ ...emptyTimeline, ...options.timeline })),
    telemetry: () => table,
    pulse,
    door,
    scenario: createScenarioPlay(asked, session, clock),
    site,
    readSite: () => Promise.resolve(),
    query: { served: options.served ?? true, ...asked },
    lookAt: async (scope) => {
      const liesIn = await sightOf(scope, catalogue, asked);
      if (liesIn === undefined) return false;
      readSigns = createSignReader(catalogue, liesIn);
      signs.setState({ ...emptyBoard, scope });
      pulse.touch();
      clock.advance(250);
      return true;
    },
    now: () => time.getState().context(),
    present: () => clock.now() + time.getState().offset,
    select: (ref) => scene.getState().select(ref),
    destroy: () => {
      pulse.destroy();
      door.destroy();
    },
  };
  return {
    city,
    clock,
    table,
    asked,
    hear: (series, value, observedAt = clock.now()) => {
      table.write({
        epoch: 1,
        seq: 1,
        revision: catalogue.revision,
        value: Float64Array.of(value),
        timeMs: Float64Array.of(observedAt),
        slot: Uint32Array.of(catalogue.series.findIndex((one) => one.id === series)),
        quality: Uint8Array.of(0),
      });
      pulse.touch();
    },
    pass: (ms) => {
      clock.advance(ms);
      time.getState().advance(time.getState().at);
      table.expire(clock.now());
      pulse.touch();
      clock.advance(250);
    },
    render: (part) => render(<CityProvider city={city}>{part}</CityProvider>),
  };
}

const refused: CommandResult<never> = { ok: false, status: 503, detail: '测试未作答' };

function answers(
  catalogue: SeriesCatalogue,
  table: TelemetryTable,
  alarms: readonly Alarm[],
): FakeCity['asked'] {
  const after = (alarm: Alarm, by: string, text: string, step: AlarmStep): CommandResult<Alarm> => {
    const held = alarms.find(({ id }) => id === alarm.id) ?? alarm;
    const note = { by, at: held.raisedAt + 60_000, text, step };
    const handling =
      step === 'acknowledged' || step === 'assigned' || step === 'closed' ? step : held.handling;
    return { ok: true, value: { ...held, handling, notes: [...held.notes, note], seq: held.seq + 1 } };
  };
  return {
    catalogue: vi.fn(() => Promise.resolve(catalogue)),
    site: vi.fn(() => Promise.resolve({ entries: [], refused: [] })),
    footprints: vi.fn(() => Promise.resolve([])),
    building: vi.fn(() => Promise.resolve(undefined)),
    panorama: vi.fn(() => Promise.resolve(fakePanorama)),
    planningCells: vi.fn(() => Promise.resolve(fakePlanningCells)),
    partitions: vi.fn(() => Promise.resolve(fakePartitions)),
    manifest: vi.fn(() => Promise.resolve(fakeManifest)),
    bridges: vi.fn(() => Promise.resolve([fakeBridge])),
    metro: vi.fn(() => Promise.resolve({ lines: [], stations: [] })),
    compute: vi.fn(() => Promise.resolve([fakeCentre, withoutPlace])),
    landmarks: vi.fn(() => Promise.resolve([])),
    districts: vi.fn(() => Promise.resolve(fakeDistricts)),
    observations: vi.fn<CityQuery['observations']>(({ series }) =>
      Promise.resolve({ series, t: [], min: [], max: [], last: [], quality: [] }),
    ),
    ingestHealth: vi.fn(() => Promise.resolve(quietDoor)),
    refusals: vi.fn<CityQuery['refusals']>(() =>
      Promise.resolve({ ok: true, value: { items: [], total: 0, reasons: {} } }),
    ),
    timeline: vi.fn<CityQuery['timeline']>(({ from, to }) =>
      Promise.resolve({ from, to, bins: { t: [], readings: [], alarms: [], late: [] } }),
    ),
    signMemories: vi.fn(() => Promise.resolve({})),
    signHistory: vi.fn<CityQuery['signHistory']>(({ scope, sign }) =>
      Promise.resolve({
        scope,
        t: [],
        generated: [],
        signs: signDefinitions
          .filter(({ id }) => sign === undefined || id === sign)
          .map(({ id, measures }) => ({
            id,
            states: [],
            measures: measures.map((measure) => ({
              id: measure.id,
              min: [],
              max: [],
              last: [],
              states: [],
            })),
          })),
      }),
    ),
    why: vi.fn<CityQuery['why']>(async (sign, time, scope = 'city') => {
      const definition = signDefinition(sign);
      const liesIn = await sightOf(scope, catalogue, {
        districts: () => Promise.resolve(fakeDistricts),
        partitions: () => Promise.resolve(fakePartitions),
      });
      if (definition === undefined || liesIn === undefined) throw new Error(`no sign ${sign}`);
      const [plan] = planSigns([definition], catalogue);
      return traceSign(planWithin(plan!, liesIn), table, time, signTextOf(sign));
    }),
    record: vi.fn<CityQuery['record']>(() => Promise.resolve({ ok: true, value: operatorCard })),
    acknowledge: vi.fn<CityQuery['acknowledge']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'acknowledged')),
    ),
    commentAlarm: vi.fn<CityQuery['commentAlarm']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'commented')),
    ),
    closeAlarm: vi.fn<CityQuery['closeAlarm']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'closed')),
    ),
    assignAlarm: vi.fn<CityQuery['assignAlarm']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'assigned')),
    ),
    shelveAlarm: vi.fn<CityQuery['shelveAlarm']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'shelved')),
    ),
    unshelveAlarm: vi.fn<CityQuery['unshelveAlarm']>((alarm, comment) =>
      Promise.resolve(after(alarm, 'operator', comment, 'unshelved')),
    ),
    assignees: vi.fn<CityQuery['assignees']>(() =>
      Promise.resolve({ ok: true, value: { items: [{ user: 'operator' }, { user: 'operator2' }] } }),
    ),
    playedScenario: vi.fn<CityQuery['playedScenario']>(() =>
      Promise.resolve({ ok: true, value: ordinaryDay }),
    ),
    playScenario: vi.fn<CityQuery['playScenario']>((scenario) =>
      Promise.resolve({ ok: true, value: { ...ordinaryDay, scenario, since: monday, person: 'operator' } }),
    ),
    handOvers: vi.fn<CityQuery['handOvers']>(() => Promise.reject(new Error('测试未作答'))),
    signIn: vi.fn<CityQuery['signIn']>(() => Promise.resolve(refused)),
    signOut: vi.fn<CityQuery['signOut']>(() => Promise.resolve()),
  };
}
