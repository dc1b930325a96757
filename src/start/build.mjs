import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './children.mjs';
import { compress } from './compress.mjs';
import { install } from './install.mjs';
import { alone } from './lock.mjs';
import { publishBase } from './publish.mjs';
import { during } from './say.mjs';
import { causeOf, Trouble } from './trouble.mjs';

const node = process.execPath;
const inputs = [
  'src',
  'data',
  'public',
  'index.html',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'vite.server.config.ts',
];

/** Where this city keeps its base and its database. */
export const cityHome = (root) => resolve(root, process.env.CITY_HOME ?? '.city');

/** One hash of everything a build reads; the bootstrap itself is not part of what it builds. */
function sourcesHash(root) {
  const hash = createHash('sha256').update(process.versions.node);
  const read = (path) => {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  };
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    if (/\.\w+$/.test(input)) read(input);
    else {
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((file) => !file.startsWith(join('src', 'start')))
        .sort()
        .forEach(read);
    }
  }
  return hash.digest('hex');
}

async function vite(root, outDir, config) {
  const args = ['build', '--config', config, '--outDir', outDir, '--emptyOutDir'];
  const { code, output } = await run(node, ['node_modules/vite/bin/vite.js', ...args], {
    quiet: true,
    cwd: root,
    env: { NODE_ENV: 'production' },
  });
  if (code === 0) return;
  rmSync(outDir, { recursive: true, force: true });
  const cause = causeOf(output);
  // A mistake in the sources needs its whole message; a full disk does not.
  if (cause === undefined) console.error(output.trimEnd());
  throw new Trouble(`The build failed: ${cause ?? 'the sources do not build, see above'}.`);
}

/** Puts what was built under `from` in the place of its forerunner in `to`, whose other files are not its own. */
function replaceProgram(from, to) {
  for (const entry of readdirSync(to)) {
    if (entry.endsWith('.mjs')) rmSync(join(to, entry));
  }
  for (const entry of readdirSync(from)) {
    rmSync(join(to, entry), { recursive: true, force: true });
    renameSync(join(from, entry), join(to, entry));
  }
  rmSync(from, { recursive: true });
}

/**
 * Builds what is out of date. The stamp of each half is removed first and written last, so an interrupted build is
 * simply built again. `afterProgram` runs while the page is still being built.
 */
export async function build(root, { page = true, afterProgram = () => undefined } = {}) {
  const made = join(root, '.build');
  const hash = sourcesHash(root);
  const halves = [
    { stamp: join(made, 'program.stamp'), result: join(made, 'server.mjs') },
    { stamp: join(made, 'page.stamp'), result: join(root, 'dist/index.html') },
  ];
  const current = ({ stamp, result }) =>
    existsSync(result) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  const [program, shown] = halves;
  if (current(program) && (!page || current(shown))) return afterProgram();
  await alone(root, async () => {
    if (!current(program)) {
      await during('Building the server', async () => {
        const partial = join(made, 'partial-program');
        rmSync(program.stamp, { force: true });
        await vite(root, partial, 'vite.server.config.ts');
        replaceProgram(partial, made);
        writeFileSync(program.stamp, hash);
      });
    }
    await afterProgram();
    if (!page || current(shown)) return;
    await during('Building the page', async () => {
      const partial = join(made, 'partial-page');
      const dist = join(root, 'dist');
      rmSync(shown.stamp, { force: true });
      await vite(root, partial, 'vite.config.ts');
      await compress(partial);
      if (existsSync(join(dist, 'tiles'))) renameSync(join(dist, 'tiles'), join(partial, 'tiles'));
      rmSync(dist, { recursive: true, force: true });
      renameSync(partial, dist);
      writeFileSync(shown.stamp, hash);
    });
  });
}

const cityProgram = async (root, args, quiet) => {
  await install(root);
  await build(root, { page: false });
  const env = { CITY_HOME: cityHome(root) };
  return run(node, [join(root, '.build/city.mjs'), ...args], { env, quiet });
};

/** `npm run city -- <verb>`: the builder's own program says what is wrong; its exit code is ours. */
export const city = async (root, args) => (await cityProgram(root, args, false)).code;

/** Everything a static web server needs in `dist/`: the page and the base. */
export async function buildAll(root) {
  await install(root);
  await build(root);
  await during('Building the city', async () => {
    const { code, output } = await cityProgram(root, ['build'], true);
    if (code !== 0) throw new Trouble(output.trim().split('\n').at(-1));
  });
  publishBase(cityHome(root), join(root, 'dist'));
  return 0;
}
