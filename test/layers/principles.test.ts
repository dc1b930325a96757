import { describe, expect, it } from 'vitest';
import { principleIds, principleOf } from '@/domain/principles/rules';
import { principles } from '@/layers/principles';
import { principleLooks } from '@/layers/principles/looks';
import { classesOf, residentsTold } from '@/state/wordsPrinciples';
import { fakePlanningCells } from '../support/fakePlanning';
import { fakeHost } from '../support/layerHost';
import { smallCity } from './smallCity';

const [home, few] = fakePlanningCells.cells.map(([column, row]) => `${column}-${row}`);

async function attached(by: (typeof principleIds)[number]) {
  const { city, table } = smallCity();
  table.write({
    ...{ epoch: 1, seq: 1, revision: 1 },
    value: Float64Array.of(50),
    timeMs: Float64Array.of(0),
    slot: Uint32Array.of(0),
    quality: Uint8Array.of(0),
  });
  const { attach } = await principles.primitives();
  const view = { visible: true, opacity: 1, options: { by } };
  const handle = await attach(fakeHost().host, view, city);
  return { handle, city };
}

describe('the map of the principles', () => {
  it.each(principleIds)(
    'coloured by %s says its classes, its direction, the city’s value and the time',
    async (by) => {
      const { handle } = await attached(by);
      await expect.poll(() => handle.legend?.()?.note?.zh).toContain('截至');
      const legend = handle.legend?.();
      expect(legend?.title.zh).toContain(principleOf(by).title.zh);
      expect(legend?.items).toHaveLength(5);
      expect(legend?.note?.en).toMatch(/Whole city (\d+ %|no data), as of .*derived/);
      handle.destroy();
    },
  );

  it('says another thing when another principle is chosen', async () => {
    const { handle } = await attached('layout');
    handle.apply({ visible: true, opacity: 1, options: { by: 'trust' } });
    expect(handle.legend?.()?.title.en).toContain('Safe and sound');
    handle.destroy();
  });

  it('tells of a cell its people, its facilities, the formula and what is lacking', async () => {
    const { city } = smallCity();
    const sheet = await principles.describe(home!, city);
    const told = Object.fromEntries(sheet!.rows.map(({ label, value }) => [label.zh, value.zh]));
    expect(told['居民（推导）']).toBe('4,200');
    expect(told['涉及设施']).toBe('江汉路站，教育建筑 2（示意生成）');
    expect(told['公式']).toBe(principleOf('layout').formula.zh);
    expect(told['缺少']).toContain('摄像');
    expect(told['合理布局']).toBe('无数据');
    const other = await principles.describe(few!, city);
    expect(other!.rows.find(({ label }) => label.zh === '居民（推导）')?.value.zh).toBe('<10');
  });

  it('never tells how few they are where they are fewer than ten', () => {
    for (let people = 1; people < 10; people += 1) expect(residentsTold(people).zh).toBe('<10');
    expect(residentsTold(0).zh).toBe('0');
    expect(residentsTold(10).zh).toBe('10');
    expect(residentsTold(undefined).zh).toBe('未分摊');
  });

  it.each(principleIds)('%s has classes that part where its levels do', (id) => {
    const words = classesOf(id).map(({ zh }) => zh);
    expect(new Set(words).size).toBe(5);
    expect(words[0]).toMatch(principleOf(id).better === 'less' ? /^(0|<)/ : /^>/);
    expect(words[4]).toMatch(principleOf(id).better === 'less' ? /^≥/ : /^≤/);
  });

  it('falls or grows in light from the best to the worst, so that a grey print reads alike', () => {
    const light = (colour: string) =>
      [1, 3, 5].reduce(
        (sum, at, index) => sum + parseInt(colour.slice(at, at + 2), 16) * [0.3, 0.59, 0.11][index]!,
        0,
      );
    for (const [theme, { levels }] of Object.entries(principleLooks)) {
      const lights = levels.map(light);
      expect(lights).toEqual([...lights].sort((a, b) => (theme === 'day' ? b - a : a - b)));
    }
  });
});
