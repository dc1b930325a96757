import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { ComputeCentre } from '@/contracts/base';
import type { SeriesCatalogue } from '@/contracts/series';
import { planFleet } from '@/domain/fleetPlan';
import { framePanels, panels } from '@/panels';
import { computeWords } from '@/state/wordsCompute';
import { planWords } from '@/state/wordsPlan';
import { createFakeCity } from '../support/fakeCity';
import { fakeCentre, fakePlaces } from '../support/fakeFleet';
import { axeProblems } from './axe';

const w = computeWords;
const t = planWords.tools;

const three = ['one', 'two', 'three'].map((id) => ({
  ...fakeCentre,
  id,
  name: { zh: `${id} m`, en: `${id} m` },
}));
const catalogueOf = (compute: readonly ComputeCentre[]): SeriesCatalogue => {
  const fleet = planFleet({ ...fakePlaces, compute });
  const series = fleet.series
    .filter(({ on }) => on?.startsWith('compute:') === true)
    .map((one, slot) => ({ ...one, id: slot + 1 }));
  return { ...fleet, series };
};
const centreSeries = catalogueOf([fakeCentre]);
const threeCentres = catalogueOf(three);
const seriesOf = (property: string) => centreSeries.series.find((one) => one.property === property)!.id;

describe('the computing centres', () => {
  it.each(['zh', 'en'] as const)(
    'refuse in %s to add up different precisions, with the reason',
    async (language) => {
      const { asked, render } = createFakeCity({ language });
      const centres = await asked.compute();
      const [first] = centres;
      if (first === undefined) throw new Error('there is a centre');
      asked.compute.mockResolvedValue([
        { ...first, id: 'one', pflops: 400, precision: 'FP16' },
        { ...first, id: 'two', pflops: 100, precision: 'FP64' },
      ]);
      const { container } = render(<panels.computeCentres />);
      const person = userEvent.setup();
      await person.click(await screen.findByRole('button', { name: w.add[language] }));
      const precisions = `${w.precision.FP16[language]} + ${w.precision.FP64[language]}`;
      expect(screen.getByText(w.refused(precisions)[language])).toBeVisible();
      expect(container).not.toHaveTextContent('500 PFLOPS');
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it('show figures that disagree side by side with their sources', async () => {
    const { asked, render } = createFakeCity({ language: 'en' });
    const [first] = await asked.compute();
    if (first === undefined) throw new Error('there is a centre');
    const source = (en: string) => ({ zh: en, en });
    asked.compute.mockResolvedValue([
      {
        ...first,
        figures: [
          { pflops: 100, source: source('a newspaper'), year: '2025', confidence: 'M' },
          { pflops: 250, source: source('a dashboard'), year: '2025', confidence: 'L' },
        ],
      },
    ]);
    render(<panels.computeCentres />);
    const group = await screen.findByRole('group', { name: new RegExp(w.disagree.en) });
    expect(group).toHaveTextContent('100');
    expect(group).toHaveTextContent('a newspaper');
    expect(group).toHaveTextContent('250');
    expect(group).toHaveTextContent('a dashboard');
  });

  it('without a published place are listed as of the city, and never flown to', async () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(<panels.computeCentres />);
    const group = await screen.findByRole('region', { name: w.cityLevel.en });
    await userEvent.click(within(group).getAllByRole('button')[0]!);
    expect(city.scene.getState().selection?.layer).toBe('compute');
    expect(city.scene.getState().flight).toBeUndefined();
    expect(group).toHaveTextContent(w.place.none.en);
  });

  it('tell load, queue, PUE, green power and delay of each, with the state the limits say', async () => {
    const { hear, pass, render } = createFakeCity({ language: 'en', catalogue: centreSeries });
    render(<panels.computeCentres />);
    const table = await screen.findByRole('table', { name: w.table.en });
    expect(table).toHaveTextContent('No data');
    for (const [property, value] of [
      ['compute-load', 91.2],
      ['compute-wait', 22],
      ['compute-queue', 7],
      ['compute-pue', 1.24],
      ['compute-green', 31],
      ['compute-delay', 1.4],
    ] as const)
      hear(seriesOf(property), value);
    act(() => pass(1000));
    const cells = within(table)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(cells).toEqual(['Warning 91.2 %', 'Attention 22 min7 jobs', '1.24', '31 %', 'Attention 1.40 ms']);
    act(() => pass(40_000));
    const aged = within(table)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
    expect(aged[0]).toMatch(/^Stale/);
    expect(aged[3]).toBe('31 %');
  });

  it('are put in order by what is pressed, those of which nothing is known last', async () => {
    const { asked, hear, pass, render } = createFakeCity({ language: 'en', catalogue: threeCentres });
    asked.compute.mockResolvedValue(three);
    for (const { id, property, on } of threeCentres.series)
      if (property === 'compute-load' && on !== 'compute:two') hear(id, on === 'compute:one' ? 40 : 70);
    act(() => pass(500));
    render(<panels.computeCentres />);
    const table = await screen.findByRole('table', { name: w.table.en });
    const names = () =>
      within(table)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent.slice(0, 5));
    expect(names()).toEqual(['one m', 'two m', 'three']);
    await userEvent.click(screen.getByRole('button', { name: w.sortBy('Load').en }));
    expect(names()).toEqual(['three', 'one m', 'two m']);
  });

  it('count a demand that is stale or missing as unknown, never as room', async () => {
    const { hear, pass, render } = createFakeCity({ language: 'en', catalogue: centreSeries });
    hear(seriesOf('compute-demand-fp64'), 62);
    act(() => pass(500));
    render(<panels.computeCentres />);
    const sums = await screen.findByRole('region', { name: w.sums.en });
    expect(sums).toHaveTextContent(/used 50 PFLOPS.*asked beyond 12 PFLOPS/);
    expect(sums).not.toHaveTextContent('free');
    act(() => pass(40_000));
    expect(sums).toHaveTextContent(/demand unknown 50 PFLOPS/);
    expect(sums).not.toHaveTextContent('used');
    // No register states a capacity in these.
    for (const precision of ['FP32', 'INT8'] as const)
      expect(within(sums).getByText(w.precision[precision].en).closest('li')).toHaveTextContent(
        w.noCapacity.en,
      );
  });

  it('say why they did not come, and come when asked again', async () => {
    const { asked, render } = createFakeCity({ language: 'en' });
    asked.compute.mockRejectedValueOnce(new Error('no register'));
    render(<panels.computeCentres />);
    expect(await screen.findByText(/no register/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(w.sums.en)).toBeVisible();
  });
});

describe('measuring', () => {
  const bar = <framePanels.toolBar offered={['measureDistance', 'measureArea']} />;
  const camera = { lon: 114.29, lat: 30.58, height: 1200, heading: 0, pitch: -45 };

  it('is done by keyboard alone, from the first point to the figure with its ±', async () => {
    const { city, render } = createFakeCity({ language: 'en', scene: { camera } });
    const { container } = render(bar);
    const person = userEvent.setup();
    await person.tab();
    await person.tab();
    await person.keyboard('{Enter}');
    expect(city.scene.getState().tool).toBe('measureDistance');
    const add = screen.getByRole('button', { name: t.addAtCentre.en });
    act(() => add.focus());
    await person.keyboard('{Enter}');
    act(() => city.scene.getState().reportCamera({ ...camera, lon: 114.3 }));
    await person.keyboard('{Enter}');
    expect(await screen.findByText(/^959 m$/)).toBeVisible();
    expect(container).toHaveTextContent(/± \d/);
    expect(container).toHaveTextContent('CGCS2000');
    expect(await axeProblems(container)).toEqual([]);
    await person.click(screen.getByRole('button', { name: t.undo.en }));
    expect(screen.queryByText(/^959 m$/)).toBeNull();
    await person.click(screen.getByRole('button', { name: t.leave.en }));
    expect(city.scene.getState().tool).toBeUndefined();
  });

  it('of an area wants three points before it says anything', async () => {
    const { city, render } = createFakeCity({ language: 'en', scene: { camera } });
    render(bar);
    await userEvent.click(screen.getByRole('button', { name: 'Area' }));
    act(() => {
      city.scene.getState().addSketchPoint([114.29, 30.58]);
      city.scene.getState().addSketchPoint([114.3, 30.58]);
    });
    expect(screen.getByText(/one more point/)).toBeVisible();
    expect(screen.getByRole('button', { name: t.finish.en })).toBeDisabled();
    act(() => city.scene.getState().addSketchPoint([114.3, 30.59]));
    expect(await screen.findByText('532,000 m²')).toBeVisible();
  });

  it('offers no point where the middle of the view shows no ground', async () => {
    createFakeCity({ language: 'en', scene: { camera: { ...camera, pitch: 5 } } }).render(bar);
    await userEvent.click(screen.getByRole('button', { name: 'Distance' }));
    expect(screen.getByRole('button', { name: t.addAtCentre.en })).toBeDisabled();
  });
});
