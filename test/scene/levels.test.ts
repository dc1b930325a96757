import { describe, expect, it } from 'vitest';
import type { BuildingProperties } from '@/contracts/base';
import { layers } from '@/layers';
import { knownBuildings } from '@/layers/buildings/known';
import type { LayerDefinition } from '@/scene/layer';
import { hoverOf, levelBadge, levelRows, tellOf } from '@/scene/levels';
import { smallCity } from '../layers/smallCity';

const slab: BuildingProperties = {
  id: 'b-02417',
  code: 'G42010300002417',
  name: '',
  use: 'residential',
  floors: 18,
  height: 54,
  heightOrigin: 'generated',
  year: 2008,
  area: 640,
  district: '420103',
  grade: 'generated',
  lon: 114.28,
  lat: 30.58,
  ground: 8.4,
  street: '',
  heightSource: 'generated',
  source: 'generated',
  cim: 2,
  surveyed: '',
};
const layerOf = (id: string): LayerDefinition => layers.find(({ entry }) => entry.id === id)!;
const said = (rows: ReturnType<typeof levelRows>, label: string) =>
  rows.find((row) => row.label.en === label);

describe('the levels of a thing', () => {
  it('of a generated house: a frame model, no real scene, never surveyed, no code', async () => {
    const { city } = smallCity();
    knownBuildings(city).meet(slab);
    const sheet = await tellOf(layerOf('buildings'), slab.id, city);
    const rows = sheet!.levels!;
    expect(said(rows, 'CIM level')).toMatchObject({ value: { zh: 'CIM2 框架模型' } });
    expect(said(rows, 'CIM level')!.note!.zh).toContain('[K]');
    expect(said(rows, '3D real scene')!.value.zh).toBe('不属实景三维（示意生成）');
    expect(said(rows, 'Surveyed')!.value.zh).toBe('未测绘');
    expect(said(rows, 'Uniform code')).toMatchObject({ value: { zh: '未赋码' } });
    expect(said(rows, 'Uniform code')!.note!.zh).toContain(slab.code);
    expect(said(rows, 'Uniform code')!.note!.zh).toContain('不是统一识别代码');
  });

  it('of a surveyed house with a code are told as its source has them', () => {
    const rows = levelRows({
      cim: 3,
      realScene: 'city',
      surveyed: '2024-05-01',
      code: '420103001',
      grade: 'measured',
    });
    expect(rows.map(({ value }) => value.zh)).toEqual(['CIM3 标准模型', '城市级', '2024-05-01', '420103001']);
  });

  it('of an imported house are its source’s: its day of survey and its code', async () => {
    const { city } = smallCity();
    const own = { ...slab, id: 'imp-7', code: '420103001007', surveyed: '2024-05-01', cim: 3 };
    knownBuildings(city).meet({ ...own, grade: 'measured' });
    const { levels } = (await tellOf(layerOf('buildings'), 'imp-7', city))!;
    expect(levels!.map(({ value }) => value.zh)).toEqual([
      'CIM3 标准模型',
      '不属实景三维（实测）',
      '2024-05-01',
      '420103001007',
    ]);
    expect(said(levels!, 'Uniform code')!.note).toBeUndefined();
  });

  it('of a house that is met through a site’s mesh are told, though no tile of it is drawn', async () => {
    const { city } = smallCity();
    const building = (id: string) => Promise.resolve(id === slab.id ? slab : undefined);
    const sheet = await tellOf(layerOf('buildings'), slab.id, {
      ...city,
      query: { ...city.query, building },
    });
    expect(sheet!.levels![0]!.value.zh).toBe('CIM2 框架模型');
  });

  it('that a source does not state are told as that, and not as a mark or as never surveyed', () => {
    const rows = levelRows({ cim: undefined, realScene: 'unstated', surveyed: undefined, grade: 'measured' });
    expect(rows.map(({ value }) => value.zh)).toEqual(['未注明', '未注明', '未注明', '未赋码']);
    expect(rows.map(({ value }) => value.en)).toEqual([
      'not stated',
      'not stated',
      'not stated',
      'no code assigned',
    ]);
    expect(levelBadge({ cim: undefined, surveyed: undefined, grade: 'measured' }).zh).toBe(
      'CIM 未注明 · 实测',
    );
  });

  it('stand beside the pointer, so that a block is never taken for a survey', async () => {
    const { city } = smallCity();
    knownBuildings(city).meet(slab);
    const told = await hoverOf(layerOf('buildings'), slab.id, city);
    expect(told!.detail).toEqual({ zh: 'CIM2 · 示意生成', en: 'CIM2 · Generated, indicative' });
    expect(levelBadge({ cim: 0, surveyed: '', grade: 'simulated' }).zh).toBe('标注 · 模拟');
    expect(await hoverOf(layerOf('bridges'), 'no-such-thing', city)).toBeUndefined();
  });

  it.each(['bridges', 'metro', 'utilities', 'compute', 'sensors'])(
    'are told of everything in %s',
    async (id) => {
      const { city } = smallCity();
      const layer = layerOf(id);
      const things = await layer.list!(city);
      expect(things.length).toBeGreaterThan(0);
      for (const { feature } of things) {
        const sheet = await tellOf(layer, feature, city);
        expect(sheet!.levels!.map(({ label }) => label.zh)).toEqual([
          'CIM 等级',
          '实景三维',
          '测绘日期',
          '统一识别代码',
        ]);
        expect((await hoverOf(layer, feature, city))!.detail).toBeDefined();
      }
    },
  );

  it('are not told of what is no thing of the city: an alarm, a cell of counts', async () => {
    const { city } = smallCity();
    for (const id of ['alarms', 'datahealth']) {
      const layer = layerOf(id);
      for (const { feature } of (await layer.list!(city)).slice(0, 3))
        expect((await tellOf(layer, feature, city))!.levels).toBeUndefined();
    }
  });

  it('say of an imported house where its height, its floors and the house itself come from', async () => {
    const { city } = smallCity();
    const sources = [
      {
        id: 'osm',
        title: { zh: '开放街图', en: 'OpenStreetMap' },
        licence: 'ODbL-1.0',
        attribution: '© OpenStreetMap contributors',
        grade: 'measured' as const,
        date: '2026-01-01',
        parts: ['buildings' as const],
      },
    ];
    const manifest = await city.query.manifest();
    const query = { ...city.query, manifest: () => Promise.resolve({ ...manifest, sources }) };
    const other = { ...city, query };
    knownBuildings(other).meet({ ...slab, id: 'osm-w1', code: '', source: 'osm', heightSource: 'levels' });
    const sheet = await layerOf('buildings').describe!('osm-w1', other);
    expect(sheet!.rows.find(({ label }) => label.en === 'Height')!.note!.zh).toBe('层数 × 3.2 m');
    expect(sheet!.provenance).toMatchObject({ licence: 'ODbL-1.0', grade: 'measured' });
    expect(sheet!.provenance.note!.en).toBe('© OpenStreetMap contributors');
  });
});
