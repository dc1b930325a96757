import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { quality, withResolution, type SeriesCatalogue } from '@/contracts/series';
import { framePanels } from '@/panels';
import { deviceWords } from '@/state/wordsDevice';
import { layerWords } from '@/state/wordsLayers';
import { createFakeCity, quietDoor, smallCatalogue, type FakeCityOptions } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { axeProblems } from './axe';

const inspector = <framePanels.inspector />;
const gauge = { scene: { selection: { layer: 'sensors', feature: '3' } } } as const;
const w = deviceWords;

/** Six gauges in a row, a hundred metres apart; the first is the one selected. */
const row: SeriesCatalogue = {
  ...smallCatalogue,
  series: [1, 2, 3, 4, 5, 6, 7].map((id) => ({
    ...smallCatalogue.series[2]!,
    id,
    thing: `gauge-${id}`,
    name: { zh: `积水 ${id}`, en: `Gauge ${id}` },
    at: [114.29 + Math.abs(id - 3) * 0.001, 30.58, 10] as const,
    district: '420102',
    on: 'bridges:yangtze-first',
  })),
};

function open(options: FakeCityOptions = {}) {
  const fake = createFakeCity({ language: 'en', catalogue: row, ...gauge, ...options });
  fake.asked.observations.mockImplementation(({ series, to }) =>
    Promise.resolve({
      series,
      t: [to - 3_600_000, to - 3_300_000, to - 300_000],
      min: [1, 2, 4],
      max: [3, 2.5, 6],
      last: [2, 2.2, 5],
      quality: [withResolution(0, 2), quality.late, quality.suspect | quality.clamped],
    }),
  );
  return { ...fake, ...fake.render(inspector) };
}

const part = (name: string) => screen.findByRole('region', { name });

// Read once, before anyone waits for it.
beforeAll(async () => {
  await import('@/panels/device/DeviceCard');
});

describe('a device’s card', () => {
  it('says what the reading stands for by shape and word, and its age in its own intervals', async () => {
    const { hear, pass, container } = open();
    await part(w.facts.en);
    act(() => {
      hear(3, 17.4);
      pass(1000);
    });
    await waitFor(() => expect(container).toHaveTextContent('17.4 cm'));
    expect(container.querySelector('[data-state="warning"] svg')).not.toBeNull();
    const { intervalS } = row.series[2]!;
    act(() => pass(intervalS * 4000));
    expect(await screen.findByText(new RegExp(layerWords.reading.stale.en))).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('names every limit with who set it and whence', async () => {
    open();
    const limits = await part(w.limits.en);
    expect(limits).toHaveTextContent('15.0 cm');
    expect(limits).toHaveTextContent('Water on the road');
    expect(limits).toHaveTextContent('vital sign 5');
  });

  it('tells a day in a sentence, with its gaps', async () => {
    open();
    const day = await part(w.day.en);
    expect(await within(day).findByText(/least 1\.0, greatest 6\.0, last 5\.0 cm, 1 gap/)).toBeVisible();
    expect(day).toHaveTextContent(w.mark.late.en);
    expect(day).toHaveTextContent(w.mark.suspect.en);
  });

  it('is read point by point with the keys, and a point can be replayed', async () => {
    const { city } = open();
    const reader = await screen.findByRole('slider', { name: w.chart.reader.en });
    const person = userEvent.setup();
    act(() => reader.focus());
    await person.keyboard('{Home}');
    expect(reader).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/2\.0 cm, least 1\.0.*mean over up to 15 min/),
    );
    await person.keyboard('{End}');
    expect(reader).toHaveAttribute('aria-valuetext', expect.stringMatching(/5\.0 cm.*doubted.*clock fast/));
    await person.keyboard('{Enter}');
    expect(city.time.getState()).toMatchObject({ mode: 'replay', at: monday - 300_000 });
  });

  it('has the same day as a table and as a file that says it is simulated', async () => {
    open();
    const day = await part(w.day.en);
    const person = userEvent.setup();
    await person.click(within(day).getByRole('button', { name: w.asTable.en }));
    const rows = within(day).getAllByRole('row');
    expect(rows).toHaveLength(4);
    expect(rows[1]).toHaveTextContent(/4\.0.*6\.0.*5\.0/);
    const written: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => (written.push(blob), 'blob:file'),
      revokeObjectURL: vi.fn(),
    });
    await person.click(within(day).getByRole('button', { name: w.download.en }));
    const text = await written[0]!.text();
    expect(text.split('\r\n')).toHaveLength(5);
    expect(text).toMatch(/\+08:00,3,gauge-3,Gauge 3,.*,cm,4,6,5,.*,Simulated,/);
  });

  it('says when it stands apart from its neighbours, and takes only fresh ones for comparison', async () => {
    const { hear, pass } = open();
    const near = await part(w.neighbours.en);
    act(() => {
      for (const id of [1, 2, 4]) hear(id, 2 + id / 10);
      hear(3, 12);
      pass(1000);
    });
    expect(await within(near).findByText(/\+9\.\d cm from its neighbours/)).toBeVisible();
    expect(near).toHaveTextContent(layerWords.reading.absent.en);
    act(() => pass(row.series[2]!.intervalS * 3000));
    expect(near).toHaveTextContent(w.tooFew.en);
  });

  it('leads to what it is mounted on', async () => {
    const { city } = open();
    await userEvent.click(await screen.findByRole('button', { name: /First Yangtze Bridge/ }));
    expect(city.scene.getState().selection).toEqual({ layer: 'bridges', feature: 'yangtze-first' });
  });

  it('tells its clock and its refused messages, and in replay that these are known only for now', async () => {
    const fake = createFakeCity({ language: 'en', catalogue: row, ...gauge });
    fake.asked.ingestHealth.mockResolvedValue({
      ...quietDoor,
      refused: { ...quietDoor.refused, bySeries: [[3, 41]] },
      clocks: [[3, -7400, 20]],
    });
    fake.render(inspector);
    const facts = await part(w.facts.en);
    expect(await within(facts).findByText('7.4 s slow')).toBeVisible();
    expect(facts).toHaveTextContent(`41${w.refusedSince.en}`);
    act(() => fake.city.time.getState().replayAt(monday - 60_000));
    expect(facts).not.toHaveTextContent('7.4 s slow');
    expect(facts).toHaveTextContent(w.presentOnly.en);
  });

  it('in replay tells everything as of then, and says so', async () => {
    const { asked, city, container } = open();
    await part(w.day.en);
    await act(async () => {
      city.time.getState().replayAt(monday - 120_000);
      await Promise.resolve();
    });
    expect(container).toHaveTextContent(/as of 2 Mar 09:58:00/);
    const last = asked.observations.mock.lastCall?.[0];
    expect(last?.to).toBe(monday - 120_000);
    expect(last?.time.mode).toBe('replay');
    expect(container).toHaveTextContent(w.presentOnly.en);
  });

  it('says why there is no history, and asks again', async () => {
    const fake = createFakeCity({ language: 'en', catalogue: row, ...gauge });
    fake.asked.observations.mockRejectedValue(new Error('The history is not open yet.'));
    fake.render(inspector);
    expect(await screen.findByText(/not open yet/)).toBeVisible();
    fake.asked.observations.mockResolvedValue({ series: 3, t: [], min: [], max: [], last: [], quality: [] });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(w.chart.none(w.day).en))[0]).toBeVisible();
  });
});
