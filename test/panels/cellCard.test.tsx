import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellsOf } from '@/domain/dataHealth';
import { framePanels } from '@/panels';
import { healthWords } from '@/state/wordsHealth';
import { createFakeCity, quietDoor, smallCatalogue } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const cell = cellsOf(smallCatalogue).find(({ slots }) => slots.includes(2))!;
const first = smallCatalogue.series[cell.slots[0]!]!;
const selection = { layer: 'datahealth', feature: cell.id } as const;

// Read once, before anyone waits for it.
beforeAll(async () => {
  await import('@/panels/health/CellCard');
});

describe('a square of the data-health layer', () => {
  it('tells what is fresh and what is not, by owner, with the devices that need someone', async () => {
    const { city, hear, pass, render, asked } = createFakeCity({ language: 'en', scene: { selection } });
    asked.ingestHealth.mockResolvedValue({ ...quietDoor, clocks: [[first.id, 9000, 3]] });
    const { container } = render(<framePanels.inspector />);
    const worst = await screen.findByRole('region', { name: healthWords.worst.en });
    expect(within(worst).getAllByRole('button').length).toBe(Math.min(8, cell.slots.length));
    act(() => {
      for (const slot of cell.slots) hear(smallCatalogue.series[slot]!.id, 3);
      pass(1000);
    });
    expect(await within(worst).findByText(/Fresh.*9\.0 s fast/, {}, { timeout: 3000 })).toBeVisible();
    expect(within(worst).getAllByRole('button')).toHaveLength(1);
    expect(await axeProblems(container)).toEqual([]);
    await userEvent.click(within(worst).getByRole('button', { name: first.name.en }));
    expect(city.scene.getState().selection).toEqual({ layer: 'sensors', feature: String(first.id) });
  });

  it('in replay is as of then, without what only the present knows', async () => {
    const { city, render } = createFakeCity({ language: 'en', scene: { selection } });
    const { container } = render(<framePanels.inspector />);
    await screen.findByRole('region', { name: healthWords.worst.en });
    act(() => city.time.getState().replayAt(monday - 60_000));
    expect(container).toHaveTextContent(/as of 2 Mar 09:59:00/);
    expect(container).toHaveTextContent(healthWords.unknown.en);
  });
});
