import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { holdsSimulated } from '@/domain/cityGrade';
import { scenarios } from '@/domain/scenarios';
import { CityMark } from '@/panels/scenario/CityMark';
import { scenarioEveryMs } from '@/state/scenarioPlay';
import { frameWords as w } from '@/state/wordsFrame';
import { createFakeCity, operator, ordinaryDay, smallCatalogue } from '../support/fakeCity';
import { axeProblems } from './axe';

const [weekday, rainstorm] = scenarios as [(typeof scenarios)[0], (typeof scenarios)[0]];

describe.each(['zh', 'en'] as const)('the mark of the simulated city in %s', (language) => {
  const opened = async (played = ordinaryDay) => {
    const fake = createFakeCity({ language, session: operator });
    fake.asked.playedScenario.mockResolvedValue({ ok: true, value: played });
    fake.render(<CityMark />);
    const button = await screen.findByRole('button', { name: new RegExp(w.demoMark[language]) });
    await userEvent.click(button);
    return { ...fake, button, dialog: screen.getByRole('dialog', { name: w.scenario.title[language] }) };
  };

  it('names the scenario, and opens the choice of all with what each is about', async () => {
    const { button, dialog } = await opened();
    expect(button).toHaveAccessibleName(new RegExp(weekday.title[language]));
    const choices = within(dialog).getAllByRole('radio');
    expect(choices).toHaveLength(scenarios.length);
    for (const { title, about } of scenarios) {
      expect(within(dialog).getByRole('radio', { name: new RegExp(`^${title[language]}`) })).toBeVisible();
      expect(within(dialog).getByText(about[language])).toBeVisible();
    }
    expect(within(dialog).getByRole('radio', { checked: true })).toHaveAccessibleName(
      new RegExp(`^${weekday.title[language]}`),
    );
    expect(dialog).toHaveTextContent(w.scenario.fromStart[language]);
    expect(await axeProblems(dialog)).toEqual([]);
  });

  it('switches by keyboard, and then says since when and by whom', async () => {
    const { asked, button, dialog } = await opened();
    act(() => within(dialog).getByRole('radio', { checked: true }).focus());
    await userEvent.keyboard('{ArrowDown}');
    expect(asked.playScenario).toHaveBeenCalledExactlyOnceWith('rainstorm');
    expect(button).toHaveTextContent(rainstorm.title[language]);
    expect(dialog).toHaveTextContent('operator');
  });

  it('says who may switch to one who may not', async () => {
    const refused = 'only some may';
    const { asked, dialog } = await opened({ ...ordinaryDay, refused });
    await userEvent.click(within(dialog).getByText(rainstorm.title[language]));
    expect(asked.playScenario).not.toHaveBeenCalled();
    expect(within(dialog).getByRole('status')).toHaveTextContent(refused);
  });
});

describe('the mark', () => {
  it('says why a switch did not come about, and stays with what is played', async () => {
    const fake = createFakeCity({ language: 'en', session: operator });
    fake.asked.playScenario.mockResolvedValue({ ok: false, status: 503, detail: 'not just now' });
    fake.render(<CityMark />);
    await userEvent.click(await screen.findByRole('button'));
    await userEvent.click(screen.getByText(rainstorm.title.en));
    expect(await screen.findByText(/not just now/)).toBeVisible();
    expect(screen.getByRole('radio', { checked: true })).toHaveAccessibleName(/^Weekday/);
  });

  it('follows what another page switched to', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.render(<CityMark />);
    await screen.findByRole('button', { name: /Weekday/ });
    fake.asked.playedScenario.mockResolvedValue({
      ok: true,
      value: { ...ordinaryDay, scenario: 'power-cut', person: 'steward' },
    });
    act(() => fake.clock.advance(scenarioEveryMs));
    expect(await screen.findByRole('button', { name: /Power cut/ })).toBeVisible();
  });

  it('is a plain word where no simulator can be asked', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.asked.playedScenario.mockResolvedValue({ ok: false, status: 404, detail: 'none' });
    fake.render(<CityMark />);
    expect(await screen.findByText(w.demoMark.en)).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it.each([
    ['before anything is known', undefined, true],
    ['with one simulated series', smallCatalogue, true],
    ['with no series at all', { ...smallCatalogue, series: [] }, false],
  ])('%s takes the city for simulated: %s', (_, catalogue, expected) => {
    expect(holdsSimulated(catalogue)).toBe(expected);
  });
});
