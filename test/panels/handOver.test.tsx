import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { HandOver, HandOverCheck, HandOverPage, HandOvers } from '@/contracts/handOver';
import { composeHandOver } from '@/domain/handOver';
import type { HandOverQuery } from '@/feeds/handOverClient';
import { framePanels } from '@/panels';
import { textOf } from '@/panels/handOver/textOf';
import type { CommandResult } from '@/state/city';
import { handOverWords as w } from '@/state/wordsHandOver';
import { createFakeCity, depthAlarm, operator, type FakeCityOptions } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const hour = 3_600_000;
const time = (ms: number) => new Date(ms).toISOString();
const hash = '5c1f'.repeat(16);
const note = { by: 'operator', at: time(monday), text: '<b onclick="x()">泵站</b>已开' };
const content = composeHandOver({
  from: monday - 8 * hour,
  to: monday,
  alarms: [{ ...depthAlarm, raisedAt: monday - 2 * hour, activeSince: monday - 2 * hour }],
  signEntries: [],
  signs: [],
  simulated: true,
  scenario: 'rainstorm',
  switches: [],
  refused: { from: monday - 8 * hour, reasons: { shape: 4 } },
  notes: [note],
});
const draft: HandOverPage = {
  id: '1',
  number: 1,
  state: 'draft',
  version: 2,
  from: content.from,
  to: null,
  begun: { by: 'operator', at: time(monday - hour) },
  handsOver: null,
  takesOver: null,
  counts: null,
  contentHash: null,
  hash: null,
  previous: null,
  faults: [],
  content,
  head: null,
};
const offered: HandOverPage = {
  ...draft,
  state: 'offered',
  version: 3,
  to: content.to,
  handsOver: { by: 'operator', at: time(monday) },
  contentHash: hash,
};
const signed: HandOverPage = {
  ...offered,
  state: 'signed',
  version: 4,
  takesOver: { by: 'operator2', at: time(monday) },
  counts: content.counts,
  hash,
};

/** A server that holds one page, or none, and answers commands as it is told. */
function deskOf(
  page: HandOverPage | undefined,
  answer?: CommandResult<HandOverPage>,
  missing: number[] = [],
) {
  let held = page;
  const give = vi.fn((): Promise<CommandResult<HandOverPage>> => {
    const given = answer ?? { ok: false, status: 503, detail: '数据库不在' };
    if (given.ok) held = given.value;
    return Promise.resolve(given);
  });
  const list = (): HandOvers => ({
    items: held === undefined ? [] : [held satisfies HandOver],
    next: null,
    missing,
    begins: { lastSigned: null, usual: time(monday - 2 * hour) },
  });
  const found: HandOverCheck = { pages: 1, changed: [], missing, at: time(monday) };
  const query: HandOverQuery = {
    list: () => Promise.resolve({ ok: true, value: list() }),
    page: () =>
      Promise.resolve(
        held === undefined ? { ok: false, status: 404, detail: '没有' } : { ok: true, value: held },
      ),
    check: () => Promise.resolve({ ok: true, value: found }),
    begin: vi.fn<HandOverQuery['begin']>(give),
    note: vi.fn<HandOverQuery['note']>(give),
    shift: vi.fn<HandOverQuery['shift']>(give),
    sign: vi.fn<HandOverQuery['sign']>(give),
    withdraw: vi.fn<HandOverQuery['withdraw']>(give),
  };
  return query;
}

async function openDesk(query: HandOverQuery, options: FakeCityOptions = {}) {
  const fake = createFakeCity({ session: operator, alarms: [depthAlarm], language: 'en', ...options });
  fake.asked.handOvers.mockResolvedValue(query);
  fake.render(<framePanels.handOver />);
  const person = userEvent.setup();
  await person.keyboard('o');
  const dialog = await screen.findByRole('dialog', {}, { timeout: 10_000 });
  return { ...fake, person, dialog };
}

describe('the hand-over', () => {
  it.each(['zh', 'en'] as const)(
    'is read in %s with its ages, counts, mark and notes as text',
    async (language) => {
      const { dialog } = await openDesk(deskOf(draft), { language });
      const page = await within(dialog).findByRole('article');
      expect(page).toHaveTextContent({ zh: '演示城市 · 模拟', en: 'Demo city · simulated' }[language]);
      const open = within(page).getByRole('region', { name: w.open[language] });
      expect(open).toHaveTextContent({ zh: '1 小时 – 4 小时', en: '1 h – 4 h' }[language]);
      expect(open).toHaveTextContent(depthAlarm.title[language]);
      expect(open).toHaveTextContent(w.nobody[language]);
      expect(within(page).getByText(note.text)).toBeVisible();
      expect(within(page).getByRole('region', { name: w.refused[language] })).toHaveTextContent('4');
      expect(await axeProblems(dialog)).toEqual([]);
    },
  );

  it('begins when the person says so, and says why where it cannot', async () => {
    const query = deskOf(undefined);
    const { dialog, person } = await openDesk(query);
    expect(await within(dialog).findByText(w.noPages.en)).toBeVisible();
    await person.click(within(dialog).getByRole('button', { name: w.begin.en }));
    expect(query.begin).toHaveBeenCalledWith(monday - 2 * hour);
    expect(await within(dialog).findByText(/数据库不在/)).toBeVisible();
  });

  it('keeps a note that the server did not take', async () => {
    const refused = await openDesk(deskOf(draft));
    const field = await within(refused.dialog).findByRole('textbox', { name: w.addNote.en });
    await refused.person.click(field);
    await refused.person.paste('pump two is out');
    await refused.person.click(within(refused.dialog).getByRole('button', { name: w.addNote.en }));
    expect(await within(refused.dialog).findByRole('alert')).toHaveTextContent('数据库不在');
    expect(field).toHaveValue('pump two is out');
  });

  it('is signed with the password, and then waits for the other, who is not oneself', async () => {
    const query = deskOf(draft, { ok: true, value: offered });
    const { dialog, person } = await openDesk(query);
    await person.type(await within(dialog).findByLabelText(w.password.en), 'demo');
    await person.click(within(dialog).getByRole('button', { name: w.signFirst.en }));
    expect(query.sign).toHaveBeenCalledWith(expect.objectContaining({ version: 2 }), 'demo');
    expect(await within(dialog).findByText(w.waitsForOther.en)).toBeVisible();
    expect(within(dialog).queryByLabelText(w.password.en)).toBeNull();
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    await person.click(within(dialog).getByRole('button', { name: w.withdraw.en }));
    expect(query.withdraw).toHaveBeenCalled();
  });

  it('is taken over by the other', async () => {
    const query = deskOf(offered, { ok: true, value: signed });
    const { dialog, person } = await openDesk(query, { session: { ...operator, user: 'operator2' } });
    await person.type(await within(dialog).findByLabelText(w.password.en), 'demo');
    await person.click(within(dialog).getByRole('button', { name: w.signSecond.en }));
    expect(await within(dialog).findByText(hash.slice(0, 12))).toBeVisible();
    expect(within(dialog).getByText(hash)).toBeInTheDocument();
    expect(within(dialog).queryByLabelText(w.password.en)).toBeNull();
  });

  it('tells aloud a page that was changed and one that is gone', async () => {
    const query = deskOf({ ...signed, faults: ['content', 'seal'] }, undefined, [2]);
    const { dialog, person } = await openDesk(query);
    await within(dialog).findByRole('article');
    const alerts = within(dialog)
      .getAllByRole('alert')
      .map(({ textContent }) => textContent);
    expect(alerts.join()).toContain(w.fault.content.en);
    expect(alerts.join()).toContain(w.gone('2').en);
    await person.click(within(dialog).getByRole('button', { name: w.check.en }));
    expect(await within(dialog).findByText(w.checkFound('2').en)).toBeVisible();
  });

  it('leads from an alarm to the map', async () => {
    const { city, dialog, person } = await openDesk(deskOf(draft));
    const page = await within(dialog).findByRole('article');
    const open = within(page).getByRole('region', { name: w.open.en });
    await person.click(within(open).getByRole('button', { name: /underpass/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(city.scene.getState().selection).toEqual({ layer: 'alarms', feature: depthAlarm.id });
  });

  it('is of the present: in a replay it says so, and nothing is written', async () => {
    const { city, dialog, person } = await openDesk(deskOf(draft));
    await within(dialog).findByRole('article');
    city.time.getState().replayAt(monday - hour);
    expect(await within(dialog).findByText(w.ofThePresent.en, { exact: false })).toBeVisible();
    expect(within(dialog).queryByLabelText(w.password.en)).toBeNull();
    await person.click(within(dialog).getByRole('button', { name: w.goLive.en }));
    expect(await within(dialog).findByLabelText(w.password.en)).toBeVisible();
  });

  it('needs a server, a person, and an operator to write', async () => {
    const alone = await openDesk(deskOf(draft), { served: false });
    expect(alone.dialog).toHaveTextContent(w.noServer.en);
  });

  it('shows an auditor the page and no way to write on it', async () => {
    const session = { ...operator, user: 'auditor', roles: ['auditor' as const] };
    const { dialog } = await openDesk(deskOf(draft), { session });
    expect(await within(dialog).findByText(w.operatorsOnly.en)).toBeVisible();
    expect(within(dialog).queryByRole('textbox')).toBeNull();
  });

  it('is told to nobody who has not signed in', async () => {
    const { dialog } = await openDesk(deskOf(draft), {
      session: { ...operator, user: null, roles: ['observer'] },
    });
    expect(dialog).toHaveTextContent(w.needsPerson.en);
  });

  it.each(['zh', 'en'] as const)(
    'leaves as text in %s with mark, signatures, hash and every alarm',
    (language) => {
      const text = textOf(signed, language);
      for (const part of [
        { zh: '演示城市 · 模拟', en: 'Demo city · simulated' }[language],
        w.source[language],
        hash,
        'operator2 2026-03-02T10:00:00+08:00',
        depthAlarm.title[language],
        note.text,
      ])
        expect(text).toContain(part);
      expect(textOf({ ...signed, faults: ['head'] }, language)).toContain(w.found[language]);
    },
  );
});
