import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { layers } from '@/layers';
import { framePanels } from '@/panels';
import { homePose, namedViews } from '@/scene/camera/views';
import { layerWords as w } from '@/state/wordsLayers';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const bridges = layers.find(({ entry }) => entry.id === 'bridges')!.entry;
const tree = <framePanels.layerTree />;

describe.each(['zh', 'en'] as const)('the layer tree in %s', (language) => {
  it('has a switch for every layer, grouped with its clause, and is clean for axe', async () => {
    const { container } = createFakeCity({ language }).render(tree);
    for (const { entry } of layers) {
      expect(screen.getByRole('switch', { name: entry.title[language] })).toBeInTheDocument();
    }
    expect(screen.getByRole('heading', { name: new RegExp(w.group.compute[language]) })).toHaveTextContent(
      { zh: '第十五条', en: 'Art. 15' }[language],
    );
    expect(await axeProblems(container)).toEqual([]);
  });
});

describe('a layer', () => {
  it('is switched and faded by what a person asks', async () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(tree);
    const person = userEvent.setup();
    const toggle = screen.getByRole('switch', { name: bridges.title.en });
    const before = city.scene.getState().layers.bridges?.visible ?? true;
    await person.click(toggle);
    expect(city.scene.getState().layers.bridges?.visible).toBe(!before);
    await person.click(screen.getByRole('button', { name: w.details(bridges.title.en).en }));
    const slider = screen.getByRole('slider', { name: new RegExp(w.opacity.en) });
    act(() => slider.focus());
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/%$/));
  });

  it('says its count, or why it is not drawn and how to try again', async () => {
    const { city, render } = createFakeCity({
      language: 'en',
      scene: { layers: { bridges: { visible: true, opacity: 1 } } },
    });
    render(tree);
    act(() => city.scene.getState().reportLayer('bridges', { kind: 'ready', count: 11 }));
    const row = screen.getByRole('switch', { name: bridges.title.en }).closest('li')!;
    expect(row).toHaveTextContent('11');
    act(() => city.scene.getState().reportLayer('bridges', { kind: 'failed', reason: 'no axis' }));
    expect(within(row).getByRole('alert')).toHaveTextContent('no axis');
    await userEvent.click(within(row).getByRole('button', { name: w.retry(bridges.title.en).en }));
    expect(city.scene.getState().retries.bridges).toBe(1);
  });

  it('shows its legend in words and its whole provenance', async () => {
    const { container } = createFakeCity({ language: 'en' }).render(tree);
    await userEvent.click(screen.getByRole('button', { name: w.details(bridges.title.en).en }));
    const legend = screen.getByRole('list', { name: w.legend.en });
    for (const item of bridges.legend) expect(legend).toHaveTextContent(item.label.en);
    expect(container).toHaveTextContent(bridges.provenance.source.en);
    expect(container).toHaveTextContent(bridges.provenance.licence);
  });
});

describe('the views', () => {
  it('fly home and to each named place', async () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(tree);
    await userEvent.click(screen.getByRole('button', { name: w.home.en }));
    expect(city.scene.getState().flight).toMatchObject({ kind: 'pose', pose: homePose });
    for (const view of namedViews) {
      await userEvent.click(screen.getByRole('button', { name: view.title.en }));
      expect(city.scene.getState().flight).toMatchObject({ pose: view.pose });
    }
  });
});
