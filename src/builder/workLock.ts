import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './baseFolder';
import { holderOf, startOf } from './import/serverOn';

/** Another program is making the base of the same folder; the message is the one line a person reads. */
export class FolderBusy extends Error {}

/**
 * Takes the making of a folder's base for this process alone, or throws `FolderBusy`: of two at once the later would put a
 * city over the other's that knows nothing of it. What a killed process left is healed. Returns the way to give it back.
 */
export const takeWork = async (home: string): Promise<() => Promise<void>> => {
  const path = join(home, 'work.json');
  await mkdir(home, { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, started: (await startOf(process.pid)) ?? '' });
  const take = () => writeFile(path, mine, { flag: 'wx' });
  try {
    await take();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const holder = await holderOf(path);
    if (holder !== undefined)
      throw new FolderBusy(
        `another build or import (process ${holder}) is under way on ${home}; try again when it is done`,
      );
    try {
      // Moved aside first, so that of two healers only one can go on.
      await rename(path, `${path}.${process.pid}.stale`);
      await rm(`${path}.${process.pid}.stale`, { force: true });
      await take();
    } catch (again) {
      if (hasCode(again, 'EEXIST') || hasCode(again, 'ENOENT'))
        throw new FolderBusy(
          `another build or import is just beginning on ${home}; try again when it is done`,
        );
      throw again;
    }
  }
  return () => rm(path, { force: true });
};
