import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildAll } from './build.mjs';
import { run } from './children.mjs';
import { install } from './install.mjs';
import { Trouble } from './trouble.mjs';

const node = process.execPath;

/** Chrome or Chromium: `CHROME_PATH`, then what the system has. */
function findChrome() {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Trouble(`CHROME_PATH=${named} does not exist.`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find((path) => existsSync(path));
}

const program =
  (...args) =>
  async (root, env) =>
    (await run(node, args, { cwd: root, env })).code;

/** A run of vitest projects: they report to a file as well, and its counts are the ones we add up. */
function tests(...projects) {
  return async (root, env, counts) => {
    const report = join(root, `.build/reports/${projects.join('-')}.json`);
    mkdirSync(join(root, '.build/reports'), { recursive: true });
    rmSync(report, { force: true });
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', '--reporter=default'];
    args.push('--reporter=json', `--outputFile.json=${report}`);
    const { code } = await run(node, [...args, ...projects.flatMap((name) => ['--project', name])], {
      cwd: root,
      env,
    });
    if (existsSync(report)) {
      const told = JSON.parse(readFileSync(report, 'utf8'));
      counts.passed += told.numPassedTests;
      counts.failed += told.numFailedTests;
      counts.skipped += told.numPendingTests + told.numTodoTests;
    }
    return code;
  };
}

/** The tests' city is their own, so that a running one is left alone. */
async function buildForTests(root) {
  process.env.CITY_HOME = join(root, '.build/test-city');
  try {
    return await buildAll(root);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    return 1;
  }
}

const stages = [
  { title: 'Types', run: program('node_modules/typescript/bin/tsc', '--noEmit') },
  { title: 'Lint', run: program('node_modules/eslint/bin/eslint.js', '.') },
  {
    title: 'Format',
    run: program('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  },
  { title: 'Walls, units and components', run: tests('node', 'dom') },
  { title: 'Server', run: tests('server') },
  { title: 'Browser', run: tests('browser'), needsChrome: true },
  { title: 'The built product', run: buildForTests, needsChrome: true },
  { title: 'The built product in a browser', run: tests('e2e'), needsChrome: true },
];

/** `npm test`: everything that must hold, cheapest first, stopping at the first stage that fails. */
export async function check(root) {
  const ci = ['true', '1'].includes(process.env.CI ?? '');
  const chrome = findChrome();
  await install(root);
  const env = chrome === undefined ? {} : { CHROME_PATH: chrome };
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const left = stages.filter((stage) => stage.needsChrome && chrome === undefined);
  let code = 0;
  for (const stage of stages.filter((each) => !left.includes(each))) {
    console.log(`\n── ${stage.title}`);
    const failedBefore = counts.failed;
    code = await stage.run(root, env, counts);
    if (code === 0) continue;
    // A stage that is not made of tests, or broke before its first one, is still a failure that must be counted.
    if (counts.failed === failedBefore) counts.failed += 1;
    console.log(`\n${stage.title}: failed`);
    break;
  }
  if (left.length > 0) {
    const titles = left.map((stage) => stage.title).join(', ');
    console.log(`\nDid not run, because no Chrome or Chromium was found (CHROME_PATH): ${titles}.`);
    if (ci && code === 0) {
      counts.failed += 1;
      code = 1;
    }
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  return code;
}
