import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { panels } from '@/panels';
import { readyBriefings } from '@/panels/briefing/briefings';
import { briefWords as w } from '@/state/wordsBrief';
import { frameWords } from '@/state/wordsFrame';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const panel = <panels.briefing />;
const scenes = readyBriefings()[0]?.scenes ?? [];

beforeEach(() => window.localStorage.clear());

async function play(language: 'zh' | 'en', served = true) {
  const fake = createFakeCity({ language, served });
  fake.render(panel);
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: w.start[language] }));
  const player = await screen.findByRole('dialog', { name: w.player[language] });
  return { ...fake, person, player };
}

describe('the briefing', () => {
  it.each(['zh', 'en'] as const)(
    'in %s shows each number with its time, source and grade',
    async (language) => {
      const { container } = createFakeCity({ language }).render(panel);
      await screen.findByRole('button', { name: w.start[language] });
      for (const { number, title } of scenes) {
        expect(container).toHaveTextContent(title[language]);
        if (number?.kind === 'frozen') expect(container).toHaveTextContent(number.source[language]);
      }
      expect(container).toHaveTextContent({ zh: '数据时间 2025年', en: 'As of 2025' }[language]);
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it.each(['zh', 'en'] as const)(
    'in %s is played by keyboard alone, and put away by Escape',
    async (language) => {
      const { city, person, player } = await play(language);
      await waitFor(() => expect(player).toHaveFocus());
      expect(document.documentElement.dataset['briefing']).toBe('morning');
      expect(player).toHaveTextContent(scenes[0]?.title[language] ?? '?');
      expect(city.scene.getState().flight).toMatchObject({ pose: scenes[0]?.camera });
      await person.keyboard('{ArrowRight}');
      expect(player).toHaveTextContent(scenes[1]?.title[language] ?? '?');
      await person.keyboard('{End}');
      expect(player).toHaveTextContent(w.page(3, 3)[language]);
      await person.keyboard('{ArrowRight}');
      expect(player).toHaveTextContent(w.page(3, 3)[language]);
      await person.keyboard('{Home}');
      expect(player).toHaveTextContent(w.page(1, 3)[language]);
      await person.keyboard(' ');
      expect(within(player).getByRole('button', { name: w.pause[language] })).toBeVisible();
      expect(await axeProblems(player)).toEqual([]);
      await person.keyboard('{Escape}');
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(document.documentElement.dataset['briefing']).toBeUndefined();
      expect(screen.getByRole('button', { name: w.start[language] })).toHaveFocus();
    },
  );

  it('shows only the scene’s layers, and puts the page back as it was', async () => {
    const { city, person } = await play('en');
    const visible = () =>
      Object.entries(city.scene.getState().layers).flatMap(([id, view]) => (view?.visible ? [id] : []));
    expect(visible().toSorted()).toEqual([...(scenes[0]?.layers ?? [])].toSorted());
    await person.keyboard('{End}');
    expect(visible().toSorted()).toEqual([...(scenes[2]?.layers ?? [])].toSorted());
  });

  it('carries the mark of a simulated city while it plays, with and without a server', async () => {
    const { player } = await play('zh', false);
    expect(player).toHaveTextContent(frameWords.demoMark.zh);
    expect(player).toHaveTextContent(frameWords.staticMark.zh);
  });

  it('freezes a sign as it reads now, so that later readings no longer move it', async () => {
    const { hear, pass, render } = createFakeCity({ language: 'en' });
    const { container } = render(panel);
    const person = userEvent.setup();
    await person.click(await screen.findByRole('button', { name: w.freeze.en }));
    expect(screen.getByText(w.freezeNone.en)).toBeVisible();
    act(() => {
      for (const series of [1, 2, 3, 4, 5, 6]) hear(series, 20);
      pass(250);
    });
    await person.click(screen.getByRole('button', { name: w.freeze.en }));
    const frozen = within(container).getByText('100.0');
    act(() => pass(3_600_000));
    await waitFor(() => expect(frozen).toBeVisible());
    await person.click(screen.getByRole('button', { name: w.thaw.en }));
    expect(screen.queryByText('100.0')).toBeNull();
  });
});
