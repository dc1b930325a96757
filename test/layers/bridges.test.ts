import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { bridgeRecord } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';
import { cableAt, hungSpans, staysOf } from '@/layers/bridges/cables';
import { girderDepth } from '@/layers/bridges/deck';
import { modelOf } from '@/layers/bridges/model';
import { planOf, seatedAxis } from '@/layers/bridges/plan';
import { tunnelOf } from '@/layers/bridges/tunnels';

const crossings = z
  .array(bridgeRecord)
  .parse(JSON.parse(readFileSync(new URL('../../data/registers/bridges.json', import.meta.url), 'utf8')));
const bridges = crossings.filter(({ kind }) => kind === 'bridge');
const level = () => groundHeight;
const named = (id: string) =>
  planOf(
    bridges.find((bridge) => bridge.id === id)!,
    level,
  );

describe.each(bridges.map((bridge) => [bridge.name.zh, bridge] as const))('%s', (_, bridge) => {
  const plan = planOf(bridge, level);

  it('begins and ends on the ground, also where the ground is not level', () => {
    const hilly = (lon: number, lat: number) => 12 + Math.sin(lon * 900) * 3 + Math.cos(lat * 700) * 3;
    const axis = seatedAxis(bridge, hilly);
    for (const [lon, lat, height] of [axis[0]!, axis.at(-1)!]) expect(height).toBeCloseTo(hilly(lon, lat), 5);
    for (const [lon, lat, height] of axis) expect(height).toBeGreaterThanOrEqual(hilly(lon, lat) - 1e-6);
  });

  it('clears the water for ships over its middle', () => {
    const middle = (plan.main[0] + plan.main[1]) / 2;
    const lowest =
      plan.build.lower === undefined ? girderDepth(plan, middle) : (plan.build.trussM ?? 0) + 1.6;
    const clear = plan.road(middle) - lowest - groundHeight;
    expect(clear).toBeGreaterThan(bridge.river === 'yangtze' ? 18 : 7);
  });

  it('has its towers on the axis and its main bridge between the ramps', () => {
    expect(plan.towers).toHaveLength(bridge.pylons.length);
    for (const { s } of plan.towers) expect(s > 0 && s < plan.length).toBe(true);
    expect(plan.main[0]).toBeLessThan(plan.main[1]);
  });

  it('is made of whole numbers of faces and lines, none of them nowhere', () => {
    const { mesh, ribbons } = modelOf(bridge, level);
    expect(mesh.indices.length).toBeGreaterThan(0);
    for (const list of [mesh.positions, mesh.normals, mesh.traits, ribbons.positions, ribbons.along])
      expect(list.every(Number.isFinite)).toBe(true);
    expect(Math.max(...new Set(mesh.indices))).toBe(mesh.positions.length / 3 - 1);
  });
});

describe('cables', () => {
  it('of stayed bridges run from the tower above the deck down to the deck, shorter than the span', () => {
    for (const bridge of bridges) {
      const plan = planOf(bridge, level);
      if (plan.structure !== 'stayed') continue;
      plan.towers.forEach(({ topM, s }, index) => {
        for (const [top, foot] of staysOf(plan, index, 1)) {
          expect(top[2]).toBeGreaterThan(plan.road(s) + 10);
          expect(top[2]).toBeLessThan(topM);
          expect(foot[2]).toBeLessThan(top[2]);
        }
      });
    }
  });

  it('of suspension bridges hang from tower top to tower top and stay above the deck', () => {
    for (const id of ['yangsigang-bridge', 'yingwuzhou-bridge', 'yangluo-bridge']) {
      const plan = named(id);
      const between = hungSpans(plan).slice(1, -1);
      expect(between).toHaveLength(plan.towers.length - 1);
      for (const span of between) {
        expect(cableAt(plan, span, 0)).toBe(span.from.topM);
        expect(cableAt(plan, span, 1)).toBe(span.to.topM);
        for (let t = 0; t <= 1; t += 0.05)
          expect(cableAt(plan, span, t)).toBeGreaterThan(
            plan.road(span.from.s + (span.to.s - span.from.s) * t) + 2,
          );
      }
    }
  });
});

describe('spans', () => {
  it.each([
    ['second-yangtze-bridge', 400],
    ['erqi-bridge', 616],
    ['yingwuzhou-bridge', 850],
    ['yangsigang-bridge', 1700],
    ['gutian-bridge', 252],
  ])('of %s are as the register tells: %d m from tower to tower', (id, span) => {
    const { towers } = named(id);
    expect(Math.abs(towers[1]!.s - towers[0]!.s - span)).toBeLessThan(span * 0.01);
  });

  it('of the bridge of 1957 are nine, on eight piers in the river', () => {
    const { main, piers } = named('wuhan-yangtze-bridge');
    expect(piers.filter((s) => s > main[0] + 1 && s < main[1] - 1)).toHaveLength(8);
  });
});

describe('tunnels', () => {
  it.each(
    crossings.filter(({ kind }) => kind === 'tunnel').map((tunnel) => [tunnel.name.zh, tunnel] as const),
  )('%s lies well below the bed in the middle of the river', (_, tunnel) => {
    const { mesh } = tunnelOf(tunnel, level);
    const middle = tunnel.axis[Math.floor(tunnel.axis.length / 2)]!;
    // Nothing of it is above the axis: the register's line is the crown.
    expect(middle[2]).toBeLessThan(groundHeight - 25);
    const heights = mesh.positions.filter((_value, index) => index % 3 === 2);
    expect(Math.min(...heights)).toBeLessThan(middle[2]);
  });
});
