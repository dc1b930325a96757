import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { inOrder } from '@/panels/alarmBoard/inOrder';
import { framePanels, panels } from '@/panels';
import { alarmWords } from '@/state/wordsAlarms';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity, depthAlarm, operator, type FakeCityOptions } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = operateWords.alarms;
const more = alarmWords;
const silentUnderpasses: Alarm = {
  ...depthAlarm,
  id: 'source-silent-1',
  kind: 'source',
  title: { zh: '水务 · 下穿通道 · 无数据', en: 'Water affairs · underpass water · No data' },
  rule: 'source-silent',
  owner: { zh: '水务', en: 'Water affairs' },
  source: { level: 'district', state: 'silent', property: 'road-water-depth', series: 12, unheard: 9 },
  evidence: { ...depthAlarm.evidence, value: 75, limit: 50, rule: 'source-silent', ruleVersion: '1' },
};
const board = (
  <>
    <framePanels.inspector />
    <panels.alarmBoard />
  </>
);
/** What the inspector tells of the alarm that is selected. */
const card = () => screen.getByRole('region', { name: layerWords.sheet.region.en });

async function openAlarm(options: FakeCityOptions) {
  const fake = createFakeCity({ language: 'en', alarms: [depthAlarm], ...options });
  const { container } = fake.render(board);
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: /underpass/ }));
  await screen.findByText(w.evidence.en);
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
    const row = await screen.findByRole('button', {
      name: new RegExp(depthAlarm.title[language].slice(0, 6)),
    });
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

describe('a flood of alarms', () => {
  const many = (count: number): readonly Alarm[] =>
    Array.from({ length: count }, (_, place) => ({
      ...depthAlarm,
      id: `a${place}`,
      title: { zh: `积水 ${place}`, en: `underpass ${place}` },
      rule: place % 3 === 0 ? 'pump-load' : 'water-depth',
      activeSince: depthAlarm.raisedAt + place * 1000,
      seq: place + 1,
    }));

  it('is none with ten in ten minutes: the load is told and the list stays a list', async () => {
    createFakeCity({ language: 'en', alarms: many(10) }).render(board);
    expect(await screen.findByRole('meter', { name: more.loadName.en })).toHaveAttribute(
      'aria-valuetext',
      more.load(10, 10).en,
    );
    expect(screen.queryByText(more.flood.en)).toBeNull();
    expect(screen.getAllByRole('button', { name: /underpass/ })).toHaveLength(10);
  });

  it('shows groups with more, by what lies beneath them or as one chooses, and loses none', async () => {
    const { city, render } = createFakeCity({ language: 'en', alarms: many(12) });
    const { container } = render(board);
    const person = userEvent.setup();
    expect(await screen.findByText(more.flood.en)).toBeVisible();
    const rain = screen.getByText('Heavy rain').closest('summary');
    expect(rain).toHaveTextContent(more.group(12, 12, 12).en);
    await person.selectOptions(screen.getByLabelText(more.groupBy.en), more.grouping.type.en);
    const pumps = screen.getByText('Pump station at its limit').closest('details');
    expect(pumps).toHaveTextContent(more.group(4, 4, 4).en);
    expect(pumps).not.toHaveAttribute('open');
    await person.click(screen.getByText('Pump station at its limit'));
    await person.click(within(pumps!).getByRole('button', { name: /underpass 3/ }));
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: 'a3' });
    expect(await axeProblems(container)).toEqual([]);
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
    expect(within(card()).getByRole('textbox')).toHaveFocus();

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

  it('is given to a person of the list, with a comment', async () => {
    const { asked, city, person, container } = await openAlarm({ session: operator });
    await person.selectOptions(await screen.findByLabelText(more.assignTo.en), 'operator2');
    await person.type(screen.getByRole('textbox'), 'please look');
    await person.click(screen.getByRole('button', { name: more.assign.en }));
    expect(asked.assignAlarm).toHaveBeenCalledExactlyOnceWith(depthAlarm, 'please look', 'operator2');
    expect(screen.queryByText(more.assignedTo('operator2').en)).toBeNull();
    const note = { by: 'operator', at: depthAlarm.raisedAt, text: 'please look', to: 'operator2' };
    act(() =>
      city.alarms.setState({
        alarms: [
          {
            ...depthAlarm,
            handling: 'assigned',
            assignee: 'operator2',
            notes: [{ ...note, step: 'assigned' }],
            seq: 2,
          },
        ],
        seq: 2,
      }),
    );
    expect(screen.getByText(more.assignedTo('operator2').en)).toBeVisible();
    expect(screen.getByText(/assigned to operator2 · operator/)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('can still be taken by oneself where the list of people does not come', async () => {
    const { asked, person } = await openAlarm({ session: operator });
    asked.assignees.mockResolvedValueOnce({ ok: false, status: 503, detail: 'no list' });
    await person.click(screen.getByRole('button', { name: layerWords.sheet.clear.en }));
    await person.click(screen.getByRole('button', { name: /underpass/ }));
    expect(await screen.findByText(more.assigneesMissing('no list').en)).toBeVisible();
    await person.type(screen.getByRole('textbox'), 'mine');
    await person.click(screen.getByRole('button', { name: more.assign.en }));
    expect(asked.assignAlarm).toHaveBeenCalledExactlyOnceWith(depthAlarm, 'mine', 'operator');
  });

  it('is put aside for a while, says until when and by whom, and is taken up again', async () => {
    const { asked, city, clock, person } = await openAlarm({ session: operator });
    await person.selectOptions(screen.getByLabelText(more.shelveFor.en), '60');
    await person.type(screen.getByRole('textbox'), 'road works');
    await person.click(screen.getByRole('button', { name: more.shelve.en }));
    expect(asked.shelveAlarm).toHaveBeenCalledExactlyOnceWith(depthAlarm, 'road works', 60);
    const shelved = { by: 'operator2', at: clock.now(), until: clock.now() + 3_600_000 };
    act(() => city.alarms.setState({ alarms: [{ ...depthAlarm, shelved, seq: 2 }], seq: 2 }));
    expect(screen.getByText(more.shelvedBy('operator2', shelved.until).en)).toBeVisible();
    await person.type(screen.getByRole('textbox'), 'done early');
    await person.click(screen.getByRole('button', { name: more.unshelve.en }));
    expect(asked.unshelveAlarm).toHaveBeenCalledOnce();
  });

  it('about a source says whom it is for, and is not counted among those of the city', async () => {
    const { container } = await openAlarm({ alarms: [silentUnderpasses] });
    expect(container).toHaveTextContent(w.unacknowledged(0).en);
    expect(container).toHaveTextContent('No data');
    expect(container).toHaveTextContent('Water affairs');
    expect(container).toHaveTextContent('9 of 12 series · 75.0 %');
    expect(screen.getByText(more.notTheCity.en)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
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
