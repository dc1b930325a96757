import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { join, resolve } from 'node:path';
import { sentByVariable, type ImportLine } from '@/contracts/door';
import { buildBase, standingBase } from './buildBase';
import { importUsage, readOrder, whyNotReadable, WrongUsage } from './import/command';
import { ImportRefused } from './import/rawFeature';
import { serverOn } from './import/serverOn';
import { doorOf, importThrough } from './import/throughServer';
import { runImport } from './import/runImport';
import { createReporter, type Reporter } from './report';
import { explain } from './trouble';
import { FolderBusy, takeWork } from './workLock';

const usage = `Usage: city <verb> [options]

  city build [--home DIR] [--seed N] [--force]
      Makes the base of the city under DIR/base (default: CITY_HOME, else .city).
      Keeps the one there when nothing it depends on has changed, unless --force.

${importUsage}

Exit codes: 0 done, 1 failed, 2 wrong usage.`;

/** Verbs of the contract that later versions bring. */
const laterVerbs: readonly string[] = ['verify-audit', 'backup', 'restore', 'doctor'];

/** The seed of the default city. */
const defaultSeed = 7;

const fail = (line: string, code: 1 | 2): number => {
  process.stderr.write(`${line}\n`);
  return code;
};

const build = async (args: readonly string[]): Promise<number> => {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { home: { type: 'string' }, seed: { type: 'string' }, force: { type: 'boolean' } },
    }));
  } catch (error) {
    return fail(`city build: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`, 2);
  }
  const seed = values.seed === undefined ? defaultSeed : Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 2 ** 31) {
    return fail(
      `city build: --seed wants a whole number from 0 to ${2 ** 31}, not "${values.seed}"\n\n${usage}`,
      2,
    );
  }
  const home = resolve(values.home ?? process.env['CITY_HOME'] ?? '.city');
  const reporter = createReporter(process.stdout);
  const options = {
    home,
    dataRoot: join(process.cwd(), 'data'),
    seed,
    now: new Date(),
    force: values.force ?? false,
    onProgress: reporter.progress,
  };
  try {
    const server = await strangeServer(home);
    if (server !== undefined && (await standingBase(options)) === undefined)
      return fail(
        `city build: a server (process ${server}) is running on ${home} and makes its base itself; stop it, build, and start it again`,
        1,
      );
    const manifest = await working(home, () => buildBase(options));
    const { buildings, tiles, devices } = manifest.counts;
    reporter.end(
      `base ready in ${join(home, 'base')}: ${buildings} buildings, ${tiles} tiles, ${devices} devices`,
    );
    return 0;
  } catch (error) {
    reporter.end();
    return fail(`city build: ${error instanceof FolderBusy ? error.message : explain(error, home)}`, 1);
  }
};

/** The server on a folder, unless it sent us: then it holds the folder for us. */
const strangeServer = async (home: string): Promise<number | undefined> => {
  const server = await serverOn(home);
  return process.env[sentByVariable] === String(server) ? undefined : server;
};

/** Runs what makes a base as the only one that does on its folder. */
const working = async <T>(home: string, act: () => Promise<T>): Promise<T> => {
  const giveBack = await takeWork(home);
  try {
    return await act();
  } finally {
    await giveBack();
  }
};

/** Shows the lines of an import that runs elsewhere as if it ran here. */
const tellOn = (reporter: Reporter) => {
  let moving = false;
  return (line: ImportLine) => {
    const step = line.kind === 'told' ? /^progress ([\d.]+) ?(.*)$/.exec(line.text) : null;
    if (step !== null) {
      reporter.progress(Number(step[1]), step[2] ?? '');
      moving = true;
      return;
    }
    if (moving) reporter.end();
    moving = false;
    const out = line.kind === 'trouble' ? process.stderr : process.stdout;
    if (line.kind !== 'ended' || line.text !== '') out.write(`${line.text}\n`);
  };
};

const importFile = async (args: readonly string[]): Promise<number> => {
  // npm runs us in the project's root; where the person stands it says beside.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const defaultHome = resolve(process.env['CITY_HOME'] ?? '.city');
  let order;
  try {
    order = readOrder(args, cwd, defaultHome);
  } catch (error) {
    if (error instanceof WrongUsage) return fail(`city import: ${error.message}\n\n${usage}`, 2);
    throw error;
  }
  const reporter = createReporter(process.stdout);
  try {
    const server = await strangeServer(order.home);
    if (server !== undefined) {
      const door = await doorOf(order.home, server);
      if (door !== undefined) return await importThrough(door, order, tellOn(reporter));
      return fail(
        `city import: a server (process ${server}) is running on ${order.home} and is just starting or stopping, or not reached from this machine; try again, or stop it, import, and start it again`,
        1,
      );
    }
    const missing = await whyNotReadable(order.file);
    if (missing !== undefined) return fail(`city import: ${missing}`, 1);
    await working(order.home, () =>
      runImport(order, {
        dataRoot: join(process.cwd(), 'data'),
        seed: defaultSeed,
        now: new Date(),
        reporter,
        say: (line) => process.stdout.write(`${line}\n`),
      }),
    );
    return 0;
  } catch (error) {
    reporter.end();
    if (error instanceof ImportRefused || error instanceof FolderBusy)
      return fail(`city import: ${error.message}`, 1);
    return fail(`city import: ${explain(error, order.home)}`, 1);
  }
};

const main = async ([verb, ...rest]: readonly string[]): Promise<number> => {
  if (verb === 'build') return build(rest);
  if (verb === 'import') return importFile(rest);
  if (verb === undefined) return fail(usage, 2);
  if (verb === 'help' || verb === '--help' || verb === '-h') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (laterVerbs.includes(verb)) return fail(`city ${verb}: not in this version`, 2);
  return fail(`city: no verb "${verb}"\n\n${usage}`, 2);
};

// The heap grows by a third over what is alive and not, as it may, to the double: a city and its import fit in a gigabyte.
setFlagsFromString('--heap-growing-percent=30');
if (process.connected) {
  // The server that sent us has gone, however it went: what we make is for nobody. The next start clears up after us.
  process.once('disconnect', () => process.exit(1));
  process.channel?.unref();
}
process.exitCode = await main(process.argv.slice(2));
