import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseManifest, innerPublished, registers, type BaseManifest } from '@/contracts/base';
import { seriesCatalogue, type SeriesCatalogue } from '@/contracts/series';
import { hear, sendBuilder } from './builderProgram';
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

/** The manifest as it is now: an import may have published another since the start. `undefined` where there is none. */
export async function readManifest(home: string): Promise<BaseManifest | undefined> {
  try {
    const read = baseManifest.safeParse(await readJson(join(baseFolder(home), 'manifest.json')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Lets the builder bring the base up to its own inputs. Resolves as soon as the inner city is there, at once where nothing
 * has changed; the outer districts are followed on as `outer`.
 */
function build(
  program: string,
  home: string,
  readiness: Readiness,
  started: (child: ChildProcess) => void,
): Promise<void> {
  let opened = false;
  return new Promise((resolve, reject) => {
    const child = sendBuilder(program, ['build', '--home', home], 'pipe');
    started(child);
    let last = '';
    hear(
      child,
      (line) => {
        const told = /^progress ([\d.]+) ?(.*)$/.exec(line);
        if (told === null) return;
        const detail = told[2] ?? '';
        if (detail === innerPublished) {
          opened = true;
          resolve();
        }
        readiness.set(opened ? 'outer' : 'base', { state: 'building', progress: Number(told[1]), detail });
      },
      (line) => {
        if (line.trim() !== '') last = line.trim();
      },
    );
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const trouble = `The city could not be built (${signal ?? String(code)}). ${last}`;
      if (code === 0) readiness.set('outer', { state: 'ready' });
      // The inner city stands: people go on working in it, and the next start builds the rest.
      else if (opened) readiness.set('outer', { state: 'failed', detail: trouble });
      if (code === 0) resolve();
      else reject(new StartRefused(trouble));
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
  if (program === undefined) readiness.set('outer', { state: 'ready' });
  else await build(program, home, readiness, started);
  const manifest = await readManifest(home);
  if (manifest === undefined) throw new StartRefused(`There is no finished base in ${baseFolder(home)}.`);
  const catalogue = seriesCatalogue.parse(await readJson(join(baseFolder(home), registers.series)));
  return { folder: baseFolder(home), manifest, catalogue };
}
