import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../baseFolder';

/** The process of the server that holds a city's folder, by the lock it took; nothing where none runs. */
export const serverOn = (home: string): Promise<number | undefined> => holderOf(join(home, 'lock.json'));

/** The living process a lock's file names; nothing where there is no such file or its process has gone. */
export const holderOf = async (path: string): Promise<number | undefined> => {
  let held: unknown;
  try {
    held = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
  if (typeof held !== 'object' || held === null || !('pid' in held) || typeof held.pid !== 'number')
    return undefined;
  if (!lives(held.pid)) return undefined;
  const started = 'started' in held && typeof held.started === 'string' ? held.started : '';
  const now = await startOf(held.pid);
  // A number the system has given to another program since holds nothing.
  return now === undefined || started === '' || now === started ? held.pid : undefined;
};

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
};

/** Field 22 of /proc/<pid>/stat, where there is one: when the process began, in the kernel's own count. */
export const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};
