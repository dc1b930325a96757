import { describe, expect, it } from 'vitest';
import { panorama } from '@/layers/panorama';
import { partitions } from '@/layers/partitions';
import { tellOf } from '@/scene/levels';
import { fakeHost } from '../support/layerHost';
import { smallCity } from './smallCity';

describe('街道 and 社区', () => {
  it('carry real names and codes, and say that their areas are generated', async () => {
    const { city } = smallCity();
    const street = await tellOf(partitions, '420102002', city);
    expect(street!.title.zh).toBe('一元街道');
    expect(street!.rows.find(({ label }) => label.en === 'Communities')!.value.zh).toBe('1');
    expect(street!.provenance.grade).toBe('generated');
    expect(street!.levels![0]!.value.zh).toContain('CIM1');
    const community = await partitions.describe('420102002001', city);
    expect(community!.rows.find(({ opens }) => opens !== undefined)!.opens).toEqual({
      layer: 'partitions',
      feature: '420102002',
    });
  });

  it('are met from afar as 街道 and from near as 社区', async () => {
    const { city } = smallCity();
    const { attach } = await partitions.primitives();
    const handle = await attach(fakeHost().host, { visible: true, opacity: 1 }, city);
    expect(handle.pickGround!([114.29, 30.58], 60)).toBe('420102002');
    expect(handle.pickGround!([114.29, 30.58], 2)).toBe('420102002001');
    handle.apply({ visible: true, opacity: 1, options: { show: 'subdistricts' } });
    expect(handle.pickGround!([114.29, 30.58], 2)).toBe('420102002');
    expect(handle.pickGround!([114, 30], 2)).toBeUndefined();
    handle.destroy();
  });

  it('say plainly that a base has none', async () => {
    const { city } = smallCity();
    const query = { ...city.query, partitions: () => Promise.reject(new Error('HTTP 404')) };
    const { attach } = await partitions.primitives();
    await expect(attach(fakeHost().host, { visible: true, opacity: 1 }, { ...city, query })).rejects.toThrow(
      '底座中没有街道与社区',
    );
  });
});

describe('要素全景 on the map', () => {
  it('tells of a cell what is there, what is only generated, and what is missing', async () => {
    const { city } = smallCity();
    const sheet = await panorama.describe('0-0', city);
    const of = (label: string) => sheet!.rows.find((row) => row.label.zh === label)!.value.zh;
    expect(of('建筑')).toBe('1 有来源，40 示意生成或模拟');
    expect(of('绿地、山体')).toBe('无');
    expect(of('实景三维模型')).toBe('无');
    expect(of('有来源的要素类')).toBe('3 / 9');
  });

  it('is told in lines too: every cell with what it holds, those with most from sources first', async () => {
    const { city } = smallCity();
    const lines = await panorama.list(city);
    expect(lines.map(({ title }) => title.zh)).toEqual([
      '全景格 0-0：有 7 类，3 类有来源',
      '全景格 1-0：有 0 类，0 类有来源',
    ]);
    expect(lines[0]!.title.en).toBe('Cell 0-0: 7 classes, 3 from a source');
  });

  it('takes the legend of the class one chooses', async () => {
    const { city } = smallCity();
    const { attach } = await panorama.primitives();
    const handle = await attach(fakeHost().host, { visible: true, opacity: 1 }, city);
    expect(handle.legend!()!.title.zh).toContain('完整程度');
    handle.apply({ visible: true, opacity: 1, options: { by: 'water' } });
    expect(handle.legend!()!.items.map(({ label }) => label.zh)[0]).toBe('无水系：1\u00a0格');
    expect(handle.pickGround!([114.285, 30.575], 5)).toBe('0-0');
    handle.destroy();
  });
});
