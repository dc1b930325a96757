import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BaseManifest } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { buildBase, privateBuildings } from '@/builder/buildBase';
import { createReporter } from '@/builder/report';
import { explain } from '@/builder/trouble';

/** A piece of Hankou: a second of work. */
const smallBox: Box = [114.262, 30.578, 114.29, 30.602];

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'city-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const build = (stages: string[] = [], seed = 7, into = home): ReturnType<typeof buildBase> =>
  buildBase({
    home: into,
    dataRoot: 'data',
    seed,
    box: smallBox,
    now: new Date(0),
    onProgress: (_, stage) => stages.push(stage),
  });

const tileset = (): Promise<string> => readFile(join(home, 'base/buildings/tileset.json'), 'utf8');

const records = (): Promise<string> => readFile(join(home, privateBuildings), 'utf8');

describe('a base', () => {
  it('is the same city from the same seed, and another from another', async () => {
    await build();
    const first = [await tileset(), await records()];
    await rm(join(home, 'base'), { recursive: true });
    await build();
    expect([await tileset(), await records()]).toEqual(first);
    await build([], 8);
    expect(await records()).not.toBe(first[1]);
  }, 60_000);

  it('is kept while nothing it depends on has changed', async () => {
    const first = await build();
    const stages: string[] = [];
    expect(await build(stages)).toEqual(first);
    expect(stages).toEqual(['kept']);
  }, 60_000);

  it('is built again when its manifest is broken, of another shape, or gone', async () => {
    const good = await build();
    const path = join(home, 'base/manifest.json');
    for (const broken of ['{"version":1,', '{"version":2}', '[]', '']) {
      await writeFile(path, broken);
      expect((await build()).inputs).toBe(good.inputs);
    }
    await rm(path);
    const stages: string[] = [];
    await build(stages);
    expect(stages).toContain('tiles');
  }, 120_000);

  it('clears away what an interrupted build left, but not what another build is making', async () => {
    await mkdir(join(home, 'base.partial-999999999/buildings'), { recursive: true });
    await mkdir(join(home, `base.partial-${process.ppid}`), { recursive: true });
    await build();
    expect((await readdir(home)).sort()).toEqual(['base', `base.partial-${process.ppid}`, 'private']);
  }, 60_000);

  it('leaves the old base and no half one where the new one cannot be finished', async () => {
    await build();
    // A file where the private folder should be: fails after the tiles are written.
    await rm(join(home, 'private'), { recursive: true });
    await writeFile(join(home, 'private'), '');
    await expect(build([], 9)).rejects.toThrow();
    expect((await readdir(home)).sort()).toEqual(['base', 'private']);
    expect((JSON.parse(await readFile(join(home, 'base/manifest.json'), 'utf8')) as BaseManifest).seed).toBe(
      7,
    );
  }, 60_000);
});

describe('a home that cannot be written', () => {
  it.skipIf(process.getuid?.() === 0)('fails with one clear line', async () => {
    await chmod(home, 0o500);
    const error: unknown = await build([], 7, join(home, 'inside')).catch((reason: unknown) => reason);
    expect(explain(error, home)).toMatch(/^no permission to write .*--home/);
  });

  it('names what is in the way', async () => {
    await writeFile(join(home, 'file'), '');
    const error: unknown = await build([], 7, join(home, 'file')).catch((reason: unknown) => reason);
    expect(explain(error, home)).toContain('is in the way');
  });

  it.each([
    ['ENOSPC', /^no space left/],
    ['EACCES', /^no permission/],
    ['EROFS', /read-only/],
    ['ENOENT', /missing/],
  ])('explains %s in one line', (code, line) => {
    const text = explain(Object.assign(new Error('x\ny'), { code, path: '/somewhere' }), '/home');
    expect(text).toMatch(line);
    expect(text).not.toContain('\n');
  });
});

describe('progress', () => {
  it('is a stable line each where there is no terminal', () => {
    const out: string[] = [];
    const reporter = createReporter({ isTTY: false, write: (line: string) => out.push(line) > 0 });
    reporter.progress(0.02, 'terrain');
    reporter.progress(0.02, 'terrain');
    reporter.progress(0.5, 'tiles');
    reporter.end('done');
    expect(out).toEqual(['progress 0.02 terrain\n', 'progress 0.50 tiles\n', 'done\n']);
  });
});
