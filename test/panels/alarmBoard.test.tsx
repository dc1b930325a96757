import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { inOrder } from '@/panels/alarmBoard/AlarmList';
import { panels } from '@/panels';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity, depthAlarm, operator, type FakeCityOptions } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = operateWords.alarms;
const board = <panels.alarmBoard />;

async function openAlarm(options: FakeCityOptions) {
  const fake = createFakeCity({ language: 'en', alarms: [depthAlarm], ...options });
  const { container } = fake.render(board);
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: /underpass/ }));
  return { ...fake, container, person };
}

describe('the alarms', () => {
  it('teach what would fill an empty list', () => {
    createFakeCity().render(board);
    expect(screen.getByText(w.none.zh)).toBeVisible();
  });

  it.each(['zh', 'en'] as const)('are told in %s by shape, word, place and handling', async (language) => {
    const { container } = createFakeCity({ language, alarms: [depthAlarm] }).render(board);
    expect(screen.getByText(w.unacknowledged(1)[language])).toBeVisible();
    const row = screen.getByRole('button', { name: new RegExp(depthAlarm.title[language].slice(0, 6)) });
    expect(row).toHaveTextContent(w.severity.warning[language]);
    expect(row).toHaveTextContent(w.handling.new[language]);
    expect(row).toHaveTextContent({ zh: '江岸区', en: 'Jiang’an' }[language]);
    expect(await axeProblems(container)).toEqual([]);
  });

  it('stand unacknowledged first, then the graver, then the newer', () => {
    const make = (id: string, rest: Partial<Alarm>): Alarm => ({ ...depthAlarm, id, ...rest });
    const order = inOrder([
      make('closed', { handling: 'closed' }),
      make('old', { raisedAt: 1 }),
      make('grave', { raisedAt: 0, severity: 'alarm' }),
      make('known', { handling: 'acknowledged', severity: 'alarm' }),
      make('new', { raisedAt: 2 }),
    ]);
    expect(order.map(({ id }) => id)).toEqual(['grave', 'new', 'old', 'known', 'closed']);
  });

  it('say which log entries are missing', () => {
    const { city, render } = createFakeCity({ language: 'en', alarms: [depthAlarm] });
    city.alarms.setState({ gap: { from: 4, to: 6 } });
    render(board);
    expect(screen.getByText(w.gap(4, 6).en)).toBeVisible();
  });
});

describe('one alarm', () => {
  it('takes a comment without being acknowledged', async () => {
    const { asked, person } = await openAlarm({ session: operator });
    const add = screen.getByRole('button', { name: w.addComment.en });
    await person.click(add);
    expect(asked.commentAlarm).not.toHaveBeenCalled();
    await person.type(screen.getByLabelText(w.comment.en), 'Crew on its way');
    await person.click(add);
    expect(asked.commentAlarm).toHaveBeenCalledWith(depthAlarm, 'Crew on its way');
    expect(asked.acknowledge).not.toHaveBeenCalled();
  });

  it('shows its frozen evidence and is the one selected on the map', async () => {
    const { city, container } = await openAlarm({});
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: depthAlarm.id });
    expect(screen.getByText(w.evidence.en)).toBeVisible();
    expect(container).toHaveTextContent('17.4 cm');
    expect(container).toHaveTextContent('≥ 15.0 cm');
    expect(screen.getByText(/log no\. 1/)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('tells an observer to sign in, and offers no button', async () => {
    await openAlarm({});
    expect(screen.getByText(w.signInFirst.en)).toBeVisible();
    expect(screen.queryByRole('button', { name: w.acknowledge.en })).toBeNull();
  });

  it.each([
    ['the feed is lost', { session: operator, health: { state: 'lost' as const } }, w.paused],
    ['the page stands alone', { served: false }, w.noServer],
    [
      'it is not their duty',
      { session: { ...operator, user: 'planner', roles: ['planner' as const] } },
      w.notYourDuty,
    ],
  ])('takes no command while %s', async (_, options, words) => {
    await openAlarm(options);
    expect(screen.getByText(words.en)).toBeVisible();
  });

  it('is acknowledged with a comment, and never shown so before the log says it', async () => {
    const { asked, city, person, container } = await openAlarm({ session: operator });
    await person.click(screen.getByRole('button', { name: w.acknowledge.en }));
    expect(screen.getByText(w.commentFirst.en)).toBeVisible();
    expect(asked.acknowledge).not.toHaveBeenCalled();

    await person.type(screen.getByRole('textbox'), 'pump crew called');
    await person.keyboard('{Tab}{Enter}');
    expect(asked.acknowledge).toHaveBeenCalledExactlyOnceWith(depthAlarm, 'pump crew called');
    expect(await screen.findByText(w.pending.en)).toBeVisible();
    expect(within(container).queryByText(/acknowledged · operator/)).toBeNull();

    const held: Alarm = {
      ...depthAlarm,
      handling: 'acknowledged',
      notes: [
        { by: 'operator', at: depthAlarm.raisedAt + 60_000, text: 'pump crew called', step: 'acknowledged' },
      ],
      seq: 2,
    };
    act(() => city.alarms.setState({ alarms: [held], seq: 2 }));
    expect(screen.queryByText(w.pending.en)).toBeNull();
    expect(screen.getByText('pump crew called')).toBeVisible();
    expect(screen.queryByRole('button', { name: w.acknowledge.en })).toBeNull();
  });

  it('says in words why a command was refused', async () => {
    const { asked, person } = await openAlarm({ session: operator });
    asked.acknowledge.mockResolvedValueOnce({ ok: false, status: 409, detail: '' });
    await person.type(screen.getByRole('textbox'), 'seen');
    await person.click(screen.getByRole('button', { name: w.acknowledge.en }));
    expect(await screen.findByText(/changed by someone else/)).toBeVisible();
  });

  it('can be closed only once the reading has returned', async () => {
    const { city, asked, person } = await openAlarm({ session: operator });
    expect(screen.queryByRole('button', { name: w.close.en })).toBeNull();
    expect(screen.getByText(w.afterReturn.en)).toBeVisible();
    act(() =>
      city.alarms.setState({
        alarms: [{ ...depthAlarm, condition: 'returned', returnedAt: 1, seq: 2 }],
        seq: 2,
      }),
    );
    await person.type(screen.getByRole('textbox'), 'dry again');
    await person.click(screen.getByRole('button', { name: w.close.en }));
    expect(asked.closeAlarm).toHaveBeenCalledOnce();
  });
});
