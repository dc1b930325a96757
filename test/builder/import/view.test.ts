import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { baseManifest, type BaseManifest } from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import { buildBase } from '@/builder/buildBase';
import { readOrder } from '@/builder/import/command';
import { runImport } from '@/builder/import/runImport';
import { collection, importKit, polygon, square } from './kit';

/** A small city is laid out several times. */
vi.setConfig({ testTimeout: 120_000 });

const kit = importKit();
const box: Box = [114.27, 30.59, 114.29, 30.605];
const [lon, lat]: LonLat = [114.28, 30.598];
const moment = new Date('2026-01-02T00:00:00Z');
const making = () => ({ home: kit.folder(), dataRoot: 'data', seed: 7, now: moment, box });
const build = () => buildBase({ ...making(), onProgress: () => undefined });
const path = (name: string) => join(kit.folder(), 'base', name);
const manifest = (): BaseManifest =>
  baseManifest.parse(JSON.parse(readFileSync(path('manifest.json'), 'utf8')));

/** Houses side by side, an eighth of a second of arc apart, so that each stands on ground of its own. */
const houses = (count: number, height = 30) =>
  Array.from({ length: count }, (_, i) =>
    polygon(
      [square(lon + 0.0006 * (i % 10), lat + 0.0006 * Math.floor(i / 10), 0.0003)],
      { height },
      `h${i}`,
    ),
  );
const survey = (features: readonly unknown[], name = 'survey') =>
  kit.file(`${name}.geojson`, collection(features, 'EPSG:4490'));

/** Imports and looks at the base after every building: `seen` gets the manifest of each showing. */
const watched = async (file: string, seen: BaseManifest[], also: () => void = () => undefined) => {
  const look = () => {
    const now = manifest();
    if (now.importing !== undefined && seen.at(-1)?.revision !== now.revision) {
      seen.push(now);
      also();
    }
  };
  await runImport(readOrder(['buildings', file], kit.folder(), kit.folder()), {
    ...making(),
    reporter: { progress: look, end: look },
    say: look,
    showing: { everyMs: 0, clock: () => 0 },
  });
};

const imports = () => {
  try {
    return readdirSync(join(kit.folder(), 'imports')).sort();
  } catch {
    return [];
  }
};
const bases = () => readdirSync(kit.folder()).filter((name) => name.startsWith('base'));
/** The ids of the survey's buildings that stand, as the private register has them. */
const standing = () =>
  readFileSync(join(kit.folder(), 'private/buildings.ndjson'), 'utf8')
    .split('\n')
    .flatMap((line) => /"id":"(survey-[^"]*)"/.exec(line)?.[1] ?? []);
const tilesOf = () => {
  const names = readdirSync(path('buildings'), { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => /\.(glb|json)$/.test(name))
    .map((name) => [name, readFileSync(join(path('buildings'), name)).toString('base64')] as const);
};

describe('an import while it is read', () => {
  it('is seen on the map before its end, in a city that is never half empty', async () => {
    const before = await build();
    const seen: BaseManifest[] = [];
    await watched(survey([...houses(12), { type: 'Feature', properties: {}, geometry: null }]), seen);
    expect(seen.at(-1)?.importing).toEqual({ id: 'survey', buildings: 12 });
    // What is shown on the way loses only the buildings that new ones stand on.
    const lost = before.counts.buildings + 12 - seen.at(-1)!.counts.buildings;
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(lost).toBeLessThan(24);
    expect(seen.at(-1)?.sources?.map(({ id }) => id)).toEqual(['generated', 'survey']);
    const after = manifest();
    expect(after.importing).toBeUndefined();
    expect(after.revision).toBe(seen.at(-1)!.revision! + 1);
    expect(bases()).toEqual(['base']);
    expect(standing()).toHaveLength(12);
  });

  it('tells in every tile it shows whom the new buildings come from', async () => {
    await build();
    const texts: string[] = [];
    const file = kit.file('osm-like.geojson', collection(houses(3), 'EPSG:4490'));
    await runImport(
      readOrder(
        ['buildings', file, '--id', 'survey', '--attribution', '© 测绘院'],
        kit.folder(),
        kit.folder(),
      ),
      {
        ...making(),
        reporter: {
          progress: () => texts.push(readFileSync(path('buildings/tileset.json'), 'utf8')),
          end: () => undefined,
        },
        say: () => undefined,
        showing: { everyMs: 0, clock: () => 0 },
      },
    );
    expect(texts.filter((text) => text.includes('© 测绘院')).length).toBeGreaterThan(1);
  });

  it('that is refused in its middle leaves the base as it was, as a new revision', async () => {
    const before = await build();
    const [tiles, seen] = [tilesOf(), [] as BaseManifest[]];
    const refused = watched(survey(houses(5)), seen, () => {
      if (seen.length === 3) throw new Error('the disk is full');
    });
    await expect(refused).rejects.toThrow('the disk is full');
    expect(seen).toHaveLength(3);
    const after = manifest();
    expect(after).toEqual({ ...before, revision: after.revision });
    expect(after.revision).toBeGreaterThan(seen.at(-1)!.revision!);
    expect(tilesOf()).toEqual(tiles);
    expect([bases(), imports()]).toEqual([['base'], []]);
  });

  it('that is killed in its middle loses nothing: the next build puts back what stood, and the next import works', async () => {
    const before = await build();
    const [tiles, seen] = [tilesOf(), [] as BaseManifest[]];
    const file = survey(houses(5));
    const own = `base.before-${String(process.pid)}`;
    const killed = watched(file, seen, () => {
      if (seen.length < 3) return;
      // What a killed process leaves is named after a process that is no more.
      renameSync(join(kit.folder(), own), join(kit.folder(), `base.before-${String(2 ** 22 + 1)}`));
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(manifest().importing).toEqual({ id: 'survey', buildings: 3 });
    const healed = await build();
    expect(healed).toEqual({ ...before, revision: healed.revision });
    expect(tilesOf()).toEqual(tiles);
    await watched(file, seen);
    expect([standing().length, bases(), imports()]).toEqual([5, ['base'], ['survey']]);
  });

  it('is not shown where the base that stands is another than what is known would give', async () => {
    await build();
    writeFileSync(path('manifest.json'), JSON.stringify({ ...manifest(), inputs: 'of an older builder' }));
    const seen: BaseManifest[] = [];
    await watched(survey(houses(3)), seen);
    expect(seen).toEqual([]);
    expect(standing()).toHaveLength(3);
  });
});

describe('the same survey twice', () => {
  it('takes its former place: nothing doubles, and what it no longer holds is gone', async () => {
    await build();
    await watched(survey(houses(6)), []);
    expect(standing()).toHaveLength(6);
    await watched(survey(houses(6)), []);
    expect(standing()).toHaveLength(6);
    const seen: BaseManifest[] = [];
    await watched(survey(houses(4, 45)), seen);
    expect(standing().sort()).toEqual(['survey-h0', 'survey-h1', 'survey-h2', 'survey-h3']);
    expect(seen).toHaveLength(4);
    expect(manifest().sources?.map(({ id }) => id)).toEqual(['generated', 'survey']);
  });
});

describe('two surveys of one ground', () => {
  it('show one building where both have one, of the survey that goes first', async () => {
    await build();
    await watched(survey(houses(4), 'survey'), []);
    const seen: BaseManifest[] = [];
    await watched(survey(houses(6, 60), 'survey-of-later'), seen);
    expect(standing().sort()).toEqual([
      ...['survey-h0', 'survey-h1', 'survey-h2', 'survey-h3'],
      ...['survey-of-later-h4', 'survey-of-later-h5'],
    ]);
    const [shown, after] = [seen.at(-1)!.counts.buildings, manifest().counts.buildings];
    // Generated ones still stand on the way in cells that the survey turns out to cover.
    expect(shown).toBeGreaterThanOrEqual(after);
  });
});
