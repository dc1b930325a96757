import { describe, expect, it, vi } from 'vitest';
import { siteEntry } from '@/contracts/siteScene';
import { addressOf, checkSite, followAddress, restoreAddress } from '@/app/followAddress';
import { createFakeCity } from '../support/fakeCity';

const said = { zh: '武昌实景', en: 'Wuchang mesh' };
const mesh = siteEntry.parse({
  ...{ kind: '3dtiles', id: 'mesh', title: said, group: 'base', clause: '44', visible: true },
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024', datum: 'CGCS2000' },
  ...{ url: '/site/mesh/tileset.json', footprints: true },
});
const link = '?l=buildings,site-mesh:0.5&o=site-mesh.colour:use&s=site-mesh:h1';

describe('a link to what a site has added', () => {
  it('is taken up before the site’s list has come, and is written the same', () => {
    const { city } = createFakeCity();
    city.site.setState({ entries: [], refused: [], read: false });
    expect(restoreAddress(city, link)).toEqual([]);
    expect(checkSite(city, link)).toEqual([]);
    const view = { visible: true, opacity: 0.5, options: { colour: 'use' } };
    expect(city.scene.getState().layers['site-mesh']).toEqual(view);
    expect(addressOf(city)).toContain('&l=buildings,site-mesh:0.5&o=site-mesh.colour:use&s=site-mesh:h1&');
    city.site.setState({ entries: [mesh], refused: [], read: true });
    expect(checkSite(city, link)).toEqual([]);
    expect(addressOf(city)).toContain('&l=buildings,site-mesh:0.5&o=site-mesh.colour:use&s=site-mesh:h1&');
  });

  it('is told where the site has no such thing, and the rest stays', () => {
    const { city } = createFakeCity();
    restoreAddress(city, '?l=buildings,site-gone&s=site-gone:h1');
    expect(checkSite(city, '?l=buildings,site-gone&s=site-gone:h1')).toEqual([
      { key: 'l', given: 'site-gone', why: 'unreadable' },
      { key: 's', given: 'site-gone:h1', why: 'unreadable' },
    ]);
    expect(city.scene.getState().selection).toBeUndefined();
    expect(addressOf(city)).toContain('&l=buildings&');
    expect(checkSite(city, '?l=buildings,site-gone')).toEqual([]);
  });

  it.each(['?l=site-', '?l=site-UP', '?l=site-../x', '?s=site-:h'])('%s is no such link', (bad) => {
    expect(restoreAddress(createFakeCity().city, bad)).toHaveLength(1);
  });

  it('keeps off what the site would show by itself where the link does not name it', () => {
    const { city } = createFakeCity({ site: [mesh] });
    restoreAddress(city, '?l=buildings');
    expect(addressOf(city)).toContain('&l=buildings&');
    const late = createFakeCity().city;
    restoreAddress(late, '?l=buildings');
    late.site.setState({ entries: [mesh] });
    checkSite(late, '?l=buildings');
    expect(addressOf(late)).toContain('&l=buildings&');
    const free = createFakeCity({ site: [mesh] }).city;
    expect(addressOf(free)).toContain('site-mesh');
  });

  it('hears when the list comes late', () => {
    const { city } = createFakeCity();
    city.site.setState({ read: false });
    restoreAddress(city, '?l=site-gone');
    const refused = vi.fn();
    const page = {
      location: { search: '?l=site-gone' },
      document: { documentElement: { dataset: {} } },
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      setTimeout: () => 1,
      clearTimeout: () => undefined,
    };
    const stop = followAddress(city, page as unknown as Window, refused);
    expect(refused).not.toHaveBeenCalled();
    city.site.setState({ read: true });
    expect(refused).toHaveBeenCalledWith([{ key: 'l', given: 'site-gone', why: 'unreadable' }]);
    stop();
  });
});
