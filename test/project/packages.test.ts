import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/sourceTree';

const readJson = (path: string): unknown => JSON.parse(readFileSync(`${repository}/${path}`, 'utf8'));

interface Manifest {
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

describe('the packages the project stands on', () => {
  const manifest = readJson('package.json') as Manifest;
  const lock = readJson('package-lock.json') as LockFile;
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };

  it('are named by exact versions, and the lock file holds those', () => {
    for (const [name, version] of Object.entries(wanted)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('are at most thirty at run time', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(30);
  });

  it('are fetched from whatever registry the site has: the lock file names none', () => {
    const named = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    expect(named.map(([path]) => path)).toEqual([]);
  });

  it('run on the Node that the bootstrap asks for, in the one form it reads', () => {
    expect(manifest.engines['node']).toMatch(/^>=\d+\.\d+$/);
    expect(manifest.license).toBe('Apache-2.0');
  });
});
