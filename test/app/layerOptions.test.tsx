import { describe, expect, it } from 'vitest';
import { addressOf, checkOptions, restoreAddress } from '@/app/followAddress';
import { createFakeCity } from '../support/fakeCity';

const link = '?l=sensors,bridges&o=sensors.colour:pm25,sensors.district:420102+420106';

describe('what is chosen of a layer', () => {
  it('is in the link and comes back from it as it was', () => {
    const { city } = createFakeCity();
    expect(restoreAddress(city, link)).toEqual([]);
    const { sensors, bridges } = city.scene.getState().layers;
    expect(sensors?.options).toEqual({ colour: 'pm25', district: '420102,420106' });
    expect(bridges?.options).toBeUndefined();
    const written = addressOf(city);
    expect(written).toContain('&o=sensors.colour:pm25,sensors.district:420102+420106&');
    const other = createFakeCity().city;
    restoreAddress(other, written);
    expect(other.scene.getState().layers.sensors).toEqual(sensors);
  });

  it('is given up by a link that does not speak of it', () => {
    const { city } = createFakeCity();
    restoreAddress(city, link);
    restoreAddress(city, '?l=sensors');
    expect(city.scene.getState().layers.sensors?.options ?? {}).toEqual({});
    expect(addressOf(city)).not.toContain('&o=');
  });

  it('is told where the layer lets nothing be chosen', () => {
    const { city } = createFakeCity();
    expect(restoreAddress(city, '?l=bridges&o=bridges.colour:age')).toEqual([
      { key: 'o', given: 'bridges.colour:age', why: 'unreadable' },
    ]);
  });

  it('is taken back and told where the catalogue does not know it, and the rest stays', async () => {
    const { city } = createFakeCity();
    restoreAddress(
      city,
      '?l=sensors&o=sensors.colour:moonlight,sensors.district:420102+999999,sensors.phase:full',
    );
    expect((await checkOptions(city)).map(({ given }) => given)).toEqual([
      'sensors.colour:moonlight',
      'sensors.district:999999',
      'sensors.phase:full',
    ]);
    expect(city.scene.getState().layers.sensors?.options).toEqual({ district: '420102' });
    expect(await checkOptions(city)).toEqual([]);
  });

  it('chosen anew while the catalogue came is left alone', async () => {
    const { city } = createFakeCity();
    restoreAddress(city, '?l=sensors&o=sensors.colour:moonlight');
    const checked = checkOptions(city);
    city.scene.getState().setLayer('sensors', { options: { colour: 'aqi' } });
    await checked;
    expect(city.scene.getState().layers.sensors?.options).toEqual({ colour: 'aqi' });
  });
});
