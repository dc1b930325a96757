import { afterEach, describe, expect, it, vi } from 'vitest';
import { groundFiles } from '@/contracts/base';
import { reliefFile } from '@/contracts/relief';
import { readRelief } from '@/scene/ground/readRelief';

const base = 'http://here/tiles/';
const list = reliefFile.parse({
  version: 1,
  stepM: 0.1,
  otherwiseM: 8.4,
  grids: [{ file: 'ground/relief.bin', box: [114.2, 30.5, 114.4, 30.7], columns: 2, rows: 2 }],
  provenance: {
    grade: 'generated',
    source: { zh: '试验', en: 'a trial' },
    licence: 'CC0-1.0',
    date: '2026',
    datum: 'WGS 84',
  },
});

/** A base whose files are these, and nothing else. */
function serve(files: Readonly<Record<string, string | ArrayBuffer>>): void {
  vi.stubGlobal('fetch', (asked: URL) => {
    const path = asked.href.slice(base.length);
    const body = files[path];
    return Promise.resolve(new Response(body ?? '', { status: body === undefined ? 404 : 200 }));
  });
}
const whole = {
  [groundFiles.relief]: JSON.stringify(list),
  'ground/relief.bin': Int16Array.of(100, 200, 300, 400).buffer,
};

afterEach(() => vi.unstubAllGlobals());

describe('the heights of a base', () => {
  it('are read with whom they come from', async () => {
    serve(whole);
    const relief = await readRelief(base);
    expect(relief.heightAt(114.2, 30.7)).toBeCloseTo(10, 6);
    expect(relief.provenance?.source.en).toBe('a trial');
  });

  it('that have not changed are the same ground, and others are another', async () => {
    serve(whole);
    const before = await readRelief(base);
    expect(await readRelief(base, before)).toBe(before);
    serve({ ...whole, 'ground/relief.bin': Int16Array.of(100, 200, 300, 401).buffer });
    expect(await readRelief(base, before)).not.toBe(before);
  });

  it.each([
    ['a base without them', {}, 'ground/relief.json: 404'],
    ['a list that is no list', { ...whole, [groundFiles.relief]: '<html>' }, 'ground/relief.json: not JSON'],
    [
      'a list of something else',
      { ...whole, [groundFiles.relief]: '{}' },
      'ground/relief.json: not a list of grids',
    ],
    ['a grid that is missing', { [groundFiles.relief]: whole[groundFiles.relief] }, 'ground/relief.bin: 404'],
    ['a torn grid', { ...whole, 'ground/relief.bin': new ArrayBuffer(6) }, 'does not hold 2 × 2 heights'],
  ])('of %s reject with the file and its trouble', async (_, files, reason) => {
    serve(files);
    await expect(readRelief(base)).rejects.toThrow(reason);
  });

  it('of a server that is gone reject with the file', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network down')));
    await expect(readRelief(base)).rejects.toThrow('ground/relief.json: network down');
  });
});
