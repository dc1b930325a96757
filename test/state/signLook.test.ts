import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { emptyBoard, type SignBoard } from '@/state/signBoard';
import { createSignLook } from '@/state/signLook';
import { createTimeStore } from '@/state/timeStore';
import { createFakeClock, monday } from '../support/fakeClock';
import { fakeDistricts } from '../support/fakeFleet';
import { frameOf } from '../support/fakeSocket';
import { quarters, seriesAt } from '../support/quarteredCity';

const catalogue = seriesAt([
  { lon: 114.05, district: '420111' },
  { lon: 114.11, district: '420111' },
  { lon: 114.31, district: '420115' },
]);
const valley = 'zone-optics-valley';

function look() {
  const clock = createFakeClock();
  const time = createTimeStore(clock.now);
  const signs = createStore<SignBoard>()(() => emptyBoard);
  const query = {
    signMemories: vi.fn(() => Promise.resolve({})),
    districts: vi.fn(() => Promise.resolve(fakeDistricts)),
    partitions: vi.fn(() => Promise.resolve({ subdistricts: [...quarters.subdistricts], communities: [] })),
  };
  const made = createSignLook({ query, signs, time, clock, changed: () => undefined });
  const table = createTelemetryTable([10, 10, 10], catalogue.revision);
  table.write(frameOf(catalogue.revision, [0, 12, monday], [1, 60, monday], [2, 31, monday]));
  const depth = () => {
    made.read(table);
    return signs.getState().readings['road-water-depth'];
  };
  return { made, signs, query, depth, time };
}

describe('what part of the city the board is of', () => {
  it('narrows the signs to a district, a functional zone and a subdistrict, and back', async () => {
    const { made, signs, query, depth } = look();
    made.furnish(catalogue);
    const shown: Record<string, number | null | undefined> = {};
    for (const scope of ['city', '420111', valley, '420111001', '420115']) {
      expect(await made.lookAt(scope)).toBe(true);
      expect(signs.getState()).toEqual({ ...emptyBoard, scope });
      expect(query.signMemories).toHaveBeenLastCalledWith(scope);
      shown[scope] = depth()?.value;
    }
    expect(shown).toEqual({ city: 60, '420111': 60, [valley]: 60, '420111001': 12, '420115': 31 });
  });

  it('stays where it is when there is no such part, or it cannot be told', async () => {
    const { made, signs, depth } = look();
    made.furnish(catalogue);
    await made.lookAt('420115');
    expect(await made.lookAt('420199')).toBe(false);
    expect(await made.lookAt('420111999')).toBe(false);
    expect(await made.lookAt('drop table')).toBe(false);
    expect([signs.getState().scope, depth()?.value]).toEqual(['420115', 31]);
    const other = look();
    other.made.furnish({ ...catalogue });
    await other.made.lookAt('420111');
    other.query.partitions.mockRejectedValueOnce(new Error('HTTP 500'));
    await expect(other.made.lookAt(valley)).rejects.toThrow('HTTP 500');
    expect(other.signs.getState().scope).toBe('420111');
    expect(await other.made.lookAt(valley)).toBe(true);
  });

  it('takes over what the server remembers of that part, and not in a replay', async () => {
    const { made, signs, query, time } = look();
    made.furnish(catalogue);
    const memory = { state: 'alarm', since: monday - 60_000, latches: [null] } as const;
    query.signMemories.mockResolvedValue({ 'road-water-depth': memory });
    await made.lookAt('420111');
    expect(signs.getState().memories['road-water-depth']).toEqual(memory);
    time.getState().replayAt(monday - 60_000);
    await made.lookAt('420115');
    expect(signs.getState().memories).toEqual({});
  });

  it('is what a link asked for before there was a catalogue, and the city where there is no such part', async () => {
    const early = look();
    const asked = early.made.lookAt('420115');
    early.made.furnish(catalogue);
    expect(await asked).toBe(true);
    expect([early.signs.getState().scope, early.depth()?.value]).toEqual(['420115', 31]);
    const wrong = look();
    const unknown = wrong.made.lookAt('420199');
    wrong.made.furnish(catalogue);
    expect(await unknown).toBe(false);
    await vi.waitFor(() => expect(wrong.depth()?.value).toBe(60));
    expect(wrong.signs.getState().scope).toBe('city');
  });

  it('is the one asked for last', async () => {
    const { made, signs } = look();
    made.furnish(catalogue);
    await Promise.all([made.lookAt(valley), made.lookAt('420115')]);
    expect(signs.getState().scope).toBe('420115');
  });

  it('is the same after a jump in time and with another catalogue', async () => {
    const { made, signs, depth } = look();
    made.furnish(catalogue);
    await made.lookAt('420111001');
    depth();
    made.forget();
    expect(signs.getState()).toEqual({ ...emptyBoard, scope: '420111001' });
    made.furnish({ ...catalogue });
    expect(signs.getState().scope).toBe('420111001');
    await vi.waitFor(() => expect(depth()?.value).toBe(12));
  });
});
