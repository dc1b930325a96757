import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress, type Address } from '@/app/addressBar';

const whole: Address = {
  w: 'plan',
  c: { lon: 114.302, lat: 30.53, height: 4200, heading: 352, pitch: -32.5 },
  l: [
    { id: 'buildings', opacity: 1 },
    { id: 'compute', opacity: 0.6 },
  ],
  o: { sensors: { colour: 'pm25', district: '420102,420106' } },
  s: { layer: 'bridges', feature: 'wuhan-1' },
  t: Date.UTC(2026, 10, 23, 6, 26, 8),
  k: Date.UTC(2026, 10, 23, 6, 27),
  u: true,
  a: '420106012',
  theme: 'day',
  lang: 'en',
  kiosk: 24,
};

describe('the address bar', () => {
  it.each<readonly [string, Address]>([
    ['nothing', {}],
    ['everything', whole],
    ['now', { t: 'live' }],
    ['no layer at all', { l: [] }],
    ['a feature whose id has colons and a space', { s: { layer: 'sensors', feature: 'a:b c' } }],
    ['Chinese in an id', { s: { layer: 'metro', feature: '江汉路' } }],
  ])('restores %s as it was written', (_, address) => {
    expect(readAddress(writeAddress(address))).toEqual({ address, refused: [] });
  });

  it('keeps the readable form the contract shows', () => {
    expect(writeAddress(whole)).toBe(
      '?w=plan&c=114.302,30.53,4200,352,-32.5&l=buildings,compute:0.6' +
        '&o=sensors.colour:pm25,sensors.district:420102+420106&s=bridges:wuhan-1' +
        '&t=2026-11-23T06:26:08.000Z&k=2026-11-23T06:27:00.000Z&u=1&a=420106012&theme=day&lang=en&kiosk=24',
    );
  });

  const good = writeAddress(whole);
  it.each([
    ['w', 'lunch'],
    ['c', '114.3,30.5,4200,352'],
    ['c', '200,30,1,1,1'],
    ['c', '114.3,,4200,352,-30'],
    ['s', 'bridges'],
    ['s', 'unknown:1'],
    ['t', 'yesterday'],
    ['t', '2026-11-23T14:26:08'],
    ['k', '2026-13-45T99:00:00Z'],
    ['u', 'deep'],
    ['a', 'everywhere'],
    ['theme', 'neon'],
    ['lang', 'fr'],
    ['kiosk', '0'],
    ['kiosk', '1e9'],
  ] as const)('names a broken %s and restores all the rest', (key, given) => {
    const search = new URLSearchParams(good);
    search.set(key, given);
    const { address, refused } = readAddress(search.toString());
    const others: Record<string, unknown> = { ...whole };
    delete others[key];
    expect(address).toEqual(others);
    expect(refused).toEqual([{ key, given, why: 'unreadable' }]);
  });

  it('names each unknown layer and shows the others', () => {
    const { address, refused } = readAddress('?l=buildings:0.5,moon,water:2,roads');
    expect(address.l).toEqual([
      { id: 'buildings', opacity: 0.5 },
      { id: 'roads', opacity: 1 },
    ]);
    expect(refused.map(({ given }) => given)).toEqual(['moon', 'water:2']);
  });

  it('names each choice it cannot read and restores the others', () => {
    const { address, refused } = readAddress(
      '?o=sensors.colour:pm25,sensors.colour,moon.phase:full,sensors.x:a/b',
    );
    expect(address.o).toEqual({ sensors: { colour: 'pm25' } });
    expect(refused.map(({ key, given }) => `${key} ${given}`)).toEqual([
      'o sensors.colour',
      'o moon.phase:full',
      'o sensors.x:a/b',
    ]);
  });

  it('refuses a layer of the catalogue that is not drawn yet', () => {
    const { address, refused } = readAddress('?l=buildings,quantum', ['buildings']);
    expect(address.l).toEqual([{ id: 'buildings', opacity: 1 }]);
    expect(refused).toEqual([{ key: 'l', given: 'quantum', why: 'unreadable' }]);
  });

  it('reads an offset whose plus sign arrived as a space', () => {
    expect(readAddress('?t=2026-11-23T14:26:08+08:00').address.t).toBe(Date.UTC(2026, 10, 23, 6, 26, 8));
  });
});
