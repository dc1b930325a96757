import { describe, expect, it } from 'vitest';
import type { BaseManifest, BaseSource } from '@/contracts/base';
import { hasNames, labelsAround, namedBelowM, spotsOf } from '@/layers/roads/names';
import { readShapes } from '@/scene/ground/shapes';

const street = (
  name: string | undefined,
  line: readonly (readonly [number, number])[],
  kind = 'arterial',
) => ({
  type: 'Feature',
  properties: { class: kind, width: 34, ...(name === undefined ? {} : { name: { zh: name, en: name } }) },
  geometry: { type: 'LineString', coordinates: line },
});
const spots = (...features: readonly ReturnType<typeof street>[]) =>
  spotsOf(readShapes({ type: 'FeatureCollection', features }, 'streets.json'));
const here = [114.3, 30.6] as const;
const level = () => 9;

describe('the name of a street', () => {
  it('stands once where several pieces of the street lie together, on the longest', () => {
    const found = spots(
      street('解放大道', [
        [114.3, 30.6],
        [114.301, 30.6],
      ]),
      street('解放大道', [
        [114.301, 30.6],
        [114.304, 30.6],
      ]),
      street(undefined, [
        [114.3, 30.601],
        [114.304, 30.601],
      ]),
    );
    expect(found.map(({ name }) => name.zh)).toEqual(['解放大道']);
    expect(found[0]?.at[0]).toBeCloseTo(114.3025, 6);
  });

  it('stands again some way on', () => {
    const far = spots(
      street('解放大道', [
        [114.3, 30.6],
        [114.302, 30.6],
      ]),
      street('解放大道', [
        [114.33, 30.6],
        [114.332, 30.6],
      ]),
    );
    expect(far).toHaveLength(2);
  });

  it('is read from near, the greater street from farther', () => {
    const found = spots(
      street(
        '长江快速路',
        [
          [114.3, 30.6],
          [114.302, 30.6],
        ],
        'express',
      ),
      street(
        '小巷',
        [
          [114.3, 30.6005],
          [114.301, 30.6005],
        ],
        'local',
      ),
    );
    const named = (heightM: number) => labelsAround(found, here, heightM, level).map(({ text }) => text.zh);
    expect(named(500).sort()).toEqual(['小巷', '长江快速路']);
    expect(named(4000)).toEqual(['长江快速路']);
    expect(named(namedBelowM + 1)).toEqual([]);
  });

  it('stands on the ground, and never with more others than a page can hold', () => {
    const many = spots(
      ...Array.from({ length: 400 }, (_, i) => {
        const lon = 114.29 + 0.00005 * i;
        return street(`${String(i)}号路`, [
          [lon, 30.6],
          [lon, 30.602],
        ]);
      }),
    );
    const labels = labelsAround(many, here, 800, level);
    expect(labels.length).toBe(120);
    expect(labels[0]).toMatchObject({ kind: 'street', at: [expect.anything(), expect.anything(), 9] });
  });
});

describe('a base', () => {
  const source = (id: string, parts: BaseSource['parts']): BaseSource => ({
    ...{ id, title: { zh: id, en: id }, licence: '', attribution: '', date: '', grade: 'derived' },
    parts,
  });
  const base = (...sources: BaseSource[]): BaseManifest => ({
    version: 1,
    seed: 7,
    builtAt: '',
    inputs: '',
    counts: { buildings: 1, tiles: 1, devices: 1 },
    sources,
  });
  it('has names of streets only where an import brought streets: the generator invents none', () => {
    expect(hasNames(base(source('generated', ['buildings', 'streets'])))).toBe(false);
    expect(hasNames(base(source('generated', ['streets']), source('survey', ['buildings'])))).toBe(false);
    expect(hasNames(base(source('generated', ['streets']), source('osm', ['streets'])))).toBe(true);
  });
});
