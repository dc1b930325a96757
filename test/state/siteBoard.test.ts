import { describe, expect, it, vi } from 'vitest';
import { siteEntry, type SiteAnswer } from '@/contracts/siteScene';
import type { CityQuery } from '@/feeds/cityQuery';
import type { Clock } from '@/feeds/clock';
import { watchSite } from '@/state/siteBoard';

const said = { zh: '实景', en: 'Mesh' };
const mesh = (id: string) =>
  siteEntry.parse({
    ...{ kind: '3dtiles', id, title: said, group: 'base', clause: '44', url: '/site/a/tileset.json' },
    provenance: { grade: 'measured', source: said, licence: 'own', date: '2024', datum: 'CGCS2000' },
  });
const answer = (...ids: readonly string[]): SiteAnswer => ({ entries: ids.map(mesh), refused: [] });

function watched(served = true) {
  const site = vi.fn(() => Promise.resolve(answer('mesh')));
  const due: { readonly ms: number; readonly act: () => void }[] = [];
  const clock = {
    after: (ms: number, act: () => void) => {
      const one = { ms, act };
      due.push(one);
      return () => void (due.includes(one) && due.splice(due.indexOf(one), 1));
    },
  };
  const watch = watchSite({ site, served } as unknown as CityQuery, clock as unknown as Clock);
  const pass = async () => {
    const next = due.shift();
    next?.act();
    await vi.waitFor(() =>
      expect(site.mock.settledResults.every(({ type }) => type !== 'incomplete')).toBe(true),
    );
    await Promise.resolve();
    return next?.ms;
  };
  return { watch, site, due, pass };
}

describe('the list of what a site adds', () => {
  it('is read again, and what says the same is the same: nothing of it is drawn anew', async () => {
    const { watch, site, pass } = watched();
    await watch.read();
    const before = watch.store.getState().entries;
    await pass();
    expect(site).toHaveBeenCalledTimes(2);
    expect(watch.store.getState().entries).toBe(before);
    site.mockResolvedValue(answer('mesh', 'late'));
    await pass();
    const now = watch.store.getState().entries;
    expect(now.map(({ id }) => id)).toEqual(['mesh', 'late']);
    expect(now[0]).toBe(before[0]);
  });

  it('is asked for sooner where it could not be had, and what was known of it stays', async () => {
    const { watch, site, due } = watched();
    await watch.read();
    const usual = due[0]!.ms;
    site.mockRejectedValueOnce(new Error('away'));
    await watch.read();
    expect(due).toHaveLength(1);
    expect(due[0]!.ms).toBeLessThan(usual);
    expect(watch.store.getState().entries).toHaveLength(1);
  });

  it('is one reading at a time: the last asked for is the one that is kept', async () => {
    const { watch, site, due } = watched();
    let slow: (list: SiteAnswer) => void = () => undefined;
    site.mockReturnValueOnce(new Promise((resolve) => (slow = resolve)));
    const first = watch.read();
    site.mockResolvedValueOnce(answer('newer'));
    await watch.read();
    slow(answer('older'));
    await first;
    expect(watch.store.getState().entries.map(({ id }) => id)).toEqual(['newer']);
    expect(due).toHaveLength(1);
  });

  it('is read once where no server of ours would add to it', async () => {
    const { watch, due } = watched(false);
    await watch.read();
    expect(due).toEqual([]);
  });

  it('is asked for no more once the page is left', async () => {
    const { watch, due } = watched();
    await watch.read();
    watch.destroy();
    expect(due).toEqual([]);
  });
});
