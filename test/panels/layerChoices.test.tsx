import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { LayerChoice } from '@/contracts/layer';
import { layers } from '@/layers';
import { LayerDetails } from '@/panels/layerTree/LayerDetails';
import type { LayerDefinition } from '@/scene/layer';
import { useScene } from '@/state/CityContext';
import { layerWords as w } from '@/state/wordsLayers';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const choices: readonly LayerChoice[] = [
  {
    key: 'colour',
    title: { zh: '着色', en: 'Colour by' },
    kind: 'one',
    otherwise: { zh: '状态', en: 'State' },
    values: [{ id: 'pm25', title: { zh: '颗粒物', en: 'Particles' } }],
  },
  {
    key: 'district',
    title: { zh: '行政区', en: 'District' },
    kind: 'many',
    otherwise: { zh: '全部', en: 'all' },
    values: [
      { id: '420102', title: { zh: '江岸区', en: 'Jiang’an' } },
      { id: '420106', title: { zh: '武昌区', en: 'Wuchang' }, mark: { swatch: 'alarm', shape: 'square' } },
    ],
  },
];
const bridges: LayerDefinition = layers.find(({ entry }) => entry.id === 'bridges')!;
const layer: LayerDefinition = { ...bridges, choices: () => Promise.resolve(choices) };

function Details() {
  const view = useScene((scene) => scene.layers.bridges) ?? layer.entry.defaults;
  return <LayerDetails layer={layer} view={view} />;
}

describe.each(['zh', 'en'] as const)('what a layer lets one choose, in %s', (language) => {
  it('is offered by name, operable by keyboard, and clean for axe', async () => {
    const { city, render } = createFakeCity({ language });
    const { container } = render(<Details />);
    const options = () => city.scene.getState().layers.bridges?.options;
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: choices[0]!.title[language] }),
      'pm25',
    );
    expect(options()).toEqual({ colour: 'pm25' });
    await userEvent.click(screen.getByText(choices[1]!.title[language]));
    const group = screen.getByRole('group', { name: choices[1]!.title[language] });
    const wuchang = within(group).getByRole('checkbox', { name: choices[1]!.values[1]!.title[language] });
    act(() => wuchang.focus());
    await userEvent.keyboard(' ');
    await userEvent.click(
      within(group).getByRole('checkbox', { name: choices[1]!.values[0]!.title[language] }),
    );
    expect(options()).toEqual({ colour: 'pm25', district: '420102,420106' });
    await userEvent.click(wuchang);
    expect(options()).toEqual({ colour: 'pm25', district: '420102' });
    expect(await axeProblems(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: w.choices.reset[language] }));
    expect(options()).toEqual({});
    expect(screen.queryByRole('button', { name: w.choices.reset[language] })).toBeNull();
  });
});

describe('a layer of which something is left out', () => {
  it('says how much of it is in sight, and what its colours mean', async () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(<Details />);
    await screen.findByRole('combobox');
    act(() =>
      city.scene.getState().reportLayer('bridges', {
        kind: 'ready',
        count: 820,
        total: 13_012,
        legend: {
          title: { zh: '颗粒物', en: 'Particles, µg/m³' },
          items: [{ label: { zh: '< 35', en: '< 35' }, swatch: 'ramp-1', shape: 'area' }],
          note: { zh: '数值为模拟', en: 'Values are simulated' },
        },
      }),
    );
    expect(screen.getByText('820 of 13,012 shown')).toBeInTheDocument();
    const scale = screen.getByRole('region', { name: 'Particles, µg/m³' });
    expect(within(scale).getByRole('listitem')).toHaveTextContent('< 35');
    expect(scale).toHaveTextContent('Values are simulated');
  });

  it('tells why its choices did not come, and asks again', async () => {
    let asked = 0;
    const { render } = createFakeCity({ language: 'en' });
    const failing: LayerDefinition = {
      ...layer,
      choices: () => {
        asked += 1;
        return asked === 1 ? Promise.reject(new Error('no catalogue')) : Promise.resolve(choices);
      },
    };
    render(<LayerDetails layer={failing} view={layer.entry.defaults} />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('no catalogue');
    await userEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByRole('combobox')).toBeInTheDocument();
  });
});
