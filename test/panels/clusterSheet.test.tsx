import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { tileAt, tileId } from '@/layers/sensors/cells';
import { framePanels } from '@/panels';
import { createFakeCity, smallCatalogue } from '../support/fakeCity';
import { axeProblems } from './axe';

it('a cluster of sensors opens as counts and its worst, each a way on to the device itself', async () => {
  const [first] = smallCatalogue.series;
  const feature = tileId(tileAt(first!.at[0], first!.at[1], 14));
  const { city, render } = createFakeCity({
    language: 'en',
    scene: { selection: { layer: 'sensors', feature } },
  });
  const { container } = render(<framePanels.inspector />);
  const opener = await screen.findByRole('button', { name: new RegExp(first!.name.en) });
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(/sensor sites/);
  expect(screen.getAllByText(/No data/).length).toBeGreaterThan(0);
  expect(await axeProblems(container)).toEqual([]);
  await userEvent.click(opener);
  const ref = { layer: 'sensors', feature: String(first!.id) };
  expect(city.scene.getState().selection).toEqual(ref);
  expect(city.scene.getState().flight).toMatchObject({ kind: 'feature', ref });
});
