import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Refusal } from '@/contracts/ingest';
import { layers } from '@/layers';
import { panels } from '@/panels';
import { doorEveryMs } from '@/state/doorWatch';
import { deviceWords } from '@/state/wordsDevice';
import { frameWords } from '@/state/wordsFrame';
import { healthWords } from '@/state/wordsHealth';
import { recordWords } from '@/state/wordsRecords';
import {
  createFakeCity,
  operator,
  quietDoor,
  smallCatalogue,
  type FakeCityOptions,
} from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const w = recordWords.data;
const h = healthWords;
const panel = <panels.cityData />;

const letter = (secondsAgo: number, change: Partial<Refusal> = {}): Refusal => ({
  reason: 'shape',
  at: new Date(monday - secondsAgo * 1000).toISOString(),
  from: 'gateway-3',
  topic: 'v1.1/Datastreams(9)/Observations',
  sample: '{"time":1,"val":3}',
  ...change,
});

function open(options: FakeCityOptions = {}) {
  const fake = createFakeCity({ language: 'en', session: operator, ...options });
  return { ...fake, ...fake.render(panel) };
}
const openTab = async (name: RegExp) => userEvent.click(await screen.findByRole('tab', { name }));

// Read once, before anyone waits for it.
beforeAll(async () => {
  await import('@/panels/cityData/CityData');
});

describe('the data workspace', () => {
  it.each(['zh', 'en'] as const)(
    'names in %s every layer’s source and licence, and is clean for axe',
    async (language) => {
      const { container } = createFakeCity({ language }).render(panel);
      await openTab(new RegExp(h.tab.sources[language]));
      for (const { entry } of layers) {
        expect(container).toHaveTextContent(entry.provenance.source[language]);
        expect(container).toHaveTextContent(entry.provenance.licence);
      }
      expect(await axeProblems(container)).toEqual([]);
    },
  );

  it('counts each owner’s devices, and hatches one whose feed died, in a word too', async () => {
    const { hear, pass } = open();
    const table = await screen.findByRole('table', { name: new RegExp(h.byOwner.en) });
    const owner = smallCatalogue.series[0]!.owner;
    const row = within(table).getByRole('row', { name: new RegExp(owner.en) });
    expect(row).toHaveTextContent(h.troubled.en);
    const own = smallCatalogue.series.filter((series) => series.owner.en === owner.en);
    act(() => {
      for (const { id } of own) hear(id, 12);
      pass(1000);
    });
    expect(await within(row).findByText('100%', {}, { timeout: 3000 })).toBeVisible();
    expect(row).not.toHaveTextContent(h.troubled.en);
  });

  it('leads to the squares with most trouble', async () => {
    const { city } = open();
    const table = await screen.findByRole('table', { name: new RegExp(h.worstCells.en) });
    await userEvent.click(within(table).getAllByRole('button')[0]!);
    expect(city.scene.getState().selection?.layer).toBe('datahealth');
    expect(city.scene.getState().layers.datahealth?.visible).toBe(true);
  });

  it('says that readings were dropped from the queue, and that alarms never are', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.asked.ingestHealth.mockResolvedValue({
      ...quietDoor,
      queue: { waiting: 120_000, shed: 4000, written: 9 },
    });
    fake.render(panel);
    expect(await screen.findByText(frameWords.shed('4,000').en)).toBeVisible();
  });
});

describe('what the door refused', () => {
  const items = [
    letter(10),
    letter(20, { sample: `=cmd|${'x'.repeat(120)}` }),
    letter(30),
    letter(40, { from: 'gateway-1', reason: 'duplicate', topic: 'v1.1/Datastreams(4)/Observations' }),
  ];
  const refused = { items, total: 41, reasons: { shape: 40, duplicate: 1 } };

  function openLetters(options: FakeCityOptions = {}) {
    const fake = createFakeCity({ language: 'en', session: operator, ...options });
    fake.asked.refusals.mockResolvedValue({ ok: true, value: refused });
    fake.asked.ingestHealth.mockResolvedValue({ ...quietDoor, refused: { ...quietDoor.refused, total: 41 } });
    return { ...fake, ...fake.render(panel) };
  }

  it('is listed by sender, newest first, with reason, topic and sample', async () => {
    const { container } = openLetters();
    await openTab(/Refused/);
    const heads = (await screen.findAllByRole('heading', { level: 3 })).map(({ textContent }) => textContent);
    expect(heads).toEqual(['gateway-33 refused', 'gateway-11 refused']);
    expect(container).toHaveTextContent('{"time":1,"val":3}');
    expect(container).toHaveTextContent('v1.1/Datastreams(4)/Observations');
    expect(screen.getByText(/may have changed form: 3 “wrong fields” since 09:59:30/)).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('is filtered by reason, and a long sample opens whole', async () => {
    openLetters();
    await openTab(/Refused/);
    const person = userEvent.setup();
    await person.click(await screen.findByRole('button', { name: /duplicate 1/ }));
    expect(screen.queryByText('gateway-3')).toBeNull();
    await person.click(screen.getByRole('button', { name: /wrong fields 40/ }));
    const whole = screen.getByText(`=cmd|${'x'.repeat(120)}`);
    expect(whole).not.toBeVisible();
    await person.click(screen.getByText(/=cmd\|x+…/));
    expect(whole).toBeVisible();
  });

  it('is handed out as a file in which nothing runs as a formula', async () => {
    openLetters();
    await openTab(/Refused/);
    const written: Blob[] = [];
    Object.assign(URL, { createObjectURL: (blob: Blob) => (written.push(blob), 'blob:file') });
    await userEvent.click(await screen.findByRole('button', { name: deviceWords.download.en }));
    const text = await written[0]!.text();
    expect(text).toContain("'=cmd|");
    expect(text).not.toMatch(/,=cmd/);
    expect(text.split('\r\n')).toHaveLength(items.length + 2);
  });

  it('is asked for again when more is refused, and stands still while held', async () => {
    const { asked, clock } = openLetters();
    await openTab(/Refused/);
    await screen.findByText('gateway-1');
    const before = asked.refusals.mock.calls.length;
    const more = { ...quietDoor, refused: { ...quietDoor.refused, total: 50 } };
    asked.ingestHealth.mockResolvedValue(more);
    await act(async () => {
      clock.advance(doorEveryMs);
      await Promise.resolve();
    });
    expect(asked.refusals).toHaveBeenCalledTimes(before + 1);
    await userEvent.click(screen.getByRole('button', { name: h.letters.pause.en }));
    asked.ingestHealth.mockResolvedValue({ ...more, refused: { ...more.refused, total: 57 } });
    await act(async () => {
      clock.advance(doorEveryMs);
      await Promise.resolve();
    });
    expect(asked.refusals).toHaveBeenCalledTimes(before + 1);
    expect(screen.getByText(h.letters.unseen('7').en)).toBeVisible();
  });

  it.each([403, 500])('says in words that it did not come (%d)', async (status) => {
    const fake = createFakeCity({ language: 'en', session: operator });
    fake.asked.refusals.mockResolvedValue({ ok: false, status, detail: '' });
    fake.render(panel);
    await openTab(/Refused/);
    expect(await screen.findByText(w.refusedFailed(status).en)).toBeVisible();
  });

  it('is for who has signed in', async () => {
    const { asked } = createFakeCityAsObserver();
    await openTab(/Refused/);
    expect(await screen.findByText(w.refusedSignIn.en)).toBeVisible();
    expect(asked.refusals).not.toHaveBeenCalled();
  });
});

function createFakeCityAsObserver() {
  const fake = createFakeCity({ language: 'en' });
  fake.render(panel);
  return fake;
}

describe('the clocks of the fleet', () => {
  it('are listed with their offset and what is done about them, and lead to the device', async () => {
    const fake = createFakeCity({ language: 'en' });
    fake.asked.ingestHealth.mockResolvedValue({
      ...quietDoor,
      clocks: [
        [3, -90_000, 16],
        [4, -Date.parse('2026-03-02T10:00:00+08:00'), 9],
        [1, 7400, 12],
        [2, 2500, 4],
      ],
      gaps: [{ from: monday - 60_000, to: monday - 30_000, rows: null, reason: 'restart' }],
    });
    const { container } = fake.render(panel);
    await openTab(/Clocks/);
    expect(await screen.findByText('90.0 s slow')).toBeVisible();
    expect(container).toHaveTextContent(h.treatment.late.en);
    expect(screen.getByText('56 years slow').closest('tr')).toHaveTextContent(h.treatment.tooOld.en);
    expect(screen.getByText('7.4 s fast').closest('tr')).toHaveTextContent(h.treatment.clamped.en);
    expect(container).toHaveTextContent(h.gapReason['restart']!.en);
    await userEvent.click(screen.getByRole('button', { name: smallCatalogue.series[2]!.name.en }));
    expect(fake.city.scene.getState().selection).toEqual({ layer: 'sensors', feature: '3' });
  });

  it('are not told where no server answers', async () => {
    createFakeCity({ language: 'en', served: false }).render(panel);
    await openTab(/Clocks/);
    expect(await screen.findByText(w.noServer.en)).toBeVisible();
  });
});

beforeEach(() => {
  Object.assign(URL, { createObjectURL: () => 'blob:none', revokeObjectURL: () => undefined });
});
afterEach(() => vi.restoreAllMocks());
