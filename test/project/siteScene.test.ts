import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostsOf, readSite, siteEntry } from '@/contracts/siteScene';
import { gridOf, windowOf } from '@/layers/site/tileGrid';
import { groundBox } from '@/scene/ground/laidPictures';
import { repository } from '../support/sourceTree';

const pages = ['docs/site-scene.zh.md', 'docs/site-scene.md'] as const;
const read = (page: string) => readFileSync(join(repository, page), 'utf8');
const examplesOf = (page: string): readonly unknown[] =>
  [...read(page).matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text ?? '') as unknown);

describe('the examples for a site’s engineer', () => {
  it.each(pages)('of %s are entries as they stand', (page) => {
    const { entries, refused } = readSite({ version: 1, entries: examplesOf(page) }, page);
    expect(refused).toEqual([]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('show every kind there is, in both languages the same', () => {
    const [zh, en] = pages.map(examplesOf);
    expect(zh).toEqual(en);
    const { entries } = readSite({ entries: zh }, 'docs');
    const kinds = siteEntry.def.options.map((option) => option.shape.kind.def.values[0]);
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(hostsOf(entries)).toHaveLength(4);
  });

  it('have tiles over the city on at least one level', () => {
    const { entries } = readSite({ entries: examplesOf(pages[0]) }, 'docs');
    const cut = entries.filter((entry) => entry.kind === 'wmts' || entry.kind === 'tms');
    expect(cut.length).toBeGreaterThan(3);
    for (const entry of cut) expect([entry.id, windowOf(gridOf(entry), groundBox)]).not.toContain(undefined);
  });

  it.each(pages)('%s names every field an entry may have', (page) => {
    const text = read(page);
    const fields = siteEntry.def.options.flatMap((option) => Object.keys(option.shape));
    const unnamed = [...new Set(fields)].filter((field) => !text.includes(field));
    expect(unnamed).toEqual([]);
  });
});

describe('the site’s own file', () => {
  it('is a list that can be read whole', () => {
    const content: unknown = JSON.parse(read('data/site.json'));
    expect(readSite(content, 'data/site.json').refused).toEqual([]);
  });
});
