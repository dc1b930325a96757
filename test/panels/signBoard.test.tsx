import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignHistory } from '@/contracts/signHistory';
import { signDefinitions } from '@/domain/definitions';
import { indicatorIds } from '@/indicators';
import VitalSigns from '@/panels/vitalSigns/VitalSigns';
import { boardWords } from '@/state/wordsBoard';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity, type FakeCity } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const panel = <VitalSigns indicators={indicatorIds} />;
const minute = 60_000;
const day = 24 * 60 * minute;
// Thirty-six cards under axe take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(() =>
  Promise.all([import('@/panels/vitalSigns/SignBoard'), import('@/panels/vitalSigns/WhyDialog')]),
);
afterEach(() => void vi.restoreAllMocks());

/** A history in which the water on the roads stood at `depth` at each of `times`. */
function depthsAt(times: readonly number[], depth: number, generated: boolean): SignHistory {
  const all = <T,>(value: T) => times.map(() => value);
  return {
    scope: 'city',
    t: [...times],
    generated: all(generated),
    signs: [
      {
        id: 'road-water-depth',
        states: all(0),
        measures: [{ id: 'main', min: all(depth), max: all(depth), last: all(depth), states: all(0) }],
      },
    ],
  };
}

/** The board of all, opened by its key, over a city with water on its roads. */
async function openBoard(fake: FakeCity) {
  fake.render(panel);
  act(() => {
    fake.hear(3, 18.2);
    fake.hear(4, 3);
    fake.pass(250);
  });
  fireEvent.keyDown(document.body, { key: 'b' });
  const board = await screen.findByRole('dialog', undefined, { timeout: 20_000 });
  const cardOf = (title: string) =>
    within(board)
      .getByRole('button', { name: new RegExp(title) })
      .closest('li')!;
  return { board, cardOf };
}

describe.each(['zh', 'en'] as const)('the board of all signs in %s', (language) => {
  it('shows thirty-six with value, unit and state, counts the states, and is clean for axe', async () => {
    const fake = createFakeCity({ language });
    const { board, cardOf } = await openBoard(fake);
    expect(board.querySelectorAll('[data-card]')).toHaveLength(36);
    const card = cardOf({ zh: '路面渍水深度', en: 'Water depth on roads' }[language]);
    expect(card).toHaveTextContent('18.2 cm');
    expect(within(card).getByText({ zh: '预警', en: 'Warning' }[language])).toBeVisible();
    const states = within(board).getByRole('group', { name: boardWords.states[language] });
    const warning = { zh: '预警', en: 'Warning' }[language];
    expect(within(states).getByRole('button', { name: new RegExp(warning) })).toHaveTextContent('1');
    expect(within(states).getAllByRole('button')[0]).toHaveTextContent({ zh: '告警', en: 'Alarm' }[language]);
    expect(await axeProblems(board)).toEqual([]);
  });
});

describe('the board of all signs', () => {
  it('never shows a composite without its parts, each with its unit, state and weight', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { cardOf } = await openBoard(fake);
    const composites = signDefinitions.filter(({ measures }) => measures.length > 1);
    expect(composites.length).toBeGreaterThan(1);
    for (const sign of composites) {
      const parts = within(cardOf(sign.title.en.replaceAll(/[()/.]/g, '.'))).getByRole('list', {
        name: boardWords.parts.en,
      });
      const lines = within(parts).getAllByRole('listitem');
      expect(lines).toHaveLength(sign.measures.length);
      lines.forEach((line, index) => {
        expect(line).toHaveTextContent(sign.measures[index]!.title.en);
        expect(line).toHaveTextContent(/weight \d+%/);
        expect(line).toHaveTextContent(/No data|Normal|Attention|Warning|Alarm|Stale/);
      });
    }
  });

  it('says of a sign without a source why there is none', async () => {
    const { cardOf } = await openBoard(createFakeCity({ language: 'en' }));
    expect(cardOf('Tributary stations above warning')).toHaveTextContent('No source that can be cited');
  });

  it('holds a value against an hour ago and the same hour last week, and says what was imagined', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.asked.signHistory.mockImplementation(({ to }) =>
      Promise.resolve(
        to > monday - day
          ? depthsAt([monday - 75 * minute, monday - 60 * minute, monday - 5 * minute], 15.2, false)
          : depthsAt([monday - 7 * day - 20 * minute, monday - 7 * day], 10, true),
      ),
    );
    const { cardOf } = await openBoard(fake);
    const card = cardOf('Water depth on roads');
    await waitFor(() => expect(card).toHaveTextContent(boardWords.trend('3.0', 'up').en));
    expect(card).toHaveTextContent('10.0 (+8.2)');
    expect(within(card).getByText(boardWords.generated.en)).toBeVisible();
    expect(within(card).getByRole('img')).toHaveAccessibleName(/Last 24 h: least 15.2/);
  });

  it('says that nothing is kept of then, and never makes a number up', async () => {
    const { cardOf } = await openBoard(createFakeCity({ language: 'en' }));
    const card = cardOf('Water depth on roads');
    await waitFor(() => expect(card).toHaveTextContent(boardWords.noWeek.en));
    expect(card).toHaveTextContent(boardWords.noHour.en);
  });

  it('says without a server that no history is kept', async () => {
    const fake = createFakeCity({ language: 'en', served: false });
    fake.asked.signHistory.mockResolvedValue(undefined);
    const { board } = await openBoard(fake);
    expect(await within(board).findByText(boardWords.static.en)).toBeVisible();
  });

  it('says what of the past did not come, and asks again', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.asked.signHistory.mockRejectedValueOnce(new Error('no answer'));
    const { board } = await openBoard(fake);
    expect(await within(board).findByText(boardWords.failed('no answer').en)).toBeVisible();
    await userEvent.setup().click(within(board).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(within(board).queryByText(boardWords.failed('no answer').en)).toBeNull());
  });

  it('asks as of the time and the part of the city that are shown', async () => {
    const fake = createFakeCity({ language: 'en' });
    const at = monday - 90 * minute;
    await openBoard(fake);
    await act(() => fake.city.lookAt('420102'));
    act(() => fake.city.time.getState().replayAt(at, 'then'));
    await waitFor(() => {
      const last = fake.asked.signHistory.mock.lastCall?.[0];
      expect(last).toMatchObject({ scope: '420102', time: { mode: 'replay', at, knownAt: at } });
    });
  });

  it('is searched, cut by state and domain, and read as a table', async () => {
    const { board } = await openBoard(createFakeCity({ language: 'en' }));
    const person = userEvent.setup();
    const shown = () => board.querySelectorAll('[data-card]').length;
    const search = within(board).getByRole('searchbox', { name: boardWords.search.en });
    await person.type(search, 'water depth');
    expect(shown()).toBe(1);
    await person.clear(search);
    await person.selectOptions(
      within(board).getByRole('combobox', { name: boardWords.domains.en }),
      'weather',
    );
    expect(shown()).toBe(signDefinitions.filter(({ domain }) => domain === 'weather').length);
    await person.selectOptions(within(board).getByRole('combobox', { name: boardWords.domains.en }), '');
    await person.click(within(board).getByRole('button', { name: /^Warning/ }));
    expect(shown()).toBe(1);
    await person.click(within(board).getByRole('button', { name: boardWords.table.en }));
    const table = within(board).getByRole('table');
    expect(within(table).getAllByRole('columnheader')).toHaveLength(9);
    expect(within(table).getByRole('row', { name: /Water depth on roads/ })).toHaveTextContent('18.2');
    expect(await axeProblems(board)).toEqual([]);
  });

  it('is walked by arrows, asks why by Enter, and closes by Esc, one after the other', async () => {
    const { board } = await openBoard(createFakeCity({ language: 'en' }));
    const cards = [...board.querySelectorAll<HTMLButtonElement>('[data-card]')];
    const person = userEvent.setup();
    act(() => cards[0]?.focus());
    await person.keyboard('{ArrowRight}');
    expect(cards[1]).toHaveFocus();
    await person.keyboard('{End}');
    expect(cards.at(-1)).toHaveFocus();
    await person.keyboard('{Home}{Enter}');
    expect(await screen.findByText(operateWords.why.formula.en)).toBeVisible();
    await person.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText(operateWords.why.formula.en)).toBeNull());
    expect(screen.getByRole('dialog')).toBe(board);
    await person.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('does not open by its key while one types', () => {
    createFakeCity().render(
      <>
        <input aria-label="note" />
        {panel}
      </>,
    );
    fireEvent.keyDown(screen.getByLabelText('note'), { key: 'b' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves as a file that says source, time, unit, grade and that this is a demonstration', async () => {
    const taken: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      taken.push(blob as Blob);
      return 'blob:taken';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { board } = await openBoard(createFakeCity({ language: 'en' }));
    await userEvent.setup().click(within(board).getByRole('button', { name: boardWords.csv.en }));
    const text = await taken[0]!.text();
    const line = text.split('\r\n').find((row) => row.includes('Water depth on roads'));
    expect(line).toMatch(/^2026-03-02T10:00:\d\d\+08:00,Whole city,5,/);
    for (const word of ['18.2,cm,Warning', boardWords.file.source.en, 'Simulated', boardWords.file.demo.en])
      expect(line).toContain(word);
    expect(text.trim().split('\r\n')).toHaveLength(
      1 + signDefinitions.reduce((sum, { measures }) => sum + measures.length, 0),
    );
  });
});
