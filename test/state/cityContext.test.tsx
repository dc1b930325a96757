import { act, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useLatest, useScene, useSigns, useTime } from '@/state/CityContext';
import { createFakeCity } from '../support/fakeCity';

describe('a panel', () => {
  it('draws again only when its own number moved', () => {
    const fake = createFakeCity();
    let draws = 0;
    const Stage = () => {
      draws += 1;
      const { value, state } = useLatest(1);
      return (
        <output>
          {value ?? '—'} {state}
        </output>
      );
    };
    fake.render(<Stage />);
    expect(screen.getByRole('status')).toHaveTextContent('— absent');
    expect(draws).toBe(1);
    act(() => {
      fake.hear(3, 4);
      fake.hear(4, 5);
      fake.clock.advance(250);
    });
    expect(draws).toBe(1);
    act(() => {
      fake.hear(1, 20.1);
      fake.hear(1, 20.2, fake.clock.now() + 1);
      fake.clock.advance(250);
    });
    expect(screen.getByRole('status')).toHaveTextContent('20.2 fresh');
    expect(draws).toBe(2);
  });

  it('says that its number has grown old without a new one', () => {
    const fake = createFakeCity();
    const Stage = () => <output>{useLatest(1).state}</output>;
    fake.render(<Stage />);
    act(() => {
      fake.hear(1, 20);
      fake.pass(61_000);
    });
    expect(screen.getByRole('status')).toHaveTextContent('stale');
    act(() => fake.pass(600_000));
    expect(screen.getByRole('status')).toHaveTextContent('lost');
  });

  it('sees the signs, the clock and the scene of its own city', () => {
    const fake = createFakeCity();
    const Panel = () => (
      <output>
        {useSigns(({ readings }) => readings['river-stage']?.state)} {useTime(({ mode }) => mode)}{' '}
        {useScene(({ selection }) => selection?.feature)}
      </output>
    );
    fake.render(<Panel />);
    act(() => {
      fake.hear(1, 28);
      fake.pass(250);
      fake.city.select({ layer: 'sensors', feature: '1' });
      fake.city.time.getState().replayAt(fake.clock.now() - 1000);
    });
    expect(screen.getByRole('status')).toHaveTextContent('warning replay 1');
  });

  it('cannot stand outside a city', () => {
    const Lost = () => <output>{useTime(({ mode }) => mode)}</output>;
    const silence = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(() => render(<Lost />)).toThrow('CityProvider');
    silence.mockRestore();
  });

  it('asks the fake city’s questions as it would the real ones', async () => {
    const { city, asked, hear } = createFakeCity();
    hear(1, 28);
    const trace = await city.query.why('river-stage', city.now());
    expect(trace.reading).toMatchObject({ value: 28, state: 'warning' });
    expect(asked.why).toHaveBeenCalledTimes(1);
  });
});
