import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registers } from '@/contracts/base';
import { createAccounts } from './accounts';
import { createApp, type RouteRow } from './app';
import { backfill } from './backfill';
import { ensureBase } from './base';
import { startBroker, type Device } from './broker';
import { openDatabase } from './database/keep';
import type { Database } from './database/open';
import { dayMs } from './database/partitions';
import { createLocalDoor } from './door';
import { devicesOf, superviseFleet } from './fleet/supervisor';
import { createFootprintShelf } from './footprints';
import { createHandOverDesk } from './handOverDesk';
import { checkHandOvers, composeFrom } from './handOverSources';
import { openToAll } from './gate';
import { createHistory } from './history';
import { createImports, ended } from './imports';
import { createLive } from './live';
import type { CityParts } from './parts';
import { createReadiness } from './readiness';
import { openRecords, type Records } from './records';
import { createRefusalBook } from './refusalBook';
import { createRefusalCounts } from './refusalCounts';
import { alarmRoutes } from './routes/alarms';
import { catalogueRoutes } from './routes/catalogue';
import { handOverRoutes } from './routes/handOvers';
import { healthRoutes } from './routes/health';
import { importRoutes } from './routes/imports';
import { ingestRoutes } from './routes/ingest';
import { liveRoute } from './routes/live';
import { readingRoutes } from './routes/readings';
import { recordRoutes } from './routes/records';
import { sessionRoutes } from './routes/session';
import { signHistoryRoutes } from './routes/signHistory';
import { signRoutes } from './routes/signs';
import { simulatorRoutes } from './routes/simulator';
import { siteRoutes } from './routes/site';
import { staticRoutes } from './routes/static';
import { timelineRoutes } from './routes/timeline';
import { seek } from './seek';
import { createSessions, createSignInGuard } from './sessions';
import { refusal, type Settings } from './settings';
import { fillSigns, planFill } from './signFill';
import { openSimulator, type Simulator } from './simulator';
import { accessList, userOf } from './siteAccess';
import { siteClientId, subscribeSite } from './siteBroker';
import { openSiteScene } from './siteScene';
import { sensorThingsRoutes } from './sta/routes';
import { createTianditu } from './tianditu';

/** Our other programs. One that is absent is done without: the database then shares our thread. */
export interface Programs {
  readonly builder: string | undefined;
  readonly fleet: string | undefined;
  readonly databaseWorker: string | undefined;
}

export interface CityServer {
  readonly url: string;
  readonly mqttPort: number | undefined;
  readonly routes: readonly RouteRow[];
  /** Resolves when nothing more is coming; rejects where the city cannot be had. The page is served long before. */
  readonly whole: Promise<void>;
  readonly close: () => Promise<void>;
}

/** The page first, then the city behind it: base, readings, database, records. */
export async function startServer(settings: Settings, programs: Programs): Promise<CityServer> {
  const readiness = createReadiness();
  const refusals = createRefusalBook();
  const sessions = createSessions();
  const accounts = createAccounts(settings.demoAccounts);
  readiness.set('accounts', { state: 'ready' });
  const { app, routes } = await createApp(settings, sessions);
  const report = (error: unknown, what: string) => {
    app.log.warn({ err: error }, what);
  };
  const history = createHistory({
    readiness,
    keeping: settings.keeping,
    report,
    lost: (rows) => live?.ingest.forget(rows),
  });
  const refusalCounts = createRefusalCounts(refusals, report);
  const handOvers = createHandOverDesk({
    history,
    compose: (from, to, notes) =>
      composeFrom({ live: () => live, simulator: () => simulator, history, refusalCounts }, from, to, notes),
  });
  let live: Awaited<ReturnType<typeof createLive>> | undefined;
  let records: Records | undefined;
  let database: Database | undefined;
  let builder: ChildProcess | undefined;
  let fleet: ReturnType<typeof superviseFleet> | undefined;
  let site: ReturnType<typeof subscribeSite> | undefined;
  let simulator: Simulator | undefined;
  let devices: ReadonlyMap<string, Device> = new Map();
  const closing = new AbortController();
  const door = createLocalDoor(settings.home);
  const imports = createImports({
    home: settings.home,
    program: programs.builder,
    // The build that brings the outer districts would put its city over the imported one.
    builtUp: (signal) => ended(builder, signal),
    // Rare, and it changes what everybody sees: told at the level a server runs with.
    log: (what, line) => {
      app.log.warn(what, line);
    },
  });

  const parts: CityParts = {
    settings,
    readiness,
    accounts,
    sessions,
    guard: createSignInGuard(),
    refusals,
    history,
    handOvers,
    site: openSiteScene({
      file: settings.siteFile,
      home: settings.home,
      keyed: settings.tianditu !== undefined,
      report: (refused) => {
        const words = refused.map(({ where, reason }) => `${where}: ${reason}`).join('; ');
        if (words !== '') app.log.warn(`entries of the site left out: ${words}`);
        readiness.set('site', { state: 'ready', ...(words === '' ? {} : { detail: `left out: ${words}` }) });
      },
    }),
    tianditu:
      settings.tianditu === undefined
        ? undefined
        : createTianditu({ ...settings.tianditu, fetch: (url, init) => fetch(url, init) }),
    footprints: createFootprintShelf(settings.home),
    door,
    imports,
    live: () => live,
    records: () => records,
    simulator: () => simulator,
  };
  healthRoutes(app, parts);
  sessionRoutes(app, parts);
  catalogueRoutes(app, parts);
  ingestRoutes(app, parts);
  readingRoutes(app, parts);
  timelineRoutes(app, parts);
  signRoutes(app, parts);
  signHistoryRoutes(app, parts);
  alarmRoutes(app, parts);
  handOverRoutes(app, parts);
  simulatorRoutes(app, parts);
  recordRoutes(app, parts);
  importRoutes(app, parts);
  liveRoute(app, parts);
  sensorThingsRoutes(app, parts);
  app.get(
    '/api/openapi.json',
    { config: { policy: openToAll }, schema: { summary: 'This description' } },
    () => app.swagger(),
  );
  siteRoutes(app, parts);
  readiness.set('site', { state: 'ready' });
  await parts.site.read();
  await staticRoutes(app, parts);
  const url = await app.listen({ host: settings.host, port: settings.port }).catch((error: unknown) => {
    throw refusal(
      error,
      `Port ${String(settings.port)} on ${settings.host}`,
      'Choose another with PORT or HOST.',
    );
  });

  const warn = (what: string) => {
    app.log.warn(what);
  };
  const broker =
    settings.mqttUrl !== undefined
      ? undefined
      : await startBroker(settings.host, settings.mqttPort, {
          devices: () => devices,
          // Before there is a city nobody can sign in.
          message: (one) => live?.ingest.take(one),
          refused: refusals.refuse,
        }).catch(async (error: unknown) => {
          await app.close();
          throw error;
        });

  const openHistory = async () => {
    readiness.set('database', { state: 'building', detail: 'opening' });
    database = await openDatabase({
      home: settings.home,
      url: settings.databaseUrl,
      worker: programs.databaseWorker,
      stop: closing.signal,
      failed: (error) => {
        report(error, 'the database cannot be opened');
        readiness.set('database', {
          state: 'failed',
          detail: 'It cannot be opened; readings go on without it.',
        });
      },
    });
    const opened = database;
    if (opened === undefined || live === undefined || closing.signal.aborted) return;
    readiness.set('database', { state: 'ready' });
    const { latest, base, alarms, scopes, signs, hub, timekeeper } = live;
    const kept = await history.attach(opened, settings.databaseUrl === undefined);
    live.ingest.recall(kept);
    const now = Date.now();
    const heardSince = history
      .pending(undefined, 0, now)
      // When it came, not when it says it happened: a device whose clock is hours behind would put the seam there.
      .reduce((least, row) => Math.min(least, row.received_ms), now);
    const { values, times, qualities } = await seek(history, base.catalogue, now, now);
    times.forEach((time, slot) => {
      if (!Number.isNaN(time)) latest.write(slot, values[slot]!, time, now, qualities[slot]!);
    });
    await timekeeper.start();
    await alarms.attach(opened);
    await signs.attach(opened);
    refusalCounts.attach(opened);
    hub.logOpened();
    await checkHandOvers(handOvers, report);
    // Only a city that is played has a past one can imagine.
    if (fleet === undefined) return;
    const first = kept.length === 0;
    // What was kept before this program kept the signs is not imagined anew.
    await planFill(opened, first ? heardSince : ((await timekeeper.keptSince()) ?? heardSince));
    const untilMs = await backfill({
      database: opened,
      catalogue: base.catalogue,
      untilMs: heardSince,
      first,
      stop: closing.signal,
      progress: history.backfilling,
      report,
    });
    if (untilMs !== undefined) await timekeeper.remember(untilMs);
    const { catalogue } = base;
    await fillSigns({ database: opened, catalogue, scopes, stop: closing.signal, report });
  };

  const assemble = async () => {
    const base = await ensureBase(settings.home, programs.builder, readiness, (child) => {
      builder = child;
    });
    if (closing.signal.aborted) return;
    live = await createLive({
      base,
      page: settings.page,
      history,
      readiness,
      refusals,
      keepMs: settings.keeping.rawDays * dayMs,
      report,
    });
    readiness.set('base', { state: 'ready' });
    devices = devicesOf(base.catalogue, settings.demoAccounts);
    simulator = await openSimulator(settings.home, history, report);
    if (broker !== undefined && programs.fleet !== undefined) {
      const supervised = superviseFleet(
        programs.fleet,
        {
          url: broker.url,
          seriesFile: join(base.folder, registers.series),
          scenario: simulator.playing().scenario,
          gateways: [...devices.values()]
            .filter(({ user }) => user.startsWith('gateway-'))
            .map(({ user, password }) => ({ user, password })),
        },
        warn,
      );
      fleet = supervised;
      simulator.follow(supervised.play);
    }
    if (settings.mqttUrl !== undefined) {
      await writeFile(
        join(settings.home, 'broker.acl'),
        accessList(base.catalogue, userOf(settings.mqttUrl)),
      );
      // Not before the city is there: what the broker kept for us comes at once.
      site = subscribeSite({
        url: settings.mqttUrl,
        clientId: siteClientId(settings.home),
        message: live.ingest.take,
        away: history.missing,
        report: warn,
      });
    }
    readiness.set('records', { state: 'building' });
    records = await openRecords(settings.home).catch((error: unknown) => {
      report(error, 'the records cannot be opened');
      readiness.set('records', { state: 'failed', detail: 'They cannot be opened.' });
      return undefined;
    });
    if (records !== undefined) readiness.set('records', { state: 'ready' });
    await openHistory();
  };
  const whole = assemble().catch((error: unknown) => {
    if (closing.signal.aborted) return;
    readiness.set('base', { state: 'failed', detail: 'The city cannot be had.' });
    throw error;
  });
  // Not before the build has begun: an import has to see it and wait.
  door.open(url);

  return {
    url,
    mqttPort: broker?.port,
    routes,
    whole,
    close: async () => {
      closing.abort();
      door.close();
      builder?.kill('SIGTERM');
      live?.hub.close();
      await imports.close();
      await Promise.all([fleet?.stop(), app.close()]);
      await whole.catch(() => undefined);
      await Promise.all([broker?.close(), site?.close()]);
      await history.close();
      await live?.close();
      await refusalCounts.close();
      await records?.close();
      await database?.destroy();
    },
  };
}
