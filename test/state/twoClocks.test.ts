import { beforeEach, describe, expect, it } from 'vitest';
import type { Knowing } from '@/contracts/time';
import type { ReplayFeedOptions } from '@/feeds/replayFeed';
import { createReadings, type Readings } from '@/state/readings';
import { createTimeStore, type TimeStore } from '@/state/timeStore';
import { smallCatalogue } from '../support/fakeCity';
import { createFakeClock, monday, settled, type FakeClock } from '../support/fakeClock';

const minute = 60_000;
/** The gauge said 20 on time, and 27 for a minute later, which came six minutes late. */
const said = [
  { at: monday - 60 * minute, known: monday - 60 * minute, value: 20 },
  { at: monday - 59 * minute, known: monday - 53 * minute, value: 27 },
] as const;

const load: ReplayFeedOptions['load'] = (from, to, knowing) => {
  const shown = (row: (typeof said)[number]) => (knowing === 'then' ? Math.max(row.at, row.known) : row.at);
  const rows = said.filter((row) => shown(row) < to && (typeof knowing !== 'number' || row.known <= knowing));
  return Promise.resolve({
    value: Float64Array.from(rows, ({ value }) => value),
    timeMs: Float64Array.from(rows, ({ at }) => at),
    slot: new Uint32Array(rows.length),
    quality: new Uint8Array(rows.length),
    shownMs: Float64Array.from(rows, (row) => Math.max(from, shown(row))),
  });
};

let clock: FakeClock;
let time: TimeStore;
let readings: Readings;
beforeEach(() => {
  clock = createFakeClock();
  time = createTimeStore(clock.now);
  readings = createReadings({
    catalogue: smallCatalogue,
    load,
    glance: () => undefined,
    clock,
    changed: () => undefined,
    trouble: () => undefined,
  });
});

async function look(minutesAgo: number, knowing: Knowing): Promise<number | undefined> {
  time.getState().replayAt(monday - minutesAgo * minute, knowing);
  clock.advance(200);
  readings.showAt(time.getState().context(), time.getState().knowing, 1);
  await settled();
  return readings.table.values[0];
}

describe('a gauge whose word came six minutes late', () => {
  it('had risen, as we know today', async () => {
    expect(await look(57, 'now')).toBe(27);
  });

  it('had not, as was known then, until the word came', async () => {
    expect(await look(57, 'then')).toBe(20);
    expect(await look(53.1, 'then')).toBe(20);
    expect(await look(52.9, 'then')).toBe(27);
  });

  it('loses the late word where one looks with the knowledge of an earlier instant', async () => {
    expect(await look(52, monday - 54 * minute)).toBe(20);
    expect(await look(52, monday - 50 * minute)).toBe(27);
    expect(await look(57, 'now')).toBe(27);
    expect(await look(57, 'then')).toBe(20);
  });
});
