import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Text files under a folder of the repository, by their path from its root. */
export function readTree(folder: string, ending: RegExp): ReadonlyMap<string, string> {
  const paths = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(repository, path), 'utf8')]));
}
