import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { SeriesCatalogue } from '@/contracts/series';
import { infrastructureTable } from '@/domain/infrastructurePlan';
import { panels } from '@/panels';
import { infrastructureWords as w } from '@/state/wordsInfrastructure';
import { createFakeCity, depthAlarm, type FakeCityOptions } from '../support/fakeCity';
import { fakeFleet } from '../support/fakeFleet';
import { axeProblems } from './axe';

const wanted = ['road-water-depth', 'traffic-speed', 'plant-power', 'compute-load'];
/** Sixty gauges of water, a few of other kinds, a centre: enough to be judged. */
const catalogue: SeriesCatalogue = {
  ...fakeFleet,
  series: wanted
    .flatMap((property, index) =>
      fakeFleet.series.filter((one) => one.property === property).slice(0, index === 0 ? 60 : 3),
    )
    .map((one, slot) => ({ ...one, id: slot + 1 })),
};
const titleOf = (id: string) => infrastructureTable.classes.find((one) => one.id === id)!.title;
const partOf = (id: string) =>
  infrastructureTable.classes.flatMap(({ parts }) => parts).find((one) => one.id === id)!;

function cityOf(options: FakeCityOptions = {}) {
  const fake = createFakeCity({ catalogue, ...options });
  for (const { id } of catalogue.series) fake.hear(id, 1);
  fake.render(<panels.infrastructure />);
  return fake;
}
const button = (id: string, language: 'zh' | 'en' = 'en') =>
  screen.findByRole('button', { name: w.open(titleOf(id)[language])[language] });
const cell = async (id: string) => (await button(id)).closest('li')!;

describe('the classes of infrastructure', () => {
  it.each(['zh', 'en'] as const)('are four side by side, each within reach (%s)', async (language) => {
    cityOf({ language });
    for (const { id } of infrastructureTable.classes) expect(await button(id, language)).toBeVisible();
    await userEvent.click(await button('converged', language));
    expect(await axeProblems(document.body)).toEqual([]);
  });

  it('without a source say 无数据 and why, and have no rate', async () => {
    cityOf({ language: 'en' });
    const network = await cell('network');
    expect(network).toHaveTextContent('No data');
    expect(network).toHaveTextContent(w.noFeed.en);
    expect(network).not.toHaveTextContent('%');
    await userEvent.click(await button('network'));
    const silent = screen.getByRole('list', { name: w.absent.en });
    for (const part of infrastructureTable.classes.find(({ id }) => id === 'network')!.parts)
      expect(silent).toHaveTextContent(part.title.en);
    expect(silent).toHaveTextContent(partOf('mobile').absent!.en);
  });

  it('tell how much reports, and when the feed falls silent they are stale, not normal', async () => {
    const { pass } = cityOf({ language: 'en' });
    const converged = await cell('converged');
    expect(converged).toHaveTextContent('100.0 %');
    expect(converged).toHaveTextContent('Normal');
    act(() => pass(60_000));
    expect(converged).toHaveTextContent(/\D0\.0 %/);
    expect(converged).toHaveTextContent('Stale');
  });

  it('open into the words of their article, those of which nothing is known among them', async () => {
    cityOf({ language: 'en' });
    await userEvent.click(await button('converged'));
    const parts = screen.getByRole('region', { name: titleOf('converged').en });
    for (const { title } of infrastructureTable.classes.find(({ id }) => id === 'converged')!.parts)
      expect(parts).toHaveTextContent(title.en);
    // What is sensed in manufacturing is in none of the four, and said to be.
    expect(parts).toHaveTextContent(w.outside('3').en);
  });

  it('count the alarms that stand and lead to the worst device', async () => {
    const evidence = { ...depthAlarm.evidence, series: 5 };
    const { city } = cityOf({ language: 'en', alarms: [{ ...depthAlarm, evidence }] });
    expect(await cell('converged')).toHaveTextContent(w.alarmCount(1, 1).en);
    expect(await cell('converged')).toHaveTextContent('Warning');
    await userEvent.click(await button('converged'));
    await userEvent.click(screen.getByRole('button', { name: w.fly(partOf('hydraulics').title.en).en }));
    expect(city.scene.getState().selection).toEqual({ layer: 'sensors', feature: '5' });
    expect(city.scene.getState().flight).toMatchObject({ kind: 'place' });
  });

  it('show only a part of themselves on the map, and everything again', async () => {
    const { city } = cityOf({ language: 'en' });
    await userEvent.click(await button('converged'));
    const part = partOf('hydraulics').title.en;
    await userEvent.click(screen.getByRole('button', { name: w.show(part).en }));
    expect(city.scene.getState().layers.sensors).toMatchObject({
      visible: true,
      options: { property: 'road-water-depth' },
    });
    await userEvent.click(screen.getByRole('button', { name: w.all.en }));
    expect(city.scene.getState().layers.sensors?.options?.['property']).toBeUndefined();
  });

  it('are those of the part of the city the board is of', async () => {
    const { city } = cityOf({ language: 'en' });
    await userEvent.click(await button('converged'));
    const here = catalogue.series.filter(({ district }) => district === '420103');
    const converged = here.filter(({ property }) => ['road-water-depth', 'traffic-speed'].includes(property));
    expect(await city.lookAt('420103')).toBe(true);
    await userEvent.click(await button('converged'));
    const parts = await screen.findByRole('region', { name: titleOf('converged').en });
    expect(parts).toHaveTextContent(w.counts(String(converged.length), '0', '0').en);
  });
});
