import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { principleRules } from '@/domain/principles/rules';
import { Inspector } from '@/panels/inspector/Inspector';
import Principles from '@/panels/principles/Principles';
import { worstFile } from '@/panels/principles/worstFile';
import { principleBoard } from '@/state/principleBoard';
import { layerWords } from '@/state/wordsLayers';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

async function shown(language: 'zh' | 'en' = 'zh') {
  const fake = createFakeCity({ language });
  for (const { id } of fake.city.catalogue.getState().catalogue!.series) fake.hear(id, 1);
  const { container } = fake.render(<Principles />);
  await screen.findAllByRole('radio');
  return { ...fake, container };
}

describe('六项原则', () => {
  it('offers the six in the order of the article, and none is on before it is chosen', async () => {
    await shown();
    const radios = screen.getAllByRole('radio');
    expect(radios.map((radio) => radio.parentElement?.textContent)).toEqual(
      principleRules.principles.map(({ title }) => title.zh),
    );
    expect(radios.some((radio) => (radio as HTMLInputElement).checked)).toBe(false);
  });

  it('turns the map on by the principle chosen and lists its worst cells with residents and facilities', async () => {
    const { city, container } = await shown();
    fireEvent.click(screen.getByRole('radio', { name: '合理布局' }));
    const view = () => city.scene.getState().layers.principles;
    expect(view()).toMatchObject({ visible: true, options: {} });
    const table = await screen.findByRole('table', { name: /最差的十格/ });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.querySelectorAll('td')[1]?.textContent)).toContain('<10');
    expect(table.textContent).toContain('武昌区');
    fireEvent.click(screen.getByRole('radio', { name: '安全可信' }));
    expect(view()).toMatchObject({ visible: true, options: { by: 'trust' } });
    fireEvent.click(screen.getByRole('radio', { name: '合理布局' }));
    // A link says nothing of what holds anyway: it would not be understood.
    expect(view()?.options).not.toHaveProperty('by');
    expect(await axeProblems(container)).toEqual([]);
  });

  it('flies to a cell of the list and selects it', async () => {
    const { city } = await shown();
    fireEvent.click(screen.getByRole('radio', { name: '合理布局' }));
    const table = await screen.findByRole('table');
    const [first] = within(table).getAllByRole('button');
    fireEvent.click(first!);
    const { selection, flight } = city.scene.getState();
    expect(selection?.layer).toBe('principles');
    expect(flight).toMatchObject({ kind: 'feature', ref: selection });
    expect(first).toHaveAttribute('aria-pressed', 'true');
  });

  it('says in full English how it is reckoned and what is lacking', async () => {
    await shown('en');
    fireEvent.click(screen.getByRole('radio', { name: 'Safe and sound' }));
    const region = await screen.findByRole('region', { name: 'Safe and sound' });
    expect(region).toHaveTextContent('no source, not counted');
    expect(region).toHaveTextContent('Test census');
    // The two schemes are known by their Chinese names, which stand beside the English ones.
    expect(region.textContent?.replace(/（?等保）?|密评/g, '')).not.toMatch(/[\u4e00-\u9fff]/u);
  });

  it('tells a selected cell anew when another principle is chosen', async () => {
    const { city, render } = await shown();
    fireEvent.click(screen.getByRole('radio', { name: '合理布局' }));
    const [first] = within(await screen.findByRole('table')).getAllByRole('button');
    fireEvent.click(first!);
    render(<Inspector />);
    const sheet = await screen.findByRole('region', { name: layerWords.sheet.region.zh });
    expect(await within(sheet).findByText('合理布局')).toBeVisible();
    fireEvent.click(screen.getByRole('radio', { name: '共建共享' }));
    expect(await within(sheet).findByText('共建共享')).toBeVisible();
    expect(city.scene.getState().selection?.layer).toBe('principles');
  });

  it('goes on counting while it is looked at', async () => {
    const { city, hear, pass } = await shown();
    fireEvent.click(screen.getByRole('radio', { name: '技术先进' }));
    await screen.findByText(/截至/);
    const board = await principleBoard(city);
    const before = board.told('advance')!;
    hear(1, 2);
    pass(31_000);
    await expect.poll(() => board.told('advance')!.at).toBeGreaterThan(before.at);
  });

  it('saves its ten cells with time, unit, grade and source, and nobody is counted out', async () => {
    const { city } = await shown();
    fireEvent.click(screen.getByRole('radio', { name: '合理布局' }));
    await screen.findByRole('table');
    const board = await principleBoard(city);
    const { head, rows } = worstFile('layout', board.told('layout')!, board, 'zh');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toHaveLength(head.length);
      expect(row[head.indexOf('单位')]).toBe('%');
      expect(row[head.indexOf('等级')]).toBe('推导（自模拟读数）');
      expect(row[head.indexOf('来源')]).toContain('测试普查');
      expect(row[head.indexOf('时刻')]).toMatch(/\+08:00$/);
    }
    expect(rows.map((row) => row[head.indexOf('居民（普查分摊）')])).toContain('<10');
  });

  it('says so where the base has no planning cells, and asks again', async () => {
    const fake = createFakeCity();
    fake.asked.planningCells.mockRejectedValueOnce(new Error('404'));
    fake.render(<Principles />);
    expect(await screen.findByRole('alert')).toHaveTextContent('404');
    fireEvent.click(screen.getByRole('button'));
    expect(await screen.findAllByRole('radio')).toHaveLength(6);
  });
});
