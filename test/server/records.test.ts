import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildingCard, type BuildingCard } from '@/contracts/records';
import { householdOf, placeOf } from '@/server/addresses';
import { jsonOf, noDatabase, openCity, problemOf, type TestCity } from './city';
import { buildings } from './fixture';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

const read = async (role: string, building: string, language = 'zh') =>
  city.ask(`/api/records/buildings/${building}`, {
    cookie: role === 'observer' ? undefined : await city.signIn(role),
    headers: { 'accept-language': language },
  });
const valueOf = (card: BuildingCard, field: string) => {
  const found = card.fields.find((one) => one.field === field);
  return found !== undefined && 'value' in found ? found.value : undefined;
};

const tower = householdOf(buildings.tower);
const cottage = householdOf(buildings.cottage);
const place = placeOf(buildings.tower, 1, '江岸区');

describe('the 一标三实 card of one building', () => {
  it('is simulated, says so, and is the same every time', async () => {
    const first = await read('grid', 'b1');
    expect(first.text).toBe((await read('grid', 'b1')).text);
    const card = buildingCard.parse(jsonOf(first));
    expect(card.provenance.grade).toBe('simulated');
    expect(valueOf(card, 'address')).toMatch(
      /^武汉市江岸区..街道（示意生成）第\d+社区..路（示意生成）\d+号\d栋$/,
    );
  });

  it('is whole for the grid member in whose district it stands, and closed in another', async () => {
    const card = jsonOf<BuildingCard>(await read('grid', 'b2'));
    expect(card.masked).toEqual([]);
    expect(valueOf(card, 'residents')).toBe(cottage.residents);
    const elsewhere = await read('grid', 'b3');
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.text).not.toContain('address');
  });

  it('does not tell an observer whether a building exists', async () => {
    const known = await read('observer', 'b1');
    expect(known.status).toBe(401);
    expect(problemOf(known)).toEqual(problemOf(await read('observer', 'none')));
    expect((await read('operator', 'none')).status).toBe(404);
  });

  it('hides from the operator a count that points at too few, in the very bytes', async () => {
    const answer = await read('operator', 'b2');
    expect(answer.bytes.includes(`"value":${String(cottage.residents)}`)).toBe(false);
    const card = jsonOf<BuildingCard>(answer);
    expect(card.masked).toEqual(['units', 'households', 'residents']);
    expect(valueOf(card, 'residents')).toBeUndefined();
    expect(valueOf(jsonOf<BuildingCard>(await read('operator', 'b1')), 'residents')).toBe(tower.residents);
  });

  it('tells the official the street and the planner the 100 m cell, never the house', async () => {
    const official = await read('official', 'b1');
    const planner = await read('planner', 'b1');
    for (const answer of [official, planner]) {
      expect(answer.bytes.includes(place.address)).toBe(false);
      expect(answer.text).not.toMatch(/路（示意生成）|号\d栋|社区/);
      expect(answer.bytes.includes(`"value":${String(tower.residents)}`)).toBe(false);
      expect(jsonOf<BuildingCard>(answer).masked).toEqual(['address', 'units', 'households', 'residents']);
    }
    expect(valueOf(jsonOf<BuildingCard>(official), 'address')).toBe(place.streetAddress);
    expect(valueOf(jsonOf<BuildingCard>(planner), 'residents')).toBe(tower.residents + cottage.residents);
  });

  it('tells stewards and auditors nothing of residents', async () => {
    for (const role of ['steward', 'auditor']) {
      const answer = await read(role, 'b1');
      expect(answer.bytes.includes(String(tower.residents))).toBe(false);
      expect(jsonOf<BuildingCard>(answer).masked).toEqual(['households', 'residents']);
    }
  });

  it('differs for observer, operator, official, planner and grid', async () => {
    const roles = ['observer', 'operator', 'official', 'planner', 'grid', 'steward'];
    const answers = await Promise.all(roles.map((role) => read(role, 'b1')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(roles.length);
  });

  it('is never kept by a cache and gives its reason in the reader’s language', async () => {
    const zh = await read('operator', 'b1');
    const en = await read('operator', 'b1', 'en-GB,en;q=0.8');
    expect(zh.headers['cache-control']).toBe('no-store');
    expect(jsonOf<BuildingCard>(zh).reason).toMatch(/值守席位/);
    expect(jsonOf<BuildingCard>(en).reason).toMatch(/Operator/);
  });
});
