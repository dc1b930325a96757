import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { sentByVariable } from '@/contracts/door';

/**
 * Starts the builder's own program on the folder this server holds. By the channel to us it notices that we have gone,
 * however we went, and ends.
 */
export const sendBuilder = (
  program: string,
  words: readonly string[],
  output: 'pipe' | 'ignore',
  signal?: AbortSignal,
): ChildProcess =>
  spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...process.env, [sentByVariable]: String(process.pid) },
    ...(signal === undefined ? {} : { signal }),
  });

/** Hears a child line by line: what it tells, and what troubles it. */
export const hear = (
  { stdout, stderr }: ChildProcess,
  told: (line: string) => void,
  trouble: (line: string) => void,
): void => {
  if (stdout !== null) createInterface({ input: stdout }).on('line', told);
  if (stderr !== null) createInterface({ input: stderr }).on('line', trouble);
};
