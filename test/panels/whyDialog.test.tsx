import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signDefinition } from '@/domain/definitions';
import { calmMs } from '@/panels/vitalSigns/useTrace';
import { limitLines } from '@/panels/vitalSigns/WhyDay';
import WhyDialog from '@/panels/vitalSigns/WhyDialog';
import { boardWords } from '@/state/wordsBoard';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity, type FakeCity } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const w = boardWords.why;
const depth = signDefinition('road-water-depth')!;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Two gauges, one deeper than the other, and why the sign stands as it stands. */
async function askWhy(fake: FakeCity) {
  fake.hear(3, 18.2);
  fake.hear(4, 3);
  fake.render(<WhyDialog sign={depth} onClose={vi.fn()} />);
  const dialog = screen.getByRole('dialog');
  await within(dialog).findByText(operateWords.why.formula.en);
  const lines = () =>
    within(dialog)
      .getAllByRole('button', { name: /^Fly to/ })
      .map((button) => button.closest('li')!);
  return { dialog, lines };
}
const hear = (fake: FakeCity, series: number, value: number) =>
  act(() => {
    fake.hear(series, value);
    fake.pass(1_000);
  });
const beat = () => act(() => void vi.advanceTimersByTime(calmMs));

describe('why, while it is open', () => {
  it('changes a device’s share when the device changes, with the time it was told', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { dialog, lines } = await askWhy(fake);
    expect(lines()[0]).toHaveTextContent(/18\.2.*100%/);
    expect(lines()[1]).toHaveTextContent(/3\.0.*0%/);
    const first = within(dialog).getByText(/^Updated/).textContent;
    hear(fake, 4, 31);
    expect(lines()[0]).toHaveTextContent('18.2');
    beat();
    await waitFor(() => expect(lines()[0]).toHaveTextContent(/31\.0.*100%/));
    expect(lines()[1]).toHaveTextContent(/18\.2.*0%/);
    expect(within(dialog).getByText(/^Updated/).textContent).not.toBe(first);
  });

  it('moves no line while somebody is among them, and still tells the new shares', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { lines } = await askWhy(fake);
    act(() => within(lines()[1]!).getByRole('button').focus());
    hear(fake, 4, 31);
    beat();
    await waitFor(() => expect(lines()[1]).toHaveTextContent(/31\.0.*100%/));
    expect(lines()[0]).toHaveTextContent(/18\.2.*0%/);
    expect(within(lines()[1]!).getByRole('button')).toHaveFocus();
  });

  it('stands still while paused, and goes on when told', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { dialog, lines } = await askWhy(fake);
    const person = userEvent.setup();
    await person.click(within(dialog).getByRole('button', { name: w.pause.en }));
    hear(fake, 4, 31);
    beat();
    expect(fake.asked.why).toHaveBeenCalledTimes(1);
    expect(lines()[0]).toHaveTextContent('18.2');
    await person.click(within(dialog).getByRole('button', { name: w.go.en }));
    await waitFor(() => expect(lines()[0]).toHaveTextContent('31.0'));
  });

  it('keeps the explanation it has where the next does not come, and says so', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { dialog, lines } = await askWhy(fake);
    fake.asked.why.mockRejectedValueOnce(new Error('no answer'));
    beat();
    expect(await within(dialog).findByText(w.late('no answer').en)).toBeVisible();
    expect(lines()[0]).toHaveTextContent('18.2');
  });

  it('is of the time and the part of the city the board shows', async () => {
    const fake = createFakeCity({ language: 'en' });
    await askWhy(fake);
    const at = monday - 60_000;
    act(() => fake.city.time.getState().replayAt(at, 'then'));
    await waitFor(() =>
      expect(fake.asked.why).toHaveBeenLastCalledWith(
        depth.id,
        expect.objectContaining({ mode: 'replay', at, knownAt: at }),
        'city',
      ),
    );
    await act(() => fake.city.lookAt('420102'));
    await waitFor(() => expect(fake.asked.why.mock.lastCall?.[2]).toBe('420102'));
  });

  it('shows the day as it was shown then with its limits, the same as a table, and where inputs come from', async () => {
    const fake = createFakeCity({ language: 'en' });
    const { id, measures } = depth;
    fake.asked.signHistory.mockImplementation(({ scope, to }) => {
      const t = [to - 1_800_000, to - 900_000];
      const past = { min: [12, 14], max: [13, 16], last: [12.5, 15.5], states: [1, 2] };
      const signs = [{ id, states: [1, 2], measures: measures.map((one) => ({ id: one.id, ...past })) }];
      return Promise.resolve({ scope, t, generated: [true, false], signs });
    });
    const { dialog } = await askWhy(fake);
    expect(
      await within(dialog).findByText(/Last 24 h: least 12.0, greatest 16.0, last 15.5 cm/),
    ).toBeVisible();
    await userEvent.setup().click(within(dialog).getByText(w.asTable.en));
    const rows = within(within(dialog).getByRole('table')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/14\.016\.015\.5as shown then/);
    expect(rows[2]).toHaveTextContent(/generated$/);
    expect(within(dialog).getByText(w.sources.en)).toBeVisible();
    expect(await axeProblems(dialog)).toEqual([]);
  }, 60_000);

  it('draws the limits of the measure as lines, and none where the source sets none', () => {
    expect(limitLines(depth.measures[0]!).map(({ severity, value }) => [severity, value])).toEqual([
      ['alarm', 30],
      ['warning', 15],
      ['attention', 5],
    ]);
    expect(limitLines(signDefinition('rainfall')!.measures[0]!)).toEqual([]);
  });
});
