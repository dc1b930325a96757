import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { baseManifest, registers, type BaseManifest } from '@/contracts/base';
import { seriesCatalogue, type SeriesCatalogue } from '@/contracts/series';
import type { Readiness } from './readiness';
import { StartRefused } from './settings';

export interface Base {
  readonly folder: string;
  readonly manifest: BaseManifest;
  readonly catalogue: SeriesCatalogue;
}

export const baseFolder = (home: string) => join(home, 'base');

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function readManifest(home: string): Promise<BaseManifest | undefined> {
  try {
    const read = baseManifest.safeParse(await readJson(join(baseFolder(home), 'manifest.json')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Lets the builder bring the base up to its own inputs; it returns at once where nothing has changed. */
function build(
  program: string,
  home: string,
  readiness: Readiness,
  started: (child: ChildProcess) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'build', '--home', home], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started(child);
    let last = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = /^progress ([\d.]+) ?(.*)$/.exec(line);
      if (told === null) return;
      readiness.set('base', { state: 'building', progress: Number(told[1]), detail: told[2] ?? '' });
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.trim() !== '') last = line.trim();
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new StartRefused(`The city could not be built (${signal ?? String(code)}). ${last}`));
    });
  });
}

/** The base in place and read: built first where it is missing or of other inputs. */
export async function ensureBase(
  home: string,
  program: string | undefined,
  readiness: Readiness,
  started: (child: ChildProcess) => void,
): Promise<Base> {
  readiness.set('base', { state: 'building', progress: 0, detail: 'starting' });
  if (program !== undefined) await build(program, home, readiness, started);
  const manifest = await readManifest(home);
  if (manifest === undefined) throw new StartRefused(`There is no finished base in ${baseFolder(home)}.`);
  const catalogue = seriesCatalogue.parse(await readJson(join(baseFolder(home), registers.series)));
  return { folder: baseFolder(home), manifest, catalogue };
}
