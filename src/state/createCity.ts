import { createStore } from 'zustand/vanilla';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import type { Language, Text } from '@/contracts/text';
import { firstScenario, type ScenarioId } from '@/contracts/scenario';
import { askSession, createServedCity, observer } from '@/feeds/cityClient';
import type { Clock } from '@/feeds/clock';
import { createPageClock } from '@/feeds/pageClock';
import type { Fetch } from '@/feeds/http';
import { createLiveFeed, type Feed, type FeedListener, type LiveFeed } from '@/feeds/liveFeed';
import type { Socket, SocketListener } from '@/feeds/liveSocket';
import { createPanelPulse } from '@/feeds/panelPulse';
import type { SimulatedFeed, WorkerPort } from '@/feeds/simulatedFeed';
import type { StandAlone } from '@/feeds/standAlone';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { createAlarmLog, noBoard } from './alarmLog';
import type { Attention } from './attention';
import type { AlarmBoard, City, FeedHealth } from './city';
import { guardCommands } from './commands';
import { createDoorWatch } from './doorWatch';
import { createHealthMeter } from './healthMeter';
import { createPastAtHand } from './pastAtHand';
import { createPreferences, type PreferenceStorage } from './preferences';
import { createReadings, type Readings } from './readings';
import { createScenarioPlay } from './scenarioPlay';
import { createSceneStore, type SceneStart } from './sceneStore';
import { emptyBoard, type SignBoard } from './signBoard';
import { createSignLook } from './signLook';
import { watchSite } from './siteBoard';
import { createTimeStore } from './timeStore';

/** Everything a city touches outside itself, so that a test can be the world. */
export interface World {
  /** The page's address; `api/` and `tiles/` lie beside it. */
  readonly base: URL;
  readonly fetch: Fetch;
  readonly openSocket: (url: URL, listener: SocketListener) => Socket;
  readonly spawnSimulation: () => WorkerPort;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly random: () => number;
  readonly newKey: () => string;
  readonly storage: PreferenceStorage | undefined;
}

export type CityStart = { readonly scene?: SceneStart } & (
  | { /** What our server said. */ readonly session: Session }
  | { /** None answers: the page stands alone, on this. */ readonly alone: StandAlone }
);

const tickMs = 250;
/** A busy or hidden page ticks late: seconds are told by the clock, not by counting ticks. */
const secondMs = 1_000;
/** More than any playing speed covers in a tick: the trails and states before it belong to another time. */
const jumpMs = 60_000;
/** The server's clock is measured better and better; ages are judged anew at once only when it moved by more. */
const offsetStepMs = 500;
const catalogueRetryMs = 2_000;

/** Joins stores, feed, replay, pulse and queries; it runs from the moment it is made until `destroy`. */
export function createCity(world: World, start: CityStart): City {
  const clock = createPageClock(world.clock);
  const preferences = createPreferences(world.storage);
  const language = (): Language => preferences.getState().language;
  const say = (text: Text): string => text[language()];
  const scene = createSceneStore(start.scene);
  const time = createTimeStore(clock.now);
  const session = createStore<{ readonly session: Session }>()(() => ({
    session: 'session' in start ? start.session : observer,
  }));
  const alarms = createStore<AlarmBoard>()(() => noBoard);
  const signs = createStore<SignBoard>()(() => emptyBoard);
  const catalogueStore = createStore<{ readonly catalogue: SeriesCatalogue | undefined }>()(() => ({
    catalogue: undefined,
  }));
  const pulse = createPanelPulse(clock);
  const log = createAlarmLog(alarms, () => clock.now() + time.getState().offset);
  const meter = createHealthMeter(clock.now, () => time.getState().offset);
  const health = createStore<FeedHealth>()(() => meter.read('live', undefined));

  let played: ScenarioId = firstScenario;
  const serve = () => ({ kind: 'served', city: createServedCity({ ...world, language }) }) as const;
  const stand = (alone: StandAlone) => {
    const { createStaticCity, createSimulatedFeed } = alone;
    const city = createStaticCity(world.fetch, world.base, say, clock.now, (next) => playAlone(next));
    return { kind: 'alone', city, createSimulatedFeed } as const;
  };
  const source = 'alone' in start ? stand(start.alone) : serve();
  const answers = source.city;

  const query = guardCommands(answers.query, {
    say,
    health,
    time,
    session,
    anew: world.fetch,
    base: world.base,
  });
  const scenario = createScenarioPlay(query, session, clock);
  const site = watchSite(query, clock);
  const look = createSignLook({ query, signs, time, clock, changed: pulse.touch });
  const door = createDoorWatch(source.kind === 'served' ? source.city.query.ingestHealth : undefined, clock);

  const nothing = createTelemetryTable([]);
  let readings: Readings | undefined;
  let feed: Feed | undefined;
  let link: LiveFeed | undefined;
  let simulation: SimulatedFeed | undefined;
  let destroyed = false;
  let cancelRetry: (() => void) | undefined;
  const serverClock = { now: (): number => clock.now() + time.getState().offset, after: clock.after };
  const past = createPastAtHand({
    city: answers,
    time,
    clock: serverClock,
    ready: () => {
      if (time.getState().mode === 'replay') show();
    },
  });

  const tellHealth = (): void => {
    health.setState(meter.read(time.getState().mode, readings), true);
  };
  const show = (): void => {
    const { context: read, knowing, playing, speed } = time.getState();
    const context = read();
    past.follow(context);
    readings?.showAt(context, knowing, playing ? speed : 1);
    log.showAt(context);
  };
  /** After a sleep nothing old may pass for news, not even for a moment: everything is judged anew before it is shown. */
  const stayAwake = (): void => {
    if (clock.look() === 0) return;
    link?.doubt();
    show();
  };
  const becomeAnew = async (): Promise<void> => {
    const now = await askSession(world.fetch, world.base);
    if (now !== undefined && !destroyed) session.setState({ session: now });
  };
  const listener: FeedListener = {
    frame: (frame, news) => {
      stayAwake();
      meter.heard(frame.slot.length, news);
      readings?.take(frame);
    },
    entries: (entries) => {
      log.take(entries);
      past.board.setState({ alarms: log.marks() });
    },
    gap: log.tellGap,
    reset: () => {
      log.reset();
      past.board.setState({ alarms: log.marks() });
    },
    health: (told) => {
      meter.link(told);
      tellHealth();
      if (told.farewell === 'session') void becomeAnew();
    },
    offset: (offset) => {
      const moved = Math.abs(offset - time.getState().offset);
      time.getState().setOffset(offset);
      if (moved > offsetStepMs) show();
    },
    greeting: ({ revision, ...server }) => {
      meter.greeted(server);
      if (revision !== catalogueStore.getState().catalogue?.revision) void loadCatalogue();
    },
  };
  const openFeed = (catalogue: SeriesCatalogue): Feed => {
    if (source.kind === 'alone') {
      const order = { scenario: played, catalogue };
      simulation = source.createSimulatedFeed(world.spawnSimulation, order, clock, listener);
      return simulation;
    }
    link = createLiveFeed({
      connect: (socketListener) => world.openSocket(liveUrl(world.base), socketListener),
      entriesAfter: source.city.entriesAfter,
      clock,
      random: world.random,
      listener,
    });
    link.watch(world.attention.watched());
    return link;
  };
  const furnish = (catalogue: SeriesCatalogue): void => {
    readings?.destroy();
    look.furnish(catalogue);
    past.furnish(catalogue);
    readings = createReadings({
      catalogue,
      load: answers.replay,
      glance: past.glance,
      clock: serverClock,
      changed: pulse.touch,
      trouble: meter.trouble,
    });
    catalogueStore.setState({ catalogue });
    feed ??= openFeed(catalogue);
  };
  /** The city alone plays another scenario: nothing of the one before stays on any table. */
  const playAlone = (next: ScenarioId): void => {
    played = next;
    const { catalogue } = catalogueStore.getState();
    if (catalogue === undefined) return;
    furnish({ ...catalogue });
    simulation?.play(next);
    show();
  };
  const loadCatalogue = async (): Promise<void> => {
    cancelRetry?.();
    try {
      const catalogue = await answers.query.catalogue();
      if (!destroyed) furnish(catalogue);
    } catch {
      // Told by the health: nothing is live before there is a catalogue.
      if (!destroyed) cancelRetry = clock.after(catalogueRetryMs, () => void loadCatalogue());
    }
  };

  let second = clock.steady();
  const stopTicking = clock.every(tickMs, () => {
    stayAwake();
    const { mode, playing, at, speed, advance } = time.getState();
    if (mode === 'replay' && playing) advance(at + tickMs * speed);
    if (clock.steady() - second < secondMs) return;
    second = clock.steady();
    if (mode === 'live' || !playing) advance(at);
    show();
    past.look();
    meter.second();
    tellHealth();
  });
  // A jump, a mode or what was known changes at once what is shown; live seconds are the ticks' affair.
  const stopFollowing = time.subscribe((now, before) => {
    const jumped =
      now.mode !== before.mode ||
      now.knowing !== before.knowing ||
      now.at < before.at ||
      now.at - before.at > jumpMs;
    if (jumped) look.forget();
    if (jumped || (now.mode === 'replay' && now.at !== before.at)) show();
    if (now.mode !== before.mode) tellHealth();
  });
  const stopReading = pulse.subscribe(() => {
    if (readings === undefined) return;
    look.read(readings.table);
    // A jump's readings come when they come, not on the second.
    if (time.getState().mode === 'replay') tellHealth();
  });

  const stopWatching = [
    world.attention.changed(() => {
      stayAwake();
      show();
      link?.watch(world.attention.watched());
    }),
    world.attention.online(() => link?.reopen()),
    session.subscribe((now, before) => {
      if (now.session.user !== before.session.user) link?.reopen();
    }),
  ];

  void loadCatalogue();
  void site.read();
  past.look();
  return {
    scene,
    time,
    preferences,
    session,
    alarms,
    signs,
    health,
    catalogue: catalogueStore,
    timeline: past.board,
    telemetry: () => readings?.table ?? nothing,
    pulse,
    door,
    scenario,
    site: site.store,
    readSite: site.read,
    query,
    lookAt: look.lookAt,
    now: () => time.getState().context(),
    present: serverClock.now,
    select: (ref) => scene.getState().select(ref),
    destroy: () => {
      destroyed = true;
      cancelRetry?.();
      stopTicking();
      stopFollowing();
      stopReading();
      for (const stop of stopWatching) stop();
      feed?.destroy();
      past.destroy();
      readings?.destroy();
      look.destroy();
      pulse.destroy();
      door.destroy();
      site.destroy();
      scenario.destroy();
    },
  };
}

function liveUrl(base: URL): URL {
  const url = new URL('api/live', base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
