import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { waitingOf } from '@/domain/waiting';
import { framePanels, panels } from '@/panels';
import { alarmWords as w } from '@/state/wordsAlarms';
import { layerWords } from '@/state/wordsLayers';
import { operateWords } from '@/state/wordsOperate';
import { createFakeCity, depthAlarm, operator, type FakeCityOptions } from '../support/fakeCity';
import { axeProblems } from './axe';

const make = (place: number, rest: Partial<Alarm> = {}): Alarm => ({
  ...depthAlarm,
  id: `a${place}`,
  title: { zh: `积水 ${place}`, en: `underpass ${place}` },
  raisedAt: depthAlarm.raisedAt - place * 60_000,
  activeSince: depthAlarm.raisedAt - place * 3_600_000,
  evidence: { ...depthAlarm.evidence, series: place === 1 ? 3 : 4 },
  seq: place,
  ...rest,
});
const three = [make(1), make(2), make(3)];
const row = (place: number) => screen.getByRole('button', { name: new RegExp(`underpass ${place}(?!\\d)`) });

async function atTheBoard(alarms: readonly Alarm[], options: FakeCityOptions = {}) {
  const fake = createFakeCity({ language: 'en', session: operator, alarms, ...options });
  const { container } = fake.render(
    <>
      <framePanels.inspector />
      <panels.alarmBoard />
    </>,
  );
  await screen.findByRole('meter', { name: w.loadName.en });
  const become = (now: readonly Alarm[]) =>
    act(() =>
      fake.city.alarms.setState({
        alarms: now,
        waiting: waitingOf(now),
        seq: Math.max(...now.map(({ seq }) => seq)),
      }),
    );
  return { ...fake, container, become, person: userEvent.setup() };
}

describe('the board by keyboard', () => {
  it('is one stop of the tab key; arrows, Home and End move, Enter opens, and again leads into the card', async () => {
    const { city, person } = await atTheBoard(three);
    expect([1, 2, 3].filter((place) => row(place).tabIndex === 0)).toEqual([1]);
    act(() => row(1).focus());
    await person.keyboard('{ArrowDown}');
    expect(row(2)).toHaveFocus();
    await person.keyboard('{End}');
    expect(row(3)).toHaveFocus();
    await person.keyboard('{ArrowDown}{ArrowUp}');
    expect(row(2)).toHaveFocus();
    expect([1, 2, 3].filter((place) => row(place).tabIndex === 0)).toEqual([2]);
    await person.keyboard('{Enter}');
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: 'a2' });
    expect(row(2)).toHaveAttribute('aria-current', 'true');
    const card = screen.getByRole('region', { name: layerWords.sheet.region.en });
    await within(card).findByText(operateWords.alarms.evidence.en);
    await person.keyboard('{Enter}');
    expect(card).toContainElement(document.activeElement as HTMLElement);
    await person.keyboard('{Home}');
    expect(row(1)).not.toHaveFocus();
  });

  it('acknowledges with a key and a reason, and gives the focus back once the log holds it', async () => {
    const { asked, become, person } = await atTheBoard(three);
    asked.acknowledge.mockResolvedValueOnce({ ok: true, value: { ...three[1]!, seq: 9 } });
    act(() => row(2).focus());
    await person.keyboard('a');
    const form = screen.getByRole('form', { name: /Acknowledge underpass 2/ });
    expect(within(form).getByRole('textbox')).toHaveFocus();
    await person.keyboard('{Enter}');
    expect(asked.acknowledge).not.toHaveBeenCalled();
    expect(within(form).getByText(operateWords.alarms.commentFirst.en)).toBeVisible();
    await person.keyboard('crew sent{Enter}');
    expect(asked.acknowledge).toHaveBeenCalledExactlyOnceWith(three[1], 'crew sent');
    expect(await within(form).findByText(operateWords.alarms.pending.en)).toBeVisible();
    become([three[0]!, { ...three[1]!, handling: 'acknowledged', seq: 9 }, three[2]!]);
    expect(screen.queryByRole('form')).toBeNull();
    expect(row(2)).toHaveFocus();
  });

  it.each([
    ['g', 'assignAlarm', [three[0], 'why', 'operator']],
    ['s', 'shelveAlarm', [three[0], 'why', 30]],
    ['c', 'commentAlarm', [three[0], 'why']],
  ] as const)('hands on with %s what one has in front of one', async (key, command, told) => {
    const { asked, person } = await atTheBoard(three);
    act(() => row(1).focus());
    await person.keyboard(key);
    await person.type(await screen.findByRole('textbox'), 'why');
    await person.keyboard('{Enter}');
    expect(asked[command]).toHaveBeenCalledExactlyOnceWith(...told);
  });

  it('is clean for axe with an order under way', async () => {
    const { person, container } = await atTheBoard(three);
    act(() => row(1).focus());
    await person.keyboard('s');
    expect(screen.getByRole('form', { name: /Shelve underpass 1/ })).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('closes only what has returned, says so, and Escape leads back', async () => {
    const { asked, person } = await atTheBoard([make(1), make(2, { condition: 'returned', returnedAt: 1 })]);
    act(() => row(1).focus());
    await person.keyboard('x');
    expect(screen.getByText(new RegExp(operateWords.alarms.afterReturn.en))).toBeVisible();
    await person.keyboard('{Escape}');
    expect(row(1)).toHaveFocus();
    await person.keyboard('{ArrowDown}x');
    await person.keyboard('dry{Enter}');
    expect(asked.closeAlarm).toHaveBeenCalledOnce();
  });

  it('takes no order from an observer, and says why', async () => {
    const { person } = await atTheBoard(three, { session: { ...operator, user: null, roles: ['observer'] } });
    act(() => row(1).focus());
    await person.keyboard('a');
    expect(screen.getByText(new RegExp(operateWords.alarms.signInFirst.en))).toBeVisible();
  });

  it('leaves the keys to what one types and to the browser', async () => {
    const { person } = await atTheBoard(three);
    act(() => row(1).focus());
    await person.keyboard('{Control>}a{/Control}');
    expect(screen.queryByRole('form')).toBeNull();
    await person.keyboard('c');
    await person.keyboard('agsx');
    expect(screen.getByRole('textbox')).toHaveValue('agsx');
  });
});

describe('the focus on the board', () => {
  it('stays on the alarm whose row moves to another part, and goes to its neighbour where it vanishes', async () => {
    const { become } = await atTheBoard(three);
    act(() => row(1).focus());
    become([{ ...three[0]!, severity: 'alarm', seq: 10 }, three[1]!, three[2]!]);
    expect(screen.getByRole('region', { name: w.pinned(1).en })).toContainElement(row(1));
    expect(row(1)).toHaveFocus();
    become([three[1]!, three[2]!]);
    expect(row(2)).toHaveFocus();
  });
});

describe('one selection', () => {
  it('marks in the list the alarms of the device that is selected, and survives updates and another language', async () => {
    const { city, become } = await atTheBoard(three);
    act(() => city.select({ layer: 'sensors', feature: '3' }));
    expect(row(1)).toHaveAttribute('aria-current', 'true');
    expect(row(2)).not.toHaveAttribute('aria-current');
    become([...three, make(4)]);
    act(() => city.preferences.getState().setLanguage('zh'));
    expect(screen.getByRole('button', { name: /积水 1(?!\d)/ })).toHaveAttribute('aria-current', 'true');
    act(() => city.select(undefined));
    expect(screen.getByRole('button', { name: /积水 1(?!\d)/ })).not.toHaveAttribute('aria-current');
  });

  it('leads from an alarm to its device, and from the card of the device to its open alarms', async () => {
    const { city, person } = await atTheBoard(three);
    await person.click(row(1));
    const card = () => screen.getByRole('region', { name: layerWords.sheet.region.en });
    await person.click(await within(card()).findByTitle(w.device.en));
    expect(city.scene.getState().selection).toEqual({ layer: 'sensors', feature: '3' });
    const list = await within(card()).findByRole('region', { name: w.ofDevice(1).en });
    await person.click(within(list).getByRole('button'));
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: 'a1' });
  });

  it('says of an alarm that there was none yet at the time shown', async () => {
    const { become, person } = await atTheBoard(three);
    await person.click(row(2));
    become([three[0]!]);
    expect(screen.getByText(operateWords.alarms.notThen.en)).toBeVisible();
  });

  it('opens the fold of the chosen alarm, so that it can be seen', async () => {
    const source = (id: string): Alarm => ({
      ...make(7),
      id,
      kind: 'source',
      title: { zh: id, en: `gauges ${id}` },
      rule: 'source-silent',
      owner: { zh: '水务', en: 'Water affairs' },
      source: { level: 'district', state: 'silent', property: 'road-water-depth', series: 12, unheard: 9 },
    });
    const { city } = await atTheBoard([source('north'), source('south'), three[0]!]);
    const part = screen.getByRole('region', { name: w.sources(2).en });
    expect(part.querySelector('details')).not.toHaveAttribute('open');
    act(() => city.select({ layer: 'alarms', feature: 'south' }));
    expect(part.querySelector('details')).toHaveAttribute('open');
  });
});
