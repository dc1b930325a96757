import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository } from './sourceTree';

export interface PageSizes {
  /** Bytes, gzip, of all JavaScript that loads before the shell is usable: the entry and what it imports at once. */
  readonly shell: number;
  readonly engine: number;
  readonly shellFiles: readonly string[];
}

const gz = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length;

/** Measures the built page as a browser would load it. */
export function pageSizes(dist = join(repository, 'dist')): PageSizes {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)[^>]*?(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)];
  const seen = new Set<string>();
  const load = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(join(dist, file), 'utf8');
    for (const [, next = ''] of source.matchAll(
      /(?:^|[;}\s])(?:import|export)[^;'"()]*?["']\.\/([^"']+\.js)["']/g,
    )) {
      load(`assets/${next}`);
    }
  };
  for (const [, file = ''] of named) load(file);
  const engine = readdirSync(join(dist, 'assets')).filter((file) => /^engine-.*\.js$/.test(file));
  const total = (files: readonly string[]) => files.reduce((sum, file) => sum + gz(join(dist, file)), 0);
  return {
    shell: total([...seen]),
    engine: total(engine.map((file) => `assets/${file}`)),
    shellFiles: [...seen],
  };
}
