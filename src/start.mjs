/**
 * `npm start | test | bench | city`, from a fresh clone on. Nothing here or in `start/` imports a package: when this
 * runs, none may be installed yet.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;

/** `>=20.19` is the only form our package.json uses. */
function tooOld() {
  const [wantedMajor, wantedMinor] = wanted.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

const commands = {
  serve: async () => (await import('./start/serve.mjs')).serve(root),
  build: async () => (await import('./start/build.mjs')).buildAll(root),
  test: async () => (await import('./start/check.mjs')).check(root),
  bench: async (rest) => (await import('./start/bench.mjs')).bench(root, rest),
  city: async (rest) => (await import('./start/build.mjs')).city(root, rest),
};

async function main() {
  if (tooOld()) {
    console.error(`Node ${process.versions.node} is too old: this needs Node ${wanted}.`);
    return 1;
  }
  const [verb = 'serve', ...rest] = process.argv.slice(2);
  if (!Object.hasOwn(commands, verb)) {
    console.error(`Unknown command "${verb}". Known: ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  const { told } = await import('./start/trouble.mjs');
  const { passSignalsOn } = await import('./start/children.mjs');
  process.chdir(root);
  passSignalsOn();
  try {
    return await commands[verb](rest);
  } catch (error) {
    const { line, code } = told(error);
    if (line !== undefined) console.error(line);
    return code;
  }
}

process.exit(await main());
