import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { flatRelief } from '@/domain/relief';
import { GroundChip } from '@/scene/GroundChip';
import { createFakeCity } from '../support/fakeCity';

afterEach(cleanup);

describe('heights of the ground that cannot be read', () => {
  it('are said on the map with their reason in both languages, and asked for again', () => {
    const { city } = createFakeCity();
    const again = vi.fn();
    render(<GroundChip city={city} onAgain={again} />);
    expect(screen.queryByRole('status')).toBeNull();
    act(() => city.scene.getState().reportGround({ relief: undefined, trouble: 'ground/relief.json: 404' }));
    expect(screen.getByRole('status').textContent).toMatch(
      /地形高程读取失败（ground\/relief\.json: 404），地面按平地显示/,
    );
    act(() => city.preferences.getState().setLanguage('en'));
    expect(screen.getByRole('status').textContent).toMatch(/cannot be read .*404.*; it is shown level/);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(again).toHaveBeenCalledOnce();
    act(() => city.scene.getState().reportGround({ relief: flatRelief, trouble: undefined }));
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('of a later base leave those before, and the page says so', () => {
    const { city } = createFakeCity();
    render(<GroundChip city={city} onAgain={() => undefined} />);
    act(() => city.scene.getState().reportGround({ relief: flatRelief, trouble: 'ground/relief.bin: 503' }));
    expect(screen.getByRole('status').textContent).toContain('沿用此前的地形');
  });
});
