import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { framePanels } from '@/panels';
import { alarmMoment } from '@/state/alarmSteps';
import type { AlarmMark, TimelineBoard } from '@/state/timelineBoard';
import { timeWords as w } from '@/state/wordsTime';
import { createFakeCity } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const bar = <framePanels.timeBar />;
const minute = 60_000;
const hour = 60 * minute;
const quarter = 15 * minute;

const alarms: readonly AlarmMark[] = [
  { at: monday - 5 * hour, known: monday - 5 * hour, severity: 'attention' },
  { at: monday - 2 * hour, known: monday - 2 * hour + 10 * minute, severity: 'warning' },
  { at: monday - 2 * hour + minute, known: monday - 2 * hour + minute, severity: 'alarm' },
];
/** A day in quarters of an hour; one hour was silent, and one quarter had late readings. */
const day: Partial<TimelineBoard> = {
  binMs: quarter,
  bins: {
    t: Array.from({ length: 96 }, (_, bin) => monday - 24 * hour + bin * quarter),
    readings: Array.from({ length: 96 }, (_, bin) => (bin >= 40 && bin < 44 ? 0 : 9_000)),
    alarms: Array.from({ length: 96 }, () => 0),
    late: Array.from({ length: 96 }, (_, bin) => (bin === 50 ? 12 : 0)),
  },
  alarms,
};

function open(language: 'zh' | 'en' = 'en') {
  const fake = createFakeCity({ language, timeline: day });
  fake.city.time.getState().setKept(monday - 24 * hour);
  const { container } = fake.render(bar);
  return { ...fake, container, time: fake.city.time.getState, slider: screen.getByRole('slider') };
}

describe('the time bar', () => {
  it.each(['zh', 'en'] as const)(
    'says in %s that now is simulated, and offers the replay',
    async (language) => {
      const { container } = open(language);
      expect(screen.getByText(w.simulatedLive[language])).toBeVisible();
      expect(screen.getByText(w.liveWhy[language])).toBeVisible();
      expect(screen.getByRole('button', { name: w.replayNow[language] })).toBeVisible();
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it('shows the last quarter of an hour whole when that is what one replays, from its beginning to now', async () => {
    const { time } = open();
    const { to } = time().range;
    await userEvent.click(screen.getByRole('button', { name: w.replayNow.en }));
    expect(time()).toMatchObject({ mode: 'replay', at: to - quarter, view: { from: to - quarter, to } });
  });

  it('tells a day in one sentence: alarms and when most came, what was late, what was not heard', () => {
    const { slider } = open('zh');
    expect(slider).toHaveAccessibleDescription(
      '24 小时内 3 次告警，最多在 08:00；12 条读数迟到；60 分钟没有读数',
    );
  });

  it('replays from where it is dragged, reads both times aloud, and comes back', async () => {
    const { time, slider, container } = open();
    const at = monday - 5 * minute;
    fireEvent.change(slider, { target: { value: String(at) } });
    expect(time()).toMatchObject({ mode: 'replay', at });
    expect(slider).toHaveAttribute('aria-valuetext', 'happened 2 Mar 09:55:00, known today');
    await userEvent.click(screen.getByRole('button', { name: w.knowThen.en }));
    expect(time()).toMatchObject({ knowing: 'then', knownAt: at });
    expect(slider).toHaveAttribute('aria-valuetext', 'happened 2 Mar 09:55:00, known then');
    expect(screen.getByText(w.replay.en)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: w.backToLive.en }));
    expect(time()).toMatchObject({ mode: 'live', knowing: 'now' });
  });

  it('steps by minutes on the keyboard, by quarters with Shift, and to both ends of what it shows', () => {
    const { time, slider } = open();
    fireEvent.keyDown(slider, { key: 'ArrowLeft' });
    expect(time().at).toBe(monday - minute);
    fireEvent.keyDown(slider, { key: 'ArrowLeft', shiftKey: true });
    expect(time().at).toBe(monday - 16 * minute);
    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    expect(time().at).toBe(monday - 15 * minute);
    fireEvent.keyDown(slider, { key: 'Home' });
    expect(time().at).toBe(monday - 24 * hour);
    fireEvent.keyDown(slider, { key: 'End' });
    expect(time().at).toBe(monday);
  });

  it('steps with buttons, and from alarm to alarm', async () => {
    const { time } = open();
    const person = userEvent.setup();
    await person.click(screen.getByRole('button', { name: w.back.en }));
    expect(time().at).toBe(monday - minute);
    await person.keyboard('{Shift>}');
    await person.click(screen.getByRole('button', { name: w.back.en }));
    await person.keyboard('{/Shift}');
    expect(time().at).toBe(monday - 16 * minute);
    await person.click(screen.getByRole('button', { name: w.alarmBefore.en }));
    expect(time().at).toBe(monday - 2 * hour + minute);
    await person.click(screen.getByRole('button', { name: w.alarmBefore.en }));
    await person.click(screen.getByRole('button', { name: w.alarmBefore.en }));
    expect(time().at).toBe(monday - 5 * hour);
    await person.click(screen.getByRole('button', { name: w.alarmBefore.en }));
    expect(time().at).toBe(monday - 5 * hour);
    await person.click(screen.getByRole('button', { name: w.alarmAfter.en }));
    expect(time().at).toBe(monday - 2 * hour);
  });

  it('begins an alarm when it was known, where only that counts', () => {
    expect(alarmMoment(alarms, monday, -1, 'now')).toBe(monday - 2 * hour + minute);
    expect(alarmMoment(alarms, monday, -1, 'then')).toBe(monday - 2 * hour + 10 * minute);
    expect(alarmMoment(alarms, monday, 1, 'now')).toBeUndefined();
  });

  it('plays at the chosen speed', async () => {
    const { time } = open();
    const person = userEvent.setup();
    expect(screen.getByRole('button', { name: w.play.en })).toHaveAttribute('aria-disabled', 'true');
    act(() => time().replayAt(monday - minute));
    await person.selectOptions(screen.getByRole('combobox', { name: w.speed.en }), '×30');
    await person.click(screen.getByRole('button', { name: w.play.en }));
    expect(time()).toMatchObject({ speed: 30, playing: true });
    await person.click(screen.getByRole('button', { name: w.pause.en }));
    expect(time().playing).toBe(false);
  });

  it('shows more or less of the day, and what lies before or after', async () => {
    const { time } = open();
    const person = userEvent.setup();
    const span = screen.getByRole('button', { name: w.spanOf(60).en });
    await person.click(span);
    expect(span).toHaveAttribute('aria-pressed', 'true');
    expect(time().view).toEqual({ from: monday - hour, to: monday });
    await person.click(screen.getByRole('button', { name: w.panBack.en }));
    expect(time().view.to).toBe(monday - hour / 2);
    await person.click(screen.getByRole('button', { name: w.panOn.en }));
    expect(time().view.to).toBe(monday);
  });

  it('goes to a time one knows from elsewhere, in Wuhan’s clock, and says why it cannot', async () => {
    const { time, container } = open();
    const person = userEvent.setup();
    const go = async (value: string) => {
      fireEvent.change(screen.getByLabelText(w.jumpField.en), { target: { value } });
      await person.click(screen.getByRole('button', { name: w.jumpGo.en }));
    };
    await person.click(screen.getByRole('button', { name: w.jumpTitle.en }));
    await go('2026-02-01T08:00');
    expect(screen.getByRole('alert')).toHaveTextContent(w.jumpGone.en);
    await go('2026-03-02T10:01');
    expect(screen.getByRole('alert')).toHaveTextContent(w.jumpFuture.en);
    await go('');
    expect(screen.getByRole('alert')).toHaveTextContent(w.jumpUnread.en);
    expect(time().mode).toBe('live');
    expect(await axeProblems(container)).toEqual([]);
    await go('2026-03-02T08:15');
    expect(time()).toMatchObject({ mode: 'replay', at: monday - hour - 45 * minute });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('names the instant whose knowledge counts, where a link set one', () => {
    const { time } = open('zh');
    act(() => time().replayAt(monday - hour, monday - 30 * minute));
    expect(screen.getByRole('button', { name: '按 09:30:00 所知' })).toHaveAttribute('aria-pressed', 'true');
  });

  it('says that the day cannot be loaded', () => {
    const { city } = createFakeCity();
    const fake = createFakeCity({
      language: 'zh',
      timeline: { overview: { ready: 0.4, failing: true }, failing: true },
    });
    fake.city.time.getState().replayAt(city.now().at - hour);
    fake.render(bar);
    expect(screen.getByRole('status')).toHaveTextContent(w.overviewFailing.zh);
    expect(screen.getByRole('slider')).toHaveAccessibleDescription(w.densityFailing.zh);
  });
});
