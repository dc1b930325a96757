import { describe, expect, it, vi } from 'vitest';
import { sourceRules } from '@/domain/alarmDefinitions';
import { sourcesOf } from '@/domain/sources';
import { createAlarmDesk } from '@/server/alarmDesk';
import { createLatest } from '@/server/latest';
import { createReadiness } from '@/server/readiness';
import type { SeriesCatalogue } from '@/contracts/series';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';
import { openEmbedded } from './databases';

const gas = fakeFleet.series.filter(({ property }) => property === 'gas-concentration').slice(0, 6);
const noise = fakeFleet.series.filter(({ property }) => property === 'noise').slice(0, 30);
const city: SeriesCatalogue = { ...fakeFleet, series: [...gas, ...noise] };
const delayMs = sourceRules[0]!.onDelayS * 1000;

describe('the desk of the alarms', () => {
  it('writes down once that a source fell silent, and after a restart that it speaks again', async () => {
    const { database, close } = await openEmbedded();
    const report = vi.fn();
    const latest = createLatest(city);
    const speak = (at: number, slots: (slot: number) => boolean) => {
      for (const slot of city.series.keys()) if (slots(slot)) latest.write(slot, 1, at, at, 0);
    };
    const open = (startedAt: number, told: (id: string) => void) =>
      createAlarmDesk(city, latest, startedAt, createReadiness(), ({ body }) => told(body.alarm), report);
    const ofGas = (slot: number) => slot < gas.length;
    const name = sourcesOf(city).sources.find(({ property }) => property === 'gas-concentration')?.name.zh;

    const told: string[] = [];
    const desk = open(monday, (id) => told.push(id));
    // Until the log is open nothing can be known to be new.
    desk.look(monday + 3_600_000);
    await desk.attach(database);
    const hour = monday + 3_600_000;
    speak(hour, (slot) => !ofGas(slot));
    desk.look(hour);
    desk.look(hour + delayMs);
    desk.look(hour + delayMs + 5_000);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    const [alarm] = desk.standing(hour + delayMs).values();
    expect(alarm).toMatchObject({
      kind: 'source',
      title: { zh: `${name} · 无数据` },
      owner: gas[0]?.owner,
      condition: 'active',
    });
    await desk.close();

    const later = hour + 600_000;
    const after: string[] = [];
    const again = open(later, (id) => after.push(id));
    await again.attach(database);
    again.look(later + 5_000);
    const spoken = later + 60_000;
    speak(spoken, () => true);
    again.look(spoken);
    speak(spoken + 180_000, () => true);
    again.look(spoken + 180_000);
    await vi.waitFor(() => expect(after).toEqual([alarm?.id]));
    expect(again.standing(spoken + 180_000).get(alarm?.id ?? '')?.condition).toBe('returned');
    expect(again.seq()).toBe(2);
    expect(report).not.toHaveBeenCalled();
    await again.close();
    await close();
  });
});
