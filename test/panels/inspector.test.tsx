import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { framePanels } from '@/panels';
import { deviceWords } from '@/state/wordsDevice';
import { layerWords } from '@/state/wordsLayers';
import { recordWords } from '@/state/wordsRecords';
import { createFakeCity, operator } from '../support/fakeCity';
import { axeProblems } from './axe';

const inspector = <framePanels.inspector />;
const building = { scene: { selection: { layer: 'buildings', feature: 'b1' } } } as const;
const sensor = { scene: { selection: { layer: 'sensors', feature: '3' } } } as const;

// Read once, before anyone waits for it.
beforeAll(async () => {
  await Promise.all([import('@/panels/device/DeviceCard'), import('@/panels/inspector/RecordCard')]);
});

describe('the inspector', () => {
  it('is not there while nothing is selected', () => {
    createFakeCity().render(inspector);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('tells a sensor with its reading, age and state, and hatches an old one in words too', async () => {
    const { hear, pass, render } = createFakeCity({ language: 'en', ...sensor });
    const { container } = render(inspector);
    act(() => {
      hear(3, 7.25);
      pass(250);
    });
    expect((await screen.findAllByText('Water depth on roads'))[0]).toBeVisible();
    await screen.findByRole('region', { name: deviceWords.facts.en });
    await waitFor(() => expect(container).toHaveTextContent('7.3 cm'));
    expect(container).toHaveTextContent(layerWords.reading.fresh.en);
    act(() => pass(10 * 60_000));
    expect(container).toHaveTextContent(
      new RegExp(`${layerWords.reading.stale.en}|${layerWords.reading.lost.en}`),
    );
    expect(container).toHaveTextContent('7.3 cm');
    expect(await axeProblems(container)).toEqual([]);
  });

  it('says so when the object is not of this base', async () => {
    createFakeCity({ language: 'en', scene: { selection: { layer: 'bridges', feature: 'none' } } }).render(
      inspector,
    );
    expect(await screen.findByText(layerWords.sheet.unknown.en)).toBeVisible();
  });

  it('flies to what is selected and lets it go', async () => {
    const { city, render } = createFakeCity({ language: 'en', ...sensor });
    render(inspector);
    const person = userEvent.setup();
    await person.click(screen.getByRole('button', { name: layerWords.sheet.flyTo.en }));
    expect(city.scene.getState().flight).toMatchObject({ kind: 'feature', ref: sensor.scene.selection });
    await person.click(screen.getByRole('button', { name: layerWords.sheet.clear.en }));
    expect(city.scene.getState().selection).toBeUndefined();
  });

  it('copies the link, or says that the browser refuses', async () => {
    const person = userEvent.setup();
    createFakeCity({ language: 'en', ...sensor }).render(inspector);
    await person.click(screen.getByRole('button', { name: layerWords.sheet.copyLink.en }));
    expect(await screen.findByText(layerWords.sheet.copied.en)).toBeVisible();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('denied'));
    await person.click(screen.getByRole('button', { name: layerWords.sheet.copyLink.en }));
    expect(await screen.findByText(layerWords.sheet.copyFailed.en)).toBeVisible();
  });
});

describe('a building’s record card', () => {
  it('shows what the server gave, and names what it withheld with the reason', async () => {
    const { container } = createFakeCity({ session: operator, ...building }).render(inspector);
    expect(await screen.findByText('江岸区中山大道 1 号')).toBeVisible();
    expect(screen.getByText(recordWords.field['residents']?.zh ?? '')).toBeVisible();
    expect(screen.getByText(/不提供 · <5/)).toBeVisible();
    expect(screen.getByText(new RegExp(recordWords.fromServer.zh))).toBeVisible();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('tells an observer to sign in', async () => {
    const fake = createFakeCity({ language: 'en', ...building });
    fake.asked.record.mockResolvedValue({ ok: false, status: 401, detail: '' });
    fake.render(inspector);
    expect(await screen.findByText(recordWords.signInFor.en)).toBeVisible();
  });

  it('is asked for anew by whoever signs in', async () => {
    const { asked, city, render } = createFakeCity({ language: 'en', ...building });
    render(inspector);
    await screen.findByText('48');
    act(() => city.session.setState({ session: operator }));
    await screen.findByText('48');
    expect(asked.record).toHaveBeenCalledTimes(2);
  });

  it('is not asked for without a server', () => {
    const { asked, render } = createFakeCity({ language: 'en', served: false, ...building });
    render(inspector);
    expect(screen.getByText(recordWords.noServer.en)).toBeVisible();
    expect(asked.record).not.toHaveBeenCalled();
  });
});
