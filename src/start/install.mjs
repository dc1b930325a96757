import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './children.mjs';
import { alone } from './lock.mjs';
import { during } from './say.mjs';
import { causeOf, Trouble } from './trouble.mjs';

const readPackages = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * npm writes `node_modules/.package-lock.json` when an install is complete, and only then: what it lists is what is
 * there. Packages for other machines (`optional`) may be missing.
 */
export function installed(root) {
  const written = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(written)) return false;
  const present = readPackages(written);
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || present[path]?.version === wanted.version,
  );
}

/** The npm that belongs to this Node, so that no shell is needed to find it. */
function npm() {
  const beside = dirname(process.execPath);
  const script = [
    process.env.npm_execpath ?? '',
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
  ].find((path) => path.endsWith('npm-cli.js') && existsSync(path));
  return script === undefined ? ['npm', []] : [process.execPath, [script]];
}

async function ci(root) {
  const [command, args] = npm();
  const { code, output } = await run(command, [...args, 'ci', '--include=dev', '--loglevel=error'], {
    quiet: true,
    cwd: root,
  });
  if (code === 0) return;
  const said = output.split('\n').findLast((line) => /error/i.test(line) && !/complete log/i.test(line));
  throw new Trouble(`npm ci failed: ${causeOf(output) ?? said?.trim() ?? `it ended with ${code}`}.`);
}

/** Installs exactly the lock file, where what is installed is not that already. */
export async function install(root) {
  if (installed(root)) return;
  await alone(root, () => during('Installing packages', () => ci(root)));
}
