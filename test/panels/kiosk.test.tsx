import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import Kiosk from '@/panels/kiosk/Kiosk';
import { kioskScenes } from '@/panels/kiosk/program';
import { createFakeCity, depthAlarm } from '../support/fakeCity';
import { axeProblems } from './axe';

const red = { ...depthAlarm, severity: 'alarm', handling: 'new' } as const;

describe('the wall', () => {
  it('names the city’s mark, the view and the eight signs, and is sound for a reader', async () => {
    const place = createFakeCity({ alarms: [] });
    const { baseElement } = place.render(<Kiosk onEnd={() => undefined} />);
    expect(screen.getByText('演示城市 · 模拟')).toBeVisible();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(kioskScenes[0]!.title.zh);
    expect(screen.getByRole('list', { name: '八项体征' }).children).toHaveLength(8);
    expect(screen.getByText('没有未确认的红色告警')).toBeVisible();
    expect(await axeProblems(baseElement)).toEqual([]);
  });

  it('shows a red as what it is, selects it and says how many wait; and goes on once it is acknowledged', async () => {
    const place = createFakeCity({ alarms: [red] });
    place.render(<Kiosk onEnd={() => undefined} />);
    expect(screen.getByRole('alert')).toHaveTextContent(red.title.zh);
    expect(screen.getByText('1 条红色告警未确认')).toBeVisible();
    const selected = () => place.city.scene.getState().selection;
    await waitFor(() => expect(selected()).toEqual({ layer: 'alarms', feature: red.id }));
    act(() => place.city.alarms.setState({ alarms: [{ ...red, handling: 'acknowledged' }] }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await waitFor(() => expect(selected()).toBeUndefined());
  });

  it('does not stop for what is shelved, less than red, or only a silent source', () => {
    const place = createFakeCity({
      alarms: [
        { ...red, id: 'x1', severity: 'warning' },
        { ...red, id: 'x2', kind: 'source' },
        { ...red, id: 'x3', shelved: { until: Number.MAX_SAFE_INTEGER, by: 'operator', at: 0 } },
      ],
    });
    place.render(<Kiosk onEnd={() => undefined} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('turns, holds and ends by keyboard, and puts the page back', async () => {
    const place = createFakeCity({ alarms: [] });
    const user = userEvent.setup();
    const end = vi.fn();
    const { unmount } = place.render(<Kiosk onEnd={end} />);
    const root = document.documentElement;
    expect(root.dataset['briefing']).toBe('kiosk');
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(kioskScenes[1]!.title.zh);
    expect(place.city.scene.getState().layers.sensors?.visible).toBe(true);
    await user.keyboard(' ');
    expect(screen.getByText('已停在此画面')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(end).toHaveBeenCalledOnce();
    unmount();
    expect(root.dataset['briefing']).toBeUndefined();
    expect(place.city.scene.getState().selection).toBeUndefined();
  });
});
