import { describe, expect, it, vi } from 'vitest';
import { addressOf, followAddress } from '@/app/followAddress';
import { createFakeCity } from '../support/fakeCity';
import { seriesAt } from '../support/quarteredCity';

function pageAt(search: string) {
  const replaceState = vi.fn();
  const page = {
    location: { search },
    document: { documentElement: { dataset: {} } },
    history: { replaceState, pushState: replaceState },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    setTimeout: (run: () => void) => {
      run();
      return undefined;
    },
    clearTimeout: () => undefined,
  };
  return { page: page as unknown as Window, replaceState };
}

describe('the part of the city in a link', () => {
  it('is looked at when the link is opened, and stands in the link when it is gone to', async () => {
    const { city } = createFakeCity({
      catalogue: seriesAt([
        { lon: 114.2, district: '420102' },
        { lon: 114.4, district: '420106' },
      ]),
    });
    const { page, replaceState } = pageAt('?a=420102');
    const refused = vi.fn();
    const stop = followAddress(city, page, refused);
    await vi.waitFor(() => expect(city.signs.getState().scope).toBe('420102'));
    expect(addressOf(city)).toContain('&a=420102&');
    await city.lookAt('420106');
    expect(replaceState).toHaveBeenLastCalledWith(null, '', expect.stringContaining('&a=420106&'));
    await city.lookAt('city');
    expect(addressOf(city)).not.toContain('&a=');
    expect(refused).not.toHaveBeenCalled();
    stop();
  });

  it('is told when the city has no such part, and the signs are of the whole city', async () => {
    const { city } = createFakeCity({
      catalogue: seriesAt([
        { lon: 114.2, district: '420102' },
        { lon: 114.4, district: '420106' },
      ]),
    });
    const refused = vi.fn();
    const stop = followAddress(city, pageAt('?a=420111999').page, refused);
    await vi.waitFor(() =>
      expect(refused).toHaveBeenCalledWith([{ key: 'a', given: '420111999', why: 'unreadable' }]),
    );
    expect(city.signs.getState().scope).toBe('city');
    stop();
  });
});
