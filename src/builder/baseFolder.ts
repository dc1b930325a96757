import { createHash } from 'node:crypto';
import { access, copyFile, link, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { baseManifest, type BaseManifest } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { geographyFiles } from './ground/geography';

/** Part of the inputs' hash: raise it when the same inputs give another city. */
export const builderVersion = 16;

const leftoverName = /^base\.(partial|old|spill|before)-(\d+)$/;

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

/** Where the base waits that stood before this process began to show an import. */
const beforeOf = (home: string, pid = process.pid): string => join(home, `base.before-${pid}`);

/**
 * Removes what interrupted builds left, and puts back what an import killed in the middle had changed; folders of builds
 * that still run are let be.
 */
export const clearLeftovers = async (home: string): Promise<void> => {
  for (const name of await readdir(home)) {
    const [, kind, pid = ''] = leftoverName.exec(name) ?? [];
    if (kind === undefined || running(Number(pid))) continue;
    if (kind === 'before') {
      if (Number(pid) === process.pid) continue;
      const now = await readManifest(home);
      if (now === undefined || now.importing !== undefined) await restoreBase(home, Number(pid));
    }
    // Killed between the two names of its last step, a build has left no base but this.
    if (kind === 'old' && (await isAbsent(join(home, 'base'))))
      await rename(join(home, name), join(home, 'base'));
    else await rm(join(home, name), { recursive: true, force: true });
  }
};

/** Puts the base back that stood before an import was shown, as a new revision; does nothing where none was. */
export const restoreBase = async (home: string, pid = process.pid): Promise<void> => {
  const before = beforeOf(home, pid);
  if (await isAbsent(before)) return;
  const text = await readFile(join(before, 'manifest.json'), 'utf8');
  const manifest = baseManifest.parse(JSON.parse(text));
  const { revision = 0 } = (await readManifest(home)) ?? manifest;
  const written = join(before, 'manifest.json.partial');
  await writeFile(written, JSON.stringify({ ...manifest, revision: revision + 1 }, undefined, 2));
  await rename(written, join(before, 'manifest.json'));
  await takePlace(before, home);
};

/** Once the base that was shown early is whole, the one before is not needed. */
export const dropBefore = (home: string): Promise<void> =>
  rm(beforeOf(home), { recursive: true, force: true });

const isAbsent = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    () => true,
  );

/** Puts a folder in the base's place; what was there goes, or to `aside` where nothing waits there yet. */
const takePlace = async (folder: string, home: string, aside?: string): Promise<void> => {
  const current = join(home, 'base');
  const old = join(home, `base.old-${process.pid}`);
  const former = aside !== undefined && (await isAbsent(aside)) ? aside : old;
  try {
    await rename(current, former);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  await rename(folder, current);
  await rm(old, { recursive: true, force: true });
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
  /** Every path of the base there now, and the text of one of its files. */
  readonly former: () => Promise<readonly string[]>;
  readonly formerText: (path: string) => Promise<string>;
  /** Writes the manifest and puts the folder in the old one's place. */
  readonly finish: (manifest: BaseManifest) => Promise<void>;
  /** The same for a base to be seen while an import goes on: the first time the one before is kept for `restoreBase`. */
  readonly show: (manifest: BaseManifest) => Promise<void>;
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
  const end = async (manifest: BaseManifest, aside?: string): Promise<void> => {
    await write('manifest.json', JSON.stringify(manifest, undefined, 2));
    await takePlace(folder, home, aside);
  };
  return {
    write,
    keep: async (path) => {
      const from = join(home, 'base', path);
      const target = await placeFor(path);
      await link(from, target).catch(() => copyFile(from, target));
    },
    former: async () => {
      const found = await readdir(join(home, 'base'), { recursive: true, withFileTypes: true });
      return found.flatMap((each) =>
        each.isFile() ? [relative(join(home, 'base'), join(each.parentPath, each.name))] : [],
      );
    },
    formerText: (path) => readFile(join(home, 'base', path), 'utf8'),
    finish: (manifest) => end(manifest),
    show: (manifest) => end(manifest, beforeOf(home)),
    discard: () => rm(folder, { recursive: true, force: true }),
  };
};

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
