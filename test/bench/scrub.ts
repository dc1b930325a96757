import { JulianDate, LinearApproximation, SampledProperty } from '@cesium/engine';
import { sql } from 'kysely';
import type { ReadingsFrame } from '@/contracts/live';
import { encodeFrame } from '@/contracts/live';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import { systemClock } from '@/feeds/clock';
import { createOverview, overviewStepMs } from '@/feeds/overview';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { openEngine } from '@/server/database/engine';
import { embedDatabase, migrate } from '@/server/database/open';
import { writeKeyframe } from '@/server/keyframes';
import { seek } from '@/server/seek';

export const name = 'scrub';

const load = { series: 10_000, hours: 24, seeks: 200 } as const;
const minute = 60_000;
const hour = 60 * minute;
const end = Date.parse('2026-03-02T10:00:00+08:00');
const begin = end - load.hours * hour;
const revision = 1;

/** Numbers in `[0, 1)`, the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const valueAt = (slot: number, at: number) => 20 + (slot % 17) + Math.sin(at / 1e7 + slot);
/** Each series says its word at its own second of the minute. */
const phaseOf = (slot: number) => (slot * 37_003) % minute;

/** The whole city at `at`: what each series said last, `step` ms apart. */
function pictureAt(at: number, step: number): ReadingsFrame {
  const slot = Uint32Array.from({ length: load.series }, (_, index) => index);
  const timeMs = Float64Array.from(
    slot,
    (one) => Math.floor((at - phaseOf(one)) / step) * step + phaseOf(one),
  );
  return {
    epoch: 0,
    seq: 0,
    revision,
    slot,
    timeMs,
    value: Float64Array.from(slot, (one) => valueAt(one, timeMs[one]!)),
    quality: new Uint8Array(load.series),
  };
}

const percentiles = (taken: readonly number[]) => {
  const sorted = [...taken].sort((one, other) => one - other);
  const at = (share: number) =>
    Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? NaN) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
};

/** Ours: the day at a glance, written to the table people look at. */
async function ourDay() {
  const table = createTelemetryTable(
    Array.from({ length: load.series }, () => 60),
    revision,
  );
  await new Promise<void>((resolve) => {
    const overview = createOverview({
      load: (from, to, step, take) => {
        for (let at = Math.max(from, begin); at <= to; at += step)
          take({ ...pictureAt(at, minute), seq: at - from });
        return Promise.resolve();
      },
      revision,
      range: () => ({ from: begin, to: end }),
      clock: { ...systemClock, now: () => end },
      changed: ({ ready }) => {
        if (ready === 1) resolve();
      },
    });
    overview.around(end);
    ourOverview = overview;
  });
  return (at: number) => {
    const rows = ourOverview?.at(at);
    if (rows === undefined) throw new Error(`nothing lies ready at ${at}`);
    table.clear();
    table.write({ epoch: 0, seq: 0, revision, ...rows });
    table.expire(at);
    return table.drain().length;
  };
}
let ourOverview: ReturnType<typeof createOverview> | undefined;

/** The peer: one SampledProperty a series, asked for its value into a column. */
function sampledDay() {
  const properties = Array.from({ length: load.series }, (_, slot) => {
    const property = new SampledProperty(Number);
    property.setInterpolationOptions({
      interpolationDegree: 1,
      interpolationAlgorithm: LinearApproximation,
    });
    const times: JulianDate[] = [];
    const values: number[] = [];
    for (let at = begin; at <= end; at += overviewStepMs) {
      times.push(JulianDate.fromDate(new Date(at)));
      values.push(valueAt(slot, at));
    }
    property.addSamples(times, values);
    return property;
  });
  const column = new Float64Array(load.series);
  return (at: number) => {
    const time = JulianDate.fromDate(new Date(at));
    properties.forEach((property, slot) => {
      column[slot] = property.getValue(time) as number;
    });
    return column.length;
  };
}

async function clientSeeks() {
  const ours = await ourDay();
  const peer = sampledDay();
  const random = dice(7);
  const taken = { ours: [] as number[], peer: [] as number[] };
  const timed = (seekTo: (at: number) => number, at: number): number => {
    const start = performance.now();
    if (seekTo(at) !== load.series) throw new Error('a series is missing');
    return performance.now() - start;
  };
  const moments = Array.from(
    { length: load.seeks },
    () => begin + hour / 2 + random() * (end - begin - hour),
  );
  for (const at of moments.slice(0, 20)) {
    timed(ours, at);
    timed(peer, at);
  }
  const ratios: number[] = [];
  for (const at of moments) {
    const mine = timed(ours, at);
    const theirs = timed(peer, at);
    taken.ours.push(mine);
    taken.peer.push(theirs);
    ratios.push(theirs / mine);
  }
  return {
    oursMs: percentiles(taken.ours),
    sampledPropertyMs: percentiles(taken.peer),
    ratio: percentiles(ratios).p50,
  };
}

/** A day in the embedded database: quarters of an hour, the last hour in minutes, pictures as the server keeps them. */
async function serverSeeks() {
  const database = embedDatabase(await openEngine(undefined));
  await migrate(database);
  await sql`create table observations_bench partition of observations default`.execute(database);
  const write = async (from: number, to: number, step: number) => {
    for (let at = from; at < to; at += hour) {
      await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality)
        select series, t + (series - 1) * 37003 % 60000, t + (series - 1) * 37003 % 60000 + 200, series, 16
        from generate_series(1, ${load.series}) series, generate_series(${at}::bigint, ${at + hour - step}::bigint, ${step}::bigint) t`.execute(
        database,
      );
    }
  };
  await write(begin, end - hour, 15 * minute);
  await write(end - hour, end, minute);
  await sql`analyze observations`.execute(database);
  for (let at = begin; at <= end; at += at < end - hour ? 15 * minute : 5 * minute) {
    const step = at <= end - hour ? 15 * minute : minute;
    await writeKeyframe(database, at, revision, encodeFrame(pictureAt(at, step)));
  }
  const catalogue: SeriesCatalogue = {
    revision,
    properties: [],
    series: Array.from({ length: load.series }, (_, index) => ({ id: index + 1 }) as Series),
  };
  const history = {
    ask: <T>(question: (asked: typeof database) => Promise<T>) => question(database),
    pending: () => [],
  };
  const random = dice(11);
  const taken: number[] = [];
  const worked: number[] = [];
  for (let turn = 0; turn < load.seeks; turn += 1) {
    const at = Math.floor(begin + hour + random() * (end - begin - hour));
    const start = performance.now();
    const before = process.cpuUsage();
    const { times } = await seek(history, catalogue, at, turn % 2 === 0 ? end : at);
    taken.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
    if (times.some((time) => !(time <= at))) throw new Error('a series is missing, or ahead of its time');
  }
  await database.destroy();
  // Others on the same machine make the clock run on, not our work.
  return { ...percentiles(taken), cpu: percentiles(worked) };
}

/** Seeks to random moments of 24 hours of 10,000 series: in the page against the engine's SampledProperty, and on the server. */
export async function run(): Promise<Record<string, unknown>> {
  const client = await clientSeeks();
  const serverMs = await serverSeeks();
  console.error(
    `  page: p95 ${client.oursMs.p95} ms; ours : SampledProperty = ${client.ratio} : 1 (goal 20)`,
  );
  console.error(
    `  server (embedded database): p50 ${serverMs.p50} ms, p95 ${serverMs.p95} ms (goal 200); CPU p95 ${serverMs.cpu.p95} ms`,
  );
  return { load, client, serverMs };
}
