import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { framePanels, panels } from '@/panels';
import { computeWords } from '@/state/wordsCompute';
import { planWords } from '@/state/wordsPlan';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = computeWords;
const t = planWords.tools;

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
