import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { registers } from '@/contracts/base';
import { writeImportLine, type ImportLine, type SentImport } from '@/contracts/door';
import { baseFolder } from './base';
import { hear, sendBuilder } from './builderProgram';
import { ProblemError } from './problems';

export interface ImportOptions {
  readonly home: string;
  readonly program: string | undefined;
  /** Nothing where no build of the city is under way; else resolves when it has ended, rejects when the signal comes first. */
  readonly builtUp: (signal: AbortSignal) => Promise<unknown> | undefined;
  readonly log: (what: Readonly<Record<string, unknown>>, line: string) => void;
}

/** Imports ordered through the door, one at a time, by the builder's own program. */
export interface Imports {
  /** Starts one and answers its lines as they come; ends with it, and ends it where nobody listens any more. */
  readonly begin: (order: SentImport) => Readable;
  /** Ends the one under way. */
  readonly close: () => Promise<void>;
}

const readAtStart = 'records and devices stay as they were until the server starts again';

export function createImports({ home, program, builtUp, log }: ImportOptions): Imports {
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  const closing = new AbortController();

  const run = async (
    builder: string,
    { verb, file, options }: SentImport,
    say: (line: ImportLine) => void,
    signal: AbortSignal,
  ): Promise<ImportLine & { kind: 'ended' }> => {
    const before = await marksOf(home);
    // The head of an answer goes with its first line.
    say({ kind: 'told', text: 'progress 0.00 at the server' });
    try {
      const built = builtUp(signal);
      if (built !== undefined) say({ kind: 'told', text: 'progress 0.00 waiting for the city to be built' });
      await built;
      signal.throwIfAborted();
    } catch {
      return { kind: 'ended', code: 1, text: '' };
    }
    const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const child = sendBuilder(builder, ['import', verb, file, ...words, `--home=${home}`], 'pipe', signal);
    hear(
      child,
      (text) => {
        say({ kind: 'told', text });
      },
      (text) => {
        say({ kind: 'trouble', text });
      },
    );
    const [code, reason] = await new Promise<readonly [number | null, string]>((resolve) => {
      // Comes alone where the program cannot be started, and before `close` where it is stopped.
      child.once('error', (error) => {
        if (child.pid === undefined) resolve([null, error.message]);
      });
      child.once('close', (ended, by) => {
        resolve([ended, by ?? String(ended)]);
      });
    });
    if (code === 1 || code === 2) return { kind: 'ended', code, text: '' };
    if (code !== 0) {
      // What it had shown of its import must not stay: the builder knows what stood before, and puts it back.
      const restored = sendBuilder(builder, ['build', '--home', home], 'ignore', closing.signal);
      await once(restored, 'close').catch((error: unknown) => {
        log({ err: error }, 'the base before an import could not be put back; the next start does');
      });
      say({ kind: 'trouble', text: `city import: ended before it was done (${reason})` });
      return { kind: 'ended', code: 1, text: '' };
    }
    return { kind: 'ended', code, text: before === (await marksOf(home)) ? '' : readAtStart };
  };

  return {
    begin: (order) => {
      if (program === undefined) throw new ProblemError(501, 'This server has no builder.');
      if (closing.signal.aborted) throw new ProblemError(503, 'The server is closing.');
      if (running !== undefined) throw new ProblemError(409, 'Another import is under way; one at a time.');
      const stop = new AbortController();
      const lines = new PassThrough();
      const say = (line: ImportLine) => {
        if (!lines.destroyed) lines.write(writeImportLine(line));
      };
      lines.once('close', () => {
        stop.abort();
      });
      log({ import: order }, 'an import begins');
      const ended = run(program, order, say, stop.signal)
        .catch((error: unknown): ImportLine & { kind: 'ended' } => {
          log({ import: order, err: error }, 'an import could not be run');
          return { kind: 'ended', code: 1, text: 'the server could not run it' };
        })
        .then((last) => {
          log({ import: order, code: last.code }, 'an import has ended');
          running = undefined;
          say(last);
          lines.end();
        });
      running = { stop, ended };
      return lines;
    },
    close: async () => {
      closing.abort();
      running?.stop.abort();
      await running?.ended;
    },
  };
}

/** Changes when a build has written anew what the server read at its start. */
async function marksOf(home: string): Promise<string> {
  const files = [join(home, 'private/buildings.ndjson'), join(baseFolder(home), registers.series)];
  const marks = files.map(async (file) => {
    const { ino, size, mtimeMs } = await stat(file).catch(() => ({ ino: 0, size: 0, mtimeMs: 0 }));
    return [ino, size, mtimeMs].join(' ');
  });
  return (await Promise.all(marks)).join('\n');
}

/** Resolves when the child has ended, rejects when the signal comes first; nothing where no child runs. */
export function ended(child: ChildProcess | undefined, signal: AbortSignal): Promise<unknown> | undefined {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
  return once(child, 'close', { signal });
}
