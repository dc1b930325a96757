import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { indicatorIds } from '@/indicators';
import VitalSigns from '@/panels/vitalSigns/VitalSigns';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const board = <VitalSigns indicators={indicatorIds} />;
const signCard = (title: string) => screen.getByRole('button', { name: new RegExp(title) }).closest('li')!;

// The dialog with its chart and lines takes its time under axe on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(() => import('@/panels/vitalSigns/WhyDialog'));

describe.each(['zh', 'en'] as const)('the vital signs in %s', (language) => {
  it('say no data before anything was heard, never zero and never normal', () => {
    const { city, render } = createFakeCity({ language });
    const { container } = render(board);
    const absent = { zh: '无数据', en: 'No data' }[language];
    expect(within(container).getAllByText(absent)).toHaveLength(indicatorIds.length);
    expect(screen.queryByText('0')).toBeNull();
    expect(city.preferences.getState().language).toBe(language);
  });

  it('show a value with its unit and state in words, and are clean for axe', async () => {
    const { hear, pass, render } = createFakeCity({ language });
    const { container } = render(board);
    act(() => {
      hear(3, 18.2);
      hear(4, 3);
      pass(250);
    });
    const card = signCard({ zh: '路面渍水深度', en: 'Water depth on roads' }[language]);
    expect(card).toHaveTextContent('18.2 cm');
    expect(within(card).getByText({ zh: '预警', en: 'Warning' }[language])).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });
});

describe('why', () => {
  it('is told of a sign: formula, inputs by share, limits with standing, and each line flies', async () => {
    const { city, hear, pass, render } = createFakeCity({ language: 'en' });
    render(board);
    act(() => {
      hear(3, 18.2);
      hear(4, 3);
      pass(250);
    });
    const person = userEvent.setup();
    const w = operateWords.why;
    await person.click(
      screen.getByRole('button', { name: operateWords.signs.whyOf('Water depth on roads').en }),
    );
    const dialog = await screen.findByRole('dialog', undefined, { timeout: 20_000 });
    expect(await within(dialog).findByText(w.formula.en)).toBeVisible();
    expect(within(dialog).getByText(w.standing.ours.en)).toBeVisible();
    expect(within(dialog).getByText(/draft for comment/)).toBeVisible();
    expect(within(dialog).getByText(w.crossed('Warning', '15.0').en)).toBeVisible();
    expect(await axeProblems(dialog)).toEqual([]);
    const lines = within(dialog).getAllByRole('button', { name: /^Fly to/ });
    const first = lines[0];
    if (first === undefined) throw new Error('the sign has inputs');
    await person.click(first);
    expect(city.scene.getState().selection).toEqual({ layer: 'sensors', feature: '3' });
    expect(city.scene.getState().flight).toMatchObject({ kind: 'place' });
  });

  it('says what it could not learn and asks again', async () => {
    const { asked, render } = createFakeCity({ language: 'en' });
    asked.why.mockRejectedValueOnce(new Error('no answer'));
    render(board);
    const person = userEvent.setup();
    await person.click(screen.getByRole('button', { name: /Air quality/ }));
    expect(await screen.findByText(operateWords.why.failed('no answer').en)).toBeVisible();
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(operateWords.why.formula.en)).toBeVisible();
    expect(asked.why).toHaveBeenCalledTimes(2);
  });
});
