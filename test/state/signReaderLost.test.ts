import { afterEach, expect, it, vi } from 'vitest';
import { observer } from '@/feeds/cityClient';
import type { City } from '@/state/city';
import { createCity } from '@/state/createCity';
import { createFakeWorld } from '../support/fakeWorld';

let city: City | undefined;
afterEach(() => city?.destroy());

it('asks again while the evaluator of its signs cannot be loaded, and no more once the city is gone', async () => {
  vi.doMock('@/state/signReader', () => Promise.reject(new Error('the line is cut')));
  const place = createFakeWorld();
  const after = vi.spyOn(place.world.clock, 'after');
  // The catalogue itself comes at once here: who waits two seconds is the evaluator's next attempt.
  const attempts = () => after.mock.calls.filter(([ms]) => ms === 2_000).length;
  city = createCity(place.world, { session: observer });
  await vi.waitFor(() => expect(attempts()).toBe(1));
  place.clock.advance(2_000);
  await vi.waitFor(() => expect(attempts()).toBe(2));
  city.destroy();
  expect(place.clock.pending()).toBe(0);
});
