import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import { layerOf, layers, type DrawnLayerId } from '@/layers';
import { bridges } from '@/layers/bridges';
import { compute } from '@/layers/compute';
import { smallCity } from './smallCity';

const folder = new URL('../../src/layers/', import.meta.url);
const entries = new URL('../../data/layers/', import.meta.url);

describe('the registry of layers', () => {
  it('names each layer once, as its folder and its catalogue file do', () => {
    const ids = layers.map(({ entry }) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
    // `site` is a family: a layer for each entry a site adds.
    expect([...ids, 'site'].sort()).toEqual(folders.map(({ name }) => name).sort());
    for (const id of ids) expect(existsSync(new URL(`${id}.json`, entries))).toBe(true);
  });

  it('refuses the id of a layer that is not drawn', () => {
    const drawn: DrawnLayerId = 'sensors';
    // @ts-expect-error a layer nobody has written
    const misspelt: DrawnLayerId = 'sensor';
    // @ts-expect-error a layer the links know and this version does not draw
    const later: DrawnLayerId = 'cameras';
    expect([drawn, misspelt, later]).toHaveLength(3);
    expect(layerOf('sensors')?.entry.id).toBe('sensors');
    expect(layerOf('cameras')).toBeUndefined();
  });

  it('reads without the engine: no definition imports it, or its own drawing, before it is asked to', () => {
    for (const { name } of readdirSync(folder, { withFileTypes: true })) {
      const file = new URL(name.endsWith('.ts') ? name : `${name}/index.ts`, folder);
      const imports = readFileSync(file, 'utf8').match(/^import .* from '.*';$/gm) ?? [];
      expect(imports.filter((line) => /'(cesium|resium|@cesium\/.*|\.\/scene)'/.test(line))).toEqual([]);
    }
  });

  it.each(readdirSync(entries))('%s is a catalogue entry and says where it comes from', (name) => {
    const entry = layerEntry.parse(JSON.parse(readFileSync(new URL(name, entries), 'utf8')));
    expect(`${entry.id}.json`).toBe(name);
    expect(entry.legend.length).toBeGreaterThan(0);
    for (const words of [entry.title, entry.provenance.source, ...entry.legend.map(({ label }) => label)]) {
      expect(words.zh).not.toBe('');
      expect(words.en).not.toBe('');
    }
    expect(entry.provenance.licence).not.toBe('');
    expect(entry.defaults.opacity).toBeGreaterThan(0);
    expect(entry.defaults.opacity).toBeLessThanOrEqual(1);
  });
});

/** Plain text: what a sheet says is never read as markup. */
const markup = /<\/?[a-z]+[^>]*>/i;

// Layers with a list: what the others tell is read from the drawn tiles, and tried where they are drawn.
const listed = layers
  .map((layer): LayerDefinition => layer)
  .filter(({ list }) => list !== undefined)
  .map((layer): [string, LayerDefinition] => [layer.entry.id, layer]);

describe.each(listed)('what %s tells', (_id, layer) => {
  it('describes and names everything on its list, in plain words with provenance', async () => {
    const { city } = smallCity();
    const things = (await layer.list?.(city)) ?? [];
    expect(new Set(things.map(({ feature }) => feature)).size).toBe(things.length);
    for (const { feature, title } of things) {
      const sheet = await layer.describe?.(feature, city);
      expect(sheet, feature).toBeDefined();
      expect(sheet!.provenance.source.zh).not.toBe('');
      expect(await layer.nameOf?.(feature, city)).toEqual(title);
      const words = [
        sheet!.title,
        ...sheet!.rows.flatMap((row) => [row.label, row.value, row.note ?? row.value]),
      ];
      for (const { zh, en } of words) {
        expect(zh).not.toMatch(markup);
        expect(en).not.toMatch(markup);
        expect(`${zh}${en}`).not.toMatch(/NaN|undefined|\[object/);
      }
    }
  });

  it('knows nothing of a feature that is not there', async () => {
    const { city } = smallCity();
    expect(await layer.describe?.('no-such-thing', city)).toBeUndefined();
    expect(await layer.nameOf?.('no-such-thing', city)).toBeUndefined();
  });
});

describe('a compute centre', () => {
  it('shows every figure found beside the others and never a sum', async () => {
    const { city } = smallCity();
    const sheet = await compute.describe('ai-centre', city);
    const said = sheet!.rows.filter(({ unit }) => unit === 'PFLOPS').map(({ value }) => value.zh);
    expect(said).toEqual(['400', '400', '100']);
    expect(sheet!.rows.some(({ value }) => value.zh.includes('FP16'))).toBe(true);
  });

  it('without a published place is listed and stands nowhere', async () => {
    const { city } = smallCity();
    const things = await compute.list(city);
    expect(things.find(({ feature }) => feature === 'wuhan-cloud')?.at).toBeUndefined();
  });
});

describe('a bridge', () => {
  it('carries the live speed measured on it', async () => {
    const { city } = smallCity();
    const sheet = await bridges.describe('erqi', city);
    expect(sheet!.series).toEqual([12]);
  });
});
