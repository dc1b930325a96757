import { lockFolder } from '@/server/lock';
import { openDatabase } from '@/server/database/keep';
import { createHistory } from '@/server/history';
import { openLog } from '@/server/numberedLog';
import { createReadiness } from '@/server/readiness';

/**
 * A program that keeps readings and log entries in a city's folder until it is killed, and says each one only when it
 * was told that it is kept. Its arguments: the folder, the database's worker, the first number to write.
 */
const [home = '', worker = '', first = '0'] = process.argv.slice(2);
lockFolder(home);
const database = await openDatabase({
  home,
  url: undefined,
  worker,
  stop: new AbortController().signal,
  failed: (error) => {
    throw error;
  },
});
if (database === undefined) throw new Error('the database does not open');
const report = (error: unknown, what: string) => {
  process.stderr.write(`${what}: ${String(error)}\n`);
};
const keeping = { samplingSeconds: 60, rawDays: 7, coarseMinutes: 15, coarseDays: 400 };
const history = createHistory({ readiness: createReadiness(), keeping, report });
await history.attach(database, true);
const log = openLog<{ readonly number: number }>(database, 'alarms');
process.stdout.write('open\n');

let number = Number(first);
const keepOne = async () => {
  const value = number++;
  const now = Date.now();
  await history.commit({ series: 1, phenomenon_ms: now, received_ms: now, value, quality: 0 });
  process.stdout.write(`kept ${String(value)}\n`);
};
const readings = async () => {
  for (;;) await Promise.all(Array.from({ length: 200 }, keepOne));
};
const entries = async () => {
  for (;;) {
    const { seq } = await log.append({ number }, Date.now());
    process.stdout.write(`entry ${String(seq)}\n`);
  }
};
await Promise.all([readings(), entries()]);
