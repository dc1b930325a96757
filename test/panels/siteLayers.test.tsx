import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { siteEntry } from '@/contracts/siteScene';
import { framePanels } from '@/panels';
import { layerWords } from '@/state/wordsLayers';
import { createFakeCity } from '../support/fakeCity';
import { axeProblems } from './axe';

const said = { zh: '武昌实景', en: 'Wuchang mesh' };
const mesh = siteEntry.parse({
  ...{ kind: '3dtiles', id: 'mesh', title: said, group: 'base', clause: '44' },
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024', datum: 'CGCS2000' },
  url: '/site/mesh/tileset.json',
});

describe('what a site has added, in the tree', () => {
  it('stands in its group with a switch like any other layer, and says how many tiles are missing', async () => {
    const { city, render } = createFakeCity({ language: 'en', site: [mesh] });
    const { container } = render(<framePanels.layerTree />);
    const row = screen.getByRole('switch', { name: 'Wuchang mesh' });
    act(() => row.click());
    expect(city.scene.getState().layers['site-mesh']?.visible).toBe(true);
    act(() =>
      city.scene.getState().reportLayer('site-mesh', {
        ...{ kind: 'ready', count: undefined, missing: 12 },
        why: { zh: 'HTTP 404：没有这个地址', en: 'HTTP 404: nothing at this address' },
      }),
    );
    const item = row.closest('li')!;
    expect(within(item).getByRole('status')).toHaveTextContent(layerWords.missing(12).en);
    expect(within(item).getByText('HTTP 404: nothing at this address')).toBeVisible();
    act(() => within(item).getByRole('button', { name: 'Try Wuchang mesh again' }).click());
    expect(city.scene.getState().retries['site-mesh']).toBe(1);
    expect(await axeProblems(container)).toEqual([]);
  });

  it('comes into the tree when the list comes', () => {
    const { city, render } = createFakeCity({ language: 'en' });
    render(<framePanels.layerTree />);
    expect(screen.queryByRole('switch', { name: 'Wuchang mesh' })).toBeNull();
    act(() => city.site.setState({ entries: [mesh] }));
    expect(screen.getByRole('switch', { name: 'Wuchang mesh' })).toBeVisible();
  });
});
