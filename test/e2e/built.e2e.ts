import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageSizes } from '../support/pageSizes';
import { buildProduct } from '../support/product';
import { repository } from '../support/sourceTree';

const dist = join(repository, 'dist');
const kilobyte = 1_000;

describe('the built page', () => {
  beforeAll(buildProduct);

  it('loads at most 200 KB of script before the shell is usable, none of it the engine', () => {
    const { shell, shellFiles } = pageSizes();
    expect(shellFiles.length).toBeGreaterThan(0);
    expect(shellFiles.filter((file) => /engine|turf/.test(file))).toEqual([]);
    expect(shell / kilobyte).toBeLessThanOrEqual(200);
  });

  it('has the engine in one chunk of at most 1,350 KB', () => {
    const { engine } = pageSizes();
    expect(engine / kilobyte).toBeGreaterThan(500);
    expect(engine / kilobyte).toBeLessThanOrEqual(1_350);
  });

  it('brings the engine’s workers and assets, and nothing beside its own folder', () => {
    const unpackers = ['ThirdParty/draco_decoder.wasm', 'ThirdParty/basis_transcoder.wasm'];
    for (const part of ['Workers', 'Assets', ...unpackers]) {
      expect(existsSync(join(dist, 'cesium', part)), part).toBe(true);
    }
    expect(readdirSync(join(dist, 'cesium/Workers')).length).toBeGreaterThan(20);
    expect(existsSync(join(repository, 'Workers'))).toBe(false);
  });

  it('carries the city, whole', () => {
    expect(existsSync(join(dist, 'tiles/manifest.json'))).toBe(true);
    expect(existsSync(join(dist, 'tiles/buildings/tileset.json'))).toBe(true);
  });

  it('states its own policy, without eval', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(html).toContain('Content-Security-Policy');
    expect(html).not.toContain("'unsafe-eval'");
  });
});
