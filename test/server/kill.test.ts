import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '@/server/database/engine';
import { embedDatabase } from '@/server/database/open';
import { openLog } from '@/server/numberedLog';
import { buildPrograms } from '../support/builtPrograms';

const kills = 20;
/** So many words of the program a round lasts at least; where in its work the blow falls is left to chance. */
const words = 300;

let programs: string;
let home: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'killed-city-'));
  programs = await buildPrograms('kill-programs', {
    writer: 'test/support/tirelessWriter.ts',
    databaseWorker: 'src/server/database/worker.ts',
  });
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Life {
  /** Readings and log numbers it was told are kept. */
  readonly kept: readonly number[];
  readonly entries: readonly number[];
  readonly opened: boolean;
  readonly complaints: string;
}

/** One life of the writer, from its start to kill −9 in the middle of its work. */
function liveAndDie(first: number): Promise<Life> {
  const child = spawn(
    process.execPath,
    [join(programs, 'writer.mjs'), home, join(programs, 'databaseWorker.mjs'), String(first)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kept: number[] = [];
  const entries: number[] = [];
  let opened = false;
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, number = ''] = line.split(' ');
    if (what === 'open') opened = true;
    if (what === 'kept') kept.push(Number(number));
    if (what === 'entry') entries.push(Number(number));
    if (kept.length >= words && entries.length > 0) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', () => {
      resolve({ kept, entries, opened, complaints });
    });
  });
}

describe('a city killed while it writes', { timeout: 300_000 }, () => {
  it(`has after ${String(kills)} kills every reading and log entry it had acknowledged, once, and opens`, async () => {
    const kept: number[] = [];
    const entries: number[] = [];
    for (let life = 0; life < kills; life++) {
      const lived = await liveAndDie(life * 1_000_000);
      expect(lived.complaints).toBe('');
      expect(lived.opened).toBe(true);
      kept.push(...lived.kept);
      entries.push(...lived.entries);
    }
    const database = embedDatabase(await openEngine(join(home, 'database')));
    try {
      const stored = await sql<{ value: number }>`select value from observations order by value`.execute(
        database,
      );
      const values = stored.rows.map(({ value }) => value);
      const known = new Set(values);
      expect(values.length).toBe(known.size);
      expect(kept.filter((value) => !known.has(value))).toEqual([]);
      expect(kept.length).toBeGreaterThanOrEqual(kills * words);
      const log = await openLog(database, 'alarms').after(0, 1_000_000);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, turn) => turn + 1));
      expect(entries.filter((seq) => seq > log.length)).toEqual([]);
      // Every start but the first found that the one before it had not stopped, and says what may be missing.
      const gaps = await database.selectFrom('gaps').selectAll().execute();
      expect(gaps.map(({ reason }) => reason)).toEqual(Array.from({ length: kills - 1 }, () => 'restart'));
    } finally {
      await database.destroy();
    }
  });
});
