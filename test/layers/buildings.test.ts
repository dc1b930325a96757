import { describe, expect, it } from 'vitest';
import { buildingUses, type BuildingProperties } from '@/contracts/base';
import { buildings } from '@/layers/buildings';
import { knownBuildings } from '@/layers/buildings/known';
import { traitOf } from '@/layers/buildings/trait';
import { hashOf } from '@/builder/random';
import { smallCity } from './smallCity';

const tower: BuildingProperties = {
  id: 'b-00001',
  code: 'G420103000001',
  name: '武汉中心',
  use: 'landmark',
  floors: 88,
  height: 438,
  heightOrigin: 'measured',
  year: 2019,
  area: 3200,
  district: '420103',
  grade: 'derived',
  lon: 114.23967,
  lat: 30.59665,
  ground: 8.4,
  street: '',
  heightSource: 'register',
  source: 'generated',
  cim: 2,
  surveyed: '',
};
const slab: BuildingProperties = {
  ...tower,
  id: 'b-02417',
  name: '',
  use: 'residential',
  heightOrigin: 'generated',
  heightSource: 'generated',
  height: 54,
};

describe('buildings', () => {
  it('tell of a building that has been met, in plain words, with where its height comes from', async () => {
    const { city } = smallCity();
    knownBuildings(city).meet(tower);
    const sheet = await buildings.describe(tower.id, city);
    expect(sheet?.title.zh).toBe('武汉中心');
    expect(sheet?.rows.find(({ label }) => label.en === 'Height')).toMatchObject({
      value: { zh: '438.0' },
      unit: 'm',
      note: { zh: '实测' },
    });
    expect(sheet?.provenance.grade).toBe('derived');
  });

  it('say of a generated one that it is generated', async () => {
    const { city } = smallCity();
    knownBuildings(city).meet(slab);
    const sheet = await buildings.describe(slab.id, city);
    expect(sheet?.title.zh).toContain('住宅');
    expect(sheet?.provenance.grade).toBe('generated');
    expect(sheet?.rows.find(({ label }) => label.en === 'Height')?.note?.zh).toBe('示意生成');
  });

  it('name the 街道 they stand in, whose area is generated', async () => {
    const { city } = smallCity();
    const housed = { ...slab, street: '420102002' };
    knownBuildings(city).meet(housed);
    const sheet = await buildings.describe(housed.id, city);
    const told = sheet?.rows.find(({ label }) => label.en.startsWith('Subdistrict'));
    expect(told).toMatchObject({ value: { zh: '一元街道' }, note: { zh: '示意生成' } });
  });

  it('wait for a building whose tile is still on its way', async () => {
    const { city } = smallCity();
    const sheet = buildings.describe(slab.id, city);
    knownBuildings(city).meet(slab);
    expect((await sheet)?.subtitle?.en).toBe('Residential');
  });

  it('are known to one city and not to another', () => {
    const [one, other] = [smallCity().city, smallCity().city];
    knownBuildings(one).meet(tower);
    expect(knownBuildings(one).find(tower.id)).toBe(tower);
    expect(knownBuildings(other).find(tower.id)).toBeUndefined();
  });

  it('are found again in every tile by the marks the builder gives them', () => {
    for (const building of [tower, slab]) {
      const hash = hashOf(Number(building.id.slice(2)), 31);
      expect(traitOf(building)).toEqual([
        buildingUses.indexOf(building.use),
        Math.min(255, Math.round(building.height / 2)),
        hash & 255,
        (hash >>> 8) & 255,
      ]);
    }
  });
});
