import type { Scene, TerrainProvider } from 'cesium';
import { describe, expect, it } from 'vitest';
import { createTerrainPlace } from '@/scene/ground/terrainPlace';

function place() {
  const terrain = (name: string) => ({ name }) as unknown as TerrainProvider;
  const scene = { terrainProvider: terrain('level'), isDestroyed: () => false };
  let pictures = 0;
  const standing = createTerrainPlace(scene as unknown as Scene, () => (pictures += 1));
  return {
    standing,
    terrain,
    seen: () => (scene.terrainProvider as unknown as { readonly name: string }).name,
    pictures: () => pictures,
  };
}

describe('the terrain the city stands on', () => {
  it('is the ground’s own, but while a site’s stands in its place', () => {
    const { standing, terrain, seen } = place();
    standing.setOwn(terrain('ours'));
    const takeAway = standing.standIn(terrain('site'));
    expect(seen()).toBe('site');
    takeAway();
    expect(seen()).toBe('ours');
  });

  it('is never one that has been put away, in whatever order', () => {
    const { standing, terrain, seen } = place();
    standing.setOwn(terrain('ours'));
    const first = standing.standIn(terrain('first'));
    const second = standing.standIn(terrain('second'));
    first();
    expect(seen()).toBe('second');
    second();
    second();
    expect(seen()).toBe('ours');
  });

  it('is the ground’s newest when a site’s goes, and no picture is drawn for what nobody sees', () => {
    const { standing, terrain, seen, pictures } = place();
    standing.setOwn(terrain('ours'));
    const takeAway = standing.standIn(terrain('site'));
    const before = pictures();
    standing.setOwn(terrain('newer'));
    expect([seen(), pictures()]).toEqual(['site', before]);
    takeAway();
    expect(seen()).toBe('newer');
  });
});
