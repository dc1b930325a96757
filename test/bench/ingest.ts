import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { SeriesCatalogue } from '@/contracts/series';
import { createPartitioner } from '@/server/database/partitions';
import { connectPostgres, embedDatabase, migrate, type Database } from '@/server/database/open';
import { startWorkerEngine } from '@/server/database/workerEngine';
import { createHistory } from '@/server/history';
import { createIngest } from '@/server/ingest';
import { createLatest } from '@/server/latest';
import { createReadiness } from '@/server/readiness';
import { createRefusalBook } from '@/server/refusalBook';
import { openPostgres, postgresPrograms } from '../server/databases';
import { smallCatalogue } from '../server/fixture';
import { buildPrograms } from '../support/builtPrograms';

export const name = 'ingest';

/** Above the goal of 10,000, so that what is sustained can show it. */
const offeredPerSecond = 11_000;
const seconds = 60;
const peerSeconds = 5;
const pairs = 2;
const tickMs = 10;

/** So many series of the small city's kinds. */
function catalogueOf(count: number): SeriesCatalogue {
  const small = smallCatalogue();
  const like = small.series.find(({ property }) => property === 'air-temperature') ?? small.series[0]!;
  const series = Array.from({ length: count }, (_, turn) => ({ ...like, id: turn + 1 }));
  return { ...small, series };
}

const quantile = (sorted: Float64Array, share: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;

/** Messages as the broker decodes them, every one to be acknowledged when it is committed. */
async function sustained(database: Database, embedded: boolean) {
  const catalogue = catalogueOf(offeredPerSecond);
  const keeping = { samplingSeconds: 0, rawDays: 7, coarseMinutes: 15, coarseDays: 400 };
  const history = createHistory({ readiness: createReadiness(), keeping, report: console.error });
  const book = createRefusalBook();
  const ingest = createIngest({
    catalogue,
    latest: createLatest(catalogue),
    book,
    keep: (row) => history.commit(row),
    settled: history.settled,
    newest: () => undefined,
  });
  await history.attach(database, embedded);
  const total = offeredPerSecond * seconds;
  const took = new Float64Array(total);
  let sent = 0;
  let committed = 0;
  let failed = 0;
  const send = () => {
    const receivedMs = Date.now();
    const turn = sent++;
    const at = performance.now();
    const id = (turn % offeredPerSecond) + 1;
    const told = { phenomenonTime: new Date(receivedMs).toISOString(), result: ((turn * 7919) % 400) / 10 };
    const kept = ingest.take({
      topic: `v1.1/Datastreams(${String(id)})/Observations`,
      payload: Buffer.from(JSON.stringify(told)),
      from: 'bench',
      receivedMs,
      acknowledged: true,
    });
    if (kept === undefined) failed += 1;
    kept?.then(
      () => {
        took[committed++] = performance.now() - at;
      },
      () => {
        failed += 1;
      },
    );
  };
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  while (sent < total) {
    const due = Math.min(total, Math.floor(elapsed() * offeredPerSecond));
    while (sent < due) send();
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  const offeredInS = elapsed();
  while (committed + failed < total) await new Promise((resolve) => setTimeout(resolve, tickMs));
  const committedInS = elapsed();
  const { shed } = history.health();
  await history.close();
  const stored = await sql<{ n: number }>`select count(*)::int as n from observations`.execute(database);
  const sorted = took.subarray(0, committed).sort();
  return {
    offeredPerSecond: Math.round(total / offeredInS),
    sustainedPerSecond: Math.round(committed / committedInS),
    commitMs: { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), most: quantile(sorted, 1) },
    lost: total - (stored.rows[0]?.n ?? 0),
    failed,
    shed,
    refused: book.byReason(),
  };
}

/** The named peer: one INSERT a reading, each waited for, into the same table of the same database. */
async function singleRows(database: Database): Promise<number> {
  const now = Date.now();
  await createPartitioner().ensure(database, [now]);
  const begun = performance.now();
  let rows = 0;
  while (performance.now() - begun < peerSeconds * 1000) {
    await database
      .insertInto('observations')
      .values({ series: rows, phenomenon_ms: now, received_ms: now, value: 1, quality: 0 })
      .execute();
    rows += 1;
  }
  await sql`truncate observations`.execute(database);
  return Math.round(rows / ((performance.now() - begun) / 1000));
}

async function inTurn(database: Database, embedded: boolean) {
  const runs = [];
  for (let pair = 0; pair < pairs; pair++) {
    const singleRowPerSecond = await singleRows(database);
    const load = loadavg()[0];
    const ours = await sustained(database, embedded);
    await sql`truncate observations`.execute(database);
    const ratio = Math.round((ours.sustainedPerSecond / singleRowPerSecond) * 10) / 10;
    runs.push({ load, ...ours, singleRowPerSecond, ratio });
  }
  return runs;
}

/** PGlite in its folder behind its worker, as `npm start` has it. */
async function embedded() {
  const programs = await buildPrograms('bench-ingest', { databaseWorker: 'src/server/database/worker.ts' });
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  const database = embedDatabase(startWorkerEngine(join(programs, 'databaseWorker.mjs'), folder));
  try {
    await migrate(database);
    return await inTurn(database, true);
  } finally {
    await database.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The site's own at DATABASE_URL (an empty one), else one of this machine's with its disk taken at its word. */
async function site() {
  const url = process.env['DATABASE_URL'];
  if (url !== undefined) {
    const database = await connectPostgres(url);
    try {
      await migrate(database);
      const found = await database.selectFrom('observations').select('series').limit(1).executeTakeFirst();
      // The bench empties the table between its runs.
      if (found !== undefined)
        throw new Error('DATABASE_URL holds readings; give the bench an empty database');
      return await inTurn(database, false);
    } finally {
      await database.destroy();
    }
  }
  if (postgresPrograms === undefined) return 'PostgreSQL is not installed here';
  const opened = await openPostgres(postgresPrograms);
  return inTurn(opened.database, false).finally(opened.close);
}

/** From a decoded message to its commit, every reading kept and acknowledged, for a minute, against single inserts. */
export async function run() {
  return { pglite: await embedded(), postgresql: await site() };
}
