import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { framePanels } from '@/panels';
import { frameWords } from '@/state/wordsFrame';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = frameWords.time;
const bar = <framePanels.timeBar />;

describe('the time bar', () => {
  it.each(['zh', 'en'] as const)(
    'says in %s that now is simulated, and offers the replay',
    async (language) => {
      const { container } = createFakeCity({ language }).render(bar);
      expect(screen.getByText(w.simulatedLive[language])).toBeVisible();
      expect(screen.getByRole('button', { name: w.replayNow[language] })).toBeVisible();
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it('replays from where it is dragged, reads the time aloud, and comes back', async () => {
    const { city, clock, render } = createFakeCity({ language: 'en' });
    const { container } = render(bar);
    const at = Math.round(clock.now() / 1000) * 1000 - 5 * 60_000;
    fireEvent.change(screen.getByRole('slider', { name: w.scrub.en }), { target: { value: String(at) } });
    const time = city.time.getState();
    expect(time.mode).toBe('replay');
    expect(Math.abs(time.at - at)).toBeLessThan(1000);
    expect(screen.getByRole('slider')).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/\d\d:\d\d:\d\d$/),
    );
    expect(screen.getByText(w.replay.en)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: w.backToLive.en }));
    expect(city.time.getState().mode).toBe('live');
  });

  it('plays at the chosen speed', async () => {
    const { city, clock, render } = createFakeCity({ language: 'en' });
    render(bar);
    act(() => city.time.getState().replayAt(clock.now() - 60_000));
    const person = userEvent.setup();
    await person.click(screen.getByRole('button', { name: '×10' }));
    await person.click(screen.getByRole('button', { name: w.play.en }));
    expect(city.time.getState()).toMatchObject({ speed: 10, playing: true });
    expect(screen.getByRole('button', { name: '×10' })).toHaveAttribute('aria-pressed', 'true');
    await person.click(screen.getByRole('button', { name: w.pause.en }));
    expect(city.time.getState().playing).toBe(false);
  });
});
