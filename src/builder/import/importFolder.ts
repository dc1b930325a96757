import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import * as z from 'zod/mini';
import { baseParts, baseSource } from '@/contracts/base';
import { hasCode } from '../baseFolder';
import type { ImportReport } from './report';

/** `import.json` of a finished import: what it holds, from whom, and where it takes the generated city's place. */
export const importManifest = z.object({
  version: z.literal(1),
  id: z.string(),
  kind: z.enum(['osm', 'buildings', 'terrain']),
  source: baseSource,
  importedAt: z.string(),
  /** SHA-256 of the file as it came. */
  digest: z.string(),
  crs: z.string(),
  buildings: z.int(),
  /** Cells (see `coverCellM`) by part; a part absent here replaces only what it touches. */
  cover: z.partialRecord(z.enum(baseParts), z.array(z.string())),
});
export type ImportManifest = z.infer<typeof importManifest>;

/** Files of an import beside `import.json` and `report.json`. */
export const importFiles = {
  buildings: 'buildings.ndjson',
  streets: 'streets.ndjson',
  water: 'water.ndjson',
  green: 'green.ndjson',
  rail: 'rail.ndjson',
  /** Outlines of decks: they name the streets that run over them. */
  bridges: 'bridges.ndjson',
  relief: 'relief.json',
} as const;

export const importsFolder = (home: string): string => join(home, 'imports');

const idPattern = /^[a-z0-9][a-z0-9-]{0,40}$/;
export const isImportId = (id: string): boolean => idPattern.test(id);

/** Lines are gathered to this size before they are written. */
const batch = 1 << 18;

export interface LineFile {
  readonly write: (value: unknown) => Promise<void>;
  readonly lines: () => number;
  readonly close: () => Promise<void>;
}

export interface StagedImport {
  readonly path: (name: string) => string;
  readonly lines: (name: string) => LineFile;
  /** Writes report and manifest, then takes the place of the former import of this id in one step. */
  readonly finish: (manifest: ImportManifest, report: ImportReport) => Promise<string>;
  readonly discard: () => Promise<void>;
}

/** A folder in which an import grows unseen: a reader finds the former one until `finish`. */
export const stageImport = async (home: string, id: string): Promise<StagedImport> => {
  const root = importsFolder(home);
  const folder = join(root, `.${id}.partial-${process.pid}`);
  await mkdir(root, { recursive: true });
  await clearStages(root);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return {
    path: (name) => join(folder, name),
    lines: (name) => openLines(join(folder, name)),
    finish: async (manifest, report) => {
      await writeFile(join(folder, 'report.json'), JSON.stringify(report, undefined, 1));
      await writeSynced(join(folder, 'import.json'), JSON.stringify(manifest, undefined, 1));
      const target = join(root, id);
      const old = join(root, `.${id}.old-${process.pid}`);
      try {
        await rename(target, old);
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
      await rename(folder, target);
      await rm(old, { recursive: true, force: true });
      return target;
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
};

const writeSynced = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const openLines = (path: string): LineFile => {
  const stream = createWriteStream(path);
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  let held = '';
  let count = 0;
  const flush = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
    const full = held;
    held = '';
    if (!stream.write(full)) await once(stream, 'drain');
  };
  return {
    write: async (value) => {
      held += `${JSON.stringify(value)}\n`;
      count += 1;
      if (held.length > batch) await flush();
    },
    lines: () => count,
    close: async () => {
      await flush();
      stream.end();
      await once(stream, 'finish');
    },
  };
};

/** Clears up after imports that were killed; one killed between its two last steps gets its former folder back. */
const clearStages = async (root: string): Promise<void> => {
  const names = await readdir(root);
  for (const name of names) {
    const [, id = '', kind, pid] = /^\.(.+)\.(partial|old)-(\d+)$/.exec(name) ?? [];
    if (pid === undefined || runs(Number(pid))) continue;
    if (kind === 'old' && !names.includes(id)) await rename(join(root, name), join(root, id));
    else await rm(join(root, name), { recursive: true, force: true });
  }
};

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
};

/** A survey of the site's own goes before OpenStreetMap, and of two alike the one whose id comes first. */
export const goesBefore = (
  one: Pick<ImportManifest, 'id' | 'kind'>,
  other: Pick<ImportManifest, 'id' | 'kind'>,
): boolean => {
  const [rank, otherRank] = [one, other].map(({ kind }) => (kind === 'osm' ? 1 : 0)) as [number, number];
  return rank === otherRank ? one.id < other.id : rank < otherRank;
};

export interface FinishedImport {
  readonly folder: string;
  readonly manifest: ImportManifest;
}

/** Every finished import of a city, in the order of their ids. */
export const finishedImports = async (home: string): Promise<readonly FinishedImport[]> => {
  const root = importsFolder(home);
  let names: string[];
  try {
    names = await readdir(root);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
  const found: FinishedImport[] = [];
  for (const name of names.filter(isImportId).sort()) {
    const folder = join(root, name);
    try {
      const read = importManifest.safeParse(JSON.parse(await readFile(join(folder, 'import.json'), 'utf8')));
      if (read.success) found.push({ folder, manifest: read.data });
    } catch (error) {
      if (!hasCode(error, 'ENOENT') && !(error instanceof SyntaxError)) throw error;
    }
  }
  return found;
};
