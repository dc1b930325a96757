import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { siteEntry } from '@/contracts/siteScene';
import AttributionLine from '@/panels/attribution/AttributionLine';
import { creditsOf } from '@/panels/attribution/credits';
import { createFakeCity } from '../support/fakeCity';
import { fakeManifest } from '../support/fakeFleet';
import { axeProblems } from './axe';

const osm = {
  ...{ id: 'osm', title: { zh: '开放街图', en: 'OpenStreetMap' }, licence: 'ODbL-1.0', date: '2026' },
  ...{ attribution: '© OpenStreetMap contributors', grade: 'measured' as const, parts: [] },
};
const said = { zh: '武昌实景', en: 'Wuchang mesh' };
const mesh = siteEntry.parse({
  ...{ kind: '3dtiles', id: 'mesh', title: said, group: 'base', clause: '44', visible: true },
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024', datum: 'CGCS2000' },
  ...{ url: '/site/mesh/tileset.json', attribution: '© 武汉测绘' },
});

describe('the line under the map', () => {
  it('names each whom a licence asks to be named once, and says that the borders are not legal ones', () => {
    const words = creditsOf([osm, { ...osm, id: 'two' }], ['', '© 武汉测绘']).map(({ zh }) => zh);
    expect(words.slice(0, 2)).toEqual(['© OpenStreetMap contributors', '© 武汉测绘']);
    expect(words).toContain('示意性行政区边界，非法定界线');
    expect(words.join()).toContain('ODbL');
  });

  it('names a site’s layer while it is shown, and tells all sources when pressed', async () => {
    const fake = createFakeCity({ site: [mesh] });
    fake.asked.manifest.mockResolvedValue({ ...fakeManifest, sources: [osm] });
    const { container } = fake.render(<AttributionLine />);
    const line = await screen.findByRole('button', { name: /© OpenStreetMap contributors，© 武汉测绘/ });
    expect(await axeProblems(container)).toEqual([]);
    await userEvent.setup().click(line);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('武汉市行政区边界');
    expect(dialog).toHaveTextContent('开放街图');
    expect(await axeProblems(dialog)).toEqual([]);
  });

  it('names whom an import brought while the page was open', async () => {
    const fake = createFakeCity();
    fake.render(<AttributionLine />);
    expect(await screen.findByRole('button')).not.toHaveTextContent('© OpenStreetMap contributors ·');
    act(() => fake.city.scene.getState().reportSources([osm]));
    expect(screen.getByRole('button', { name: /: © OpenStreetMap contributors，/ })).toBeInTheDocument();
  });

  it('leaves out a layer that is off', async () => {
    const fake = createFakeCity({ site: [mesh] });
    fake.city.scene.getState().setLayer('site-mesh', { visible: false });
    fake.render(<AttributionLine />);
    expect(await screen.findByRole('button')).not.toHaveTextContent('武汉测绘');
  });
});
