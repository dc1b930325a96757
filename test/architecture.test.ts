import { describe, expect, it } from 'vitest';
import { readTree } from './support/sourceTree';
import { brokenWalls } from './support/walls';

const brokenIn = (path: string, source: string, others: Readonly<Record<string, string>> = {}) =>
  brokenWalls(new Map([[path, source], ...Object.entries(others)]));

const planted: readonly (readonly [rule: string, path: string, source: string])[] = [
  ['imports go downward only', 'src/domain/alarm.ts', `import { x } from '@/state/city';`],
  ['imports go downward only', 'src/feeds/liveFeed.ts', `import type { Scene } from '../scene/layer';`],
  ['imports go downward only', 'src/panels/Tree.tsx', `export { desk } from '@/workspaces';`],
  ['siblings never import each other', 'src/tools/measure.ts', `import { layers } from '@/layers';`],
  ['nobody imports app', 'src/panels/Clock.tsx', `import { Shell } from '@/app/Shell';`],
  ['nobody imports server', 'src/app/main.tsx', `import { hub } from '@/server/hub';`],
  ['nobody imports builder', 'src/server/main.ts', `await import('@/builder/tiles');`],
  ['server imports only contracts and domain', 'src/server/http.ts', `import { x } from '@/feeds/client';`],
  ['builder imports only contracts and domain', 'src/builder/main.ts', `import { x } from '../state/city';`],
  ['only its registry', 'src/workspaces/operate.ts', `import { Alarms } from '@/panels/Alarms';`],
  ['only its registry', 'src/panels/Sheet.tsx', `import { entry } from '@/layers/water/index';`],
  ['only scene and layers know the engine', 'src/panels/Map.tsx', `import { Math } from 'cesium';`],
  ['only scene and layers know the engine', 'src/app/main.tsx', `const x = import('@cesium/engine');`],
  ['does not load the engine', 'src/layers/water/index.ts', `import { Color } from 'cesium';`],
  ['domain runs anywhere', 'src/domain/policy.ts', `import { readFileSync } from 'node:fs';`],
  ['domain knows no React', 'src/domain/policy.ts', `import { useState } from 'react';`],
  ['domain reads no clock', 'src/domain/freshness.ts', `export const now = () => Date.now();`],
  ['domain throws no dice', 'src/domain/fleetPlan.ts', `export const x = Math.random();`],
  ['domain asks nobody', 'src/domain/signs.ts', `export const x = fetch('/api');`],
  ['has no place among the walls', 'src/helpers/misc.ts', `export const x = 1;`],
];

describe('the walls between the folders', () => {
  it('stand everywhere in src', () => {
    const files = readTree('src', /\.tsx?$/);
    expect(files.size).toBeGreaterThan(20);
    expect(brokenWalls(files)).toEqual([]);
  });

  it.each(planted)('"%s" is seen to be broken by %s', (rule, path, source) => {
    const broken = brokenIn(path, source);
    expect(broken).toHaveLength(rule.includes('load the engine') ? 2 : 1);
    expect(broken[0]).toContain(path);
    expect(broken[0]).toContain(rule);
  });

  it('hide no engine behind a second file of a layer', () => {
    const behind = { 'src/layers/water/shore.ts': `import { Color } from 'cesium';` };
    expect(brokenIn('src/layers/water/index.ts', `import { shore } from './shore';`, behind)).toEqual([
      'src/layers/water/index.ts: a definition does not load the engine',
    ]);
  });

  it('let a definition name the engine’s types and load its drawing later', () => {
    const source = `
      import type { BoundingSphere } from 'cesium';
      import {
        layerEntry,
      } from '@/contracts/layer';
      // import { Color } from 'cesium';
      export const water = { primitives: () => import('./scene') };`;
    expect(brokenIn('src/layers/water/index.ts', source)).toEqual([]);
  });
});

describe('how high the ground lies', () => {
  /** The level ground itself, and the register of crossings, which is made before there is any relief. */
  const allowed = ['src/builder/prepare/crossings.ts', 'src/contracts/geo.ts', 'src/domain/relief.ts'];

  it('is asked of the relief: nothing stands on the constant of level ground', () => {
    const users = [...readTree('src', /\.tsx?$/)].filter(([, source]) => /\bgroundHeight\b/.test(source));
    expect(users.map(([path]) => path).sort()).toEqual(allowed);
  });
});
