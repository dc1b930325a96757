import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Stopped } from './trouble.mjs';

const alive = new Set();
let stopCode;

/** Ctrl-C, a hang-up and a polite kill reach whatever runs for us; when it has ended, so do we. */
export function passSignalsOn() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      stopCode = 128 + constants.signals[signal];
      if (alive.size === 0) process.exit(stopCode);
      // A terminal's Ctrl-C has already reached the whole process group.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      for (const child of alive) child.kill(signal);
    });
  }
}

/** Starts a program of ours. `ended` resolves with its exit code and, where `quiet`, everything it printed. */
export function launch(command, args, { quiet = false, env = {}, cwd } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  alive.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      alive.delete(child);
      resolve({ code: 1, output: `${output}${error.message}` });
    });
    child.on('close', (code, signal) => {
      alive.delete(child);
      resolve({ code: code ?? 128 + constants.signals[signal], output });
    });
  });
  return { ended, stop: () => child.kill('SIGTERM') };
}

/** Runs a program to its end; throws `Stopped` where we were asked to stop meanwhile. */
export async function run(command, args, options) {
  const result = await launch(command, args, options).ended;
  if (stopCode !== undefined) throw new Stopped(stopCode);
  return result;
}
