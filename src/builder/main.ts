import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { buildBase } from './buildBase';
import { createReporter } from './report';
import { explain } from './trouble';

const usage = `Usage: city <verb> [options]

  city build [--home DIR] [--seed N] [--force]
      Makes the base of the city under DIR/base (default: CITY_HOME, else .city).
      Keeps the one there when nothing it depends on has changed, unless --force.

Exit codes: 0 done, 1 failed, 2 wrong usage.`;

/** Verbs of the contract that later versions bring. */
const laterVerbs: readonly string[] = ['import', 'verify-audit', 'backup', 'restore', 'doctor'];

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
  try {
    const manifest = await buildBase({
      home,
      dataRoot: join(process.cwd(), 'data'),
      seed,
      now: new Date(),
      force: values.force ?? false,
      onProgress: reporter.progress,
    });
    const { buildings, tiles, devices } = manifest.counts;
    reporter.end(
      `base ready in ${join(home, 'base')}: ${buildings} buildings, ${tiles} tiles, ${devices} devices`,
    );
    return 0;
  } catch (error) {
    reporter.end();
    return fail(`city build: ${explain(error, home)}`, 1);
  }
};

const main = async ([verb, ...rest]: readonly string[]): Promise<number> => {
  if (verb === 'build') return build(rest);
  if (verb === undefined) return fail(usage, 2);
  if (verb === 'help' || verb === '--help' || verb === '-h') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (laterVerbs.includes(verb)) return fail(`city ${verb}: not in this version`, 2);
  return fail(`city: no verb "${verb}"\n\n${usage}`, 2);
};

process.exitCode = await main(process.argv.slice(2));
