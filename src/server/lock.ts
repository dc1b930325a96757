import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, refusal, StartRefused } from './settings';

interface Holder {
  readonly pid: number;
  /** Start time of that process in the kernel's own count, so that a reused pid is not mistaken for it. */
  readonly started: string;
}

function startOf(pid: number): string | undefined {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may hold spaces and brackets.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}

function alive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  const started = startOf(holder.pid);
  // Where the system does not tell start times (not Linux), the pid alone decides.
  return started === undefined || holder.started === '' || started === holder.started;
}

function readHolder(path: string): Holder | undefined {
  try {
    const held: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof held !== 'object' || held === null || !('pid' in held) || !('started' in held))
      return undefined;
    return typeof held.pid === 'number' && typeof held.started === 'string'
      ? { pid: held.pid, started: held.started }
      : undefined;
  } catch {
    return undefined;
  }
}

export interface FolderLock {
  readonly release: () => void;
}

/**
 * Takes the folder for this process alone: two databases on one folder destroy it. A lock left by a process that is no
 * longer there is healed; a living holder refuses the start.
 */
export function lockFolder(home: string): FolderLock {
  const path = join(home, 'lock.json');
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' };
  const take = () => {
    writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
  };
  try {
    mkdirSync(home, { recursive: true });
    take();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw refusal(error, `The folder ${home}`, 'Choose another with CITY_HOME.');
    const holder = readHolder(path);
    if (holder !== undefined && alive(holder)) {
      throw new StartRefused(
        `Another server (process ${String(holder.pid)}) is running on ${home}. Stop it, or choose another folder with CITY_HOME.`,
      );
    }
    // Moved aside first, so that of two healers only one can go on.
    const aside = `${path}.${String(process.pid)}.stale`;
    try {
      renameSync(path, aside);
      rmSync(aside, { force: true });
      take();
    } catch (again) {
      throw codeOf(again) === 'EEXIST' || codeOf(again) === 'ENOENT'
        ? new StartRefused(`Another server is just starting on ${home}.`)
        : refusal(again, `The folder ${home}`, 'Choose another with CITY_HOME.');
    }
  }
  return {
    release: () => {
      const holder = readHolder(path);
      if (holder?.pid === mine.pid && holder.started === mine.started) rmSync(path, { force: true });
    },
  };
}
