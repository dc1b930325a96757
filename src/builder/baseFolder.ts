import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { baseManifest, type BaseManifest } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { geographyFiles } from './ground/geography';

/** Part of the inputs' hash: raise it when the same inputs give another city. */
export const builderVersion = 9;

const partialName = /^base\.(partial|old|spill)-(\d+)$/;

/** Where this process lays by what does not fit in memory while it builds. */
export const spillOf = (home: string): string => join(home, `base.spill-${process.pid}`);

/** What the fleet is made of: another of these is another base. */
const fleetFiles = ['fleet.json', 'observed-properties.json'] as const;

/** What of a finished import decides whether a base is still good. */
export interface ImportedInput {
  readonly id: string;
  readonly kind: string;
  readonly digest: string;
  readonly importedAt: string;
}

/** Hash of everything a base depends on. */
export const inputsOf = async (
  dataRoot: string,
  seed: number,
  box: Box | undefined,
  imports: readonly ImportedInput[] = [],
): Promise<string> => {
  const where = box === undefined ? 'whole' : box.join();
  const hash = createHash('sha256').update(`builder ${builderVersion} seed ${seed} box ${where}`);
  for (const file of [...Object.values(geographyFiles), ...fleetFiles])
    hash.update(file).update(await readFile(join(dataRoot, file)));
  // The moment tells two imports of one file with other options apart.
  for (const { id, kind, digest, importedAt } of imports)
    hash.update(`import ${id} ${kind} ${digest} ${importedAt}`);
  return hash.digest('hex').slice(0, 24);
};

/** The manifest of a finished base, or nothing where there is none or it cannot be read as one. */
export const readManifest = async (home: string): Promise<BaseManifest | undefined> => {
  try {
    const parsed = baseManifest.safeParse(
      JSON.parse(await readFile(join(home, 'base', 'manifest.json'), 'utf8')),
    );
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR'))
      return undefined;
    throw error;
  }
};

/** Removes what interrupted builds left; folders of builds that still run are let be. */
export const clearLeftovers = async (home: string): Promise<void> => {
  for (const name of await readdir(home)) {
    const match = partialName.exec(name);
    if (match !== null && !running(Number(match[2])))
      await rm(join(home, name), { recursive: true, force: true });
  }
};

const running = (pid: number): boolean => {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
};

export interface PartialBase {
  readonly write: (path: string, content: string | Uint8Array) => Promise<void>;
  /** Takes a file of the base there now as it is: a second name for the same bytes where the disk allows it. */
  readonly keep: (path: string) => Promise<void>;
  /** Writes the manifest and puts the folder in the old one's place. */
  readonly finish: (manifest: BaseManifest) => Promise<void>;
  readonly discard: () => Promise<void>;
}

export const startPartial = async (home: string): Promise<PartialBase> => {
  const folder = join(home, `base.partial-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const made = new Set<string>();
  const placeFor = async (path: string): Promise<string> => {
    const target = join(folder, path);
    if (!made.has(dirname(target))) {
      await mkdir(dirname(target), { recursive: true });
      made.add(dirname(target));
    }
    return target;
  };
  const write = async (path: string, content: string | Uint8Array): Promise<void> =>
    writeFile(await placeFor(path), content);
  return {
    write,
    keep: async (path) => {
      const from = join(home, 'base', path);
      const target = await placeFor(path);
      await link(from, target).catch(() => copyFile(from, target));
    },
    finish: async (manifest) => {
      await write('manifest.json', JSON.stringify(manifest, undefined, 2));
      const current = join(home, 'base');
      const old = join(home, `base.old-${process.pid}`);
      try {
        await rename(current, old);
      } catch (error) {
        if (!hasCode(error, 'ENOENT')) throw error;
      }
      await rename(folder, current);
      await rm(old, { recursive: true, force: true });
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
};

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
