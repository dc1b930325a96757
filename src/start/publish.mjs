import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

const manifestOf = (base) => {
  const path = join(base, 'manifest.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

/** A second name for the same bytes where the disk allows it, a copy where it does not. */
function place(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/**
 * Puts the built base under `dist/tiles`, so that `dist/` alone, on any web server, shows the city. Answers the stage of
 * the base: `inner` while its outer districts are still being made.
 */
export function publishBase(home, dist) {
  const base = join(home, 'base');
  const published = join(dist, 'tiles');
  const manifest = manifestOf(base);
  const stage = manifest === undefined ? undefined : JSON.parse(manifest).stage;
  if (manifest === undefined || !existsSync(dist) || manifest === manifestOf(published)) return stage;
  const partial = join(dist, 'tiles.partial');
  rmSync(partial, { recursive: true, force: true });
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(partial, relative(base, from));
    mkdirSync(dirname(to), { recursive: true });
    place(from, to);
  }
  rmSync(published, { recursive: true, force: true });
  renameSync(partial, published);
  return stage;
}
