import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from './trouble.mjs';

const beatMs = 2_000;
const staleMs = 15_000;

const runs = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The process that holds the lock, where it still lives: one that was killed neither answers nor touches its file. */
function holder(path) {
  const pid = Number(readFileSync(path, 'utf8'));
  return runs(pid) && Date.now() - statSync(path).mtimeMs < staleMs ? pid : undefined;
}

/** Does `work` while this process alone may install and build in `root`; a second comer is told who does. */
export async function alone(root, work) {
  const path = join(root, '.build/lock');
  const take = () => writeFileSync(path, String(process.pid), { flag: 'wx' });
  mkdirSync(join(root, '.build'), { recursive: true });
  try {
    take();
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const pid = holder(path);
    if (pid !== undefined) {
      throw new Trouble(
        `Another start is installing or building in this folder (process ${pid}). Wait for it, then start again.`,
      );
    }
    rmSync(path, { force: true });
    take();
  }
  const release = () => rmSync(path, { force: true });
  const beating = setInterval(() => utimesSync(path, new Date(), new Date()), beatMs);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beating);
    process.off('exit', release);
    release();
  }
}
