import { describe, expect, it } from 'vitest';
import { layers } from '@/layers';
import { kioskScenes } from '@/panels/kiosk/program';
import { firstTurn, turn, type Rotation, type Turning } from '@/panels/kiosk/rotation';
import file from '@data/kiosk.json';

const dwells = { scenes: [30, 40, 20], alarm: 15 };
const run = (start: Rotation, events: readonly Turning[]) =>
  events.reduce((rotation, event) => turn(rotation, event, dwells), start);
const tick = (at: number, ...reds: readonly string[]): Turning => ({ kind: 'tick', at, reds });

describe('a wall’s rotation', () => {
  it('shows each scene for its time and begins again after the last', () => {
    const pages: number[] = [];
    let rotation = firstTurn(0);
    for (let at = 0; at <= 100; at += 1) {
      rotation = turn(rotation, tick(at), dwells);
      pages.push(rotation.page);
    }
    expect(pages.indexOf(1)).toBe(30);
    expect(pages.indexOf(2)).toBe(70);
    expect(pages.lastIndexOf(2)).toBe(89);
    expect(pages[90]).toBe(0);
  });

  it('stops at once for a red, however long it waits, and takes the scene up again for its whole time', () => {
    const stopped = run(firstTurn(0), [tick(10, 'a'), tick(100, 'a'), tick(10_000, 'a')]);
    expect(stopped).toMatchObject({ page: 0, alarm: 'a', since: 10 });
    const after = turn(stopped, tick(10_001), dwells);
    expect(after).toMatchObject({ page: 0, alarm: undefined, since: 10_001 });
    expect(turn(after, tick(10_030), dwells).page).toBe(0);
    expect(turn(after, tick(10_031), dwells).page).toBe(1);
  });

  it('shows several reds by turns, and goes from one that is taken in hand to the next', () => {
    const first = turn(firstTurn(0), tick(5, 'a', 'b'), dwells);
    expect(first.alarm).toBe('a');
    const second = turn(first, tick(20, 'a', 'b'), dwells);
    expect(second.alarm).toBe('b');
    expect(turn(second, tick(35, 'a', 'b'), dwells).alarm).toBe('a');
    expect(turn(second, tick(21, 'a'), dwells).alarm).toBe('a');
  });

  it('stays where a person holds it, also under a red, until they let it go on', () => {
    const held = run(firstTurn(0), [{ kind: 'hold', at: 3 }, tick(500), tick(501, 'a')]);
    expect(held).toMatchObject({ page: 0, held: true, alarm: undefined });
    const on = run(held, [{ kind: 'hold', at: 600 }, tick(601, 'a')]);
    expect(on).toMatchObject({ held: false, alarm: 'a' });
  });

  it('turns by hand in both directions, around its ends, among reds while there are some', () => {
    const back = turn(firstTurn(0), { kind: 'go', at: 1, by: -1, reds: [] }, dwells);
    expect(back.page).toBe(2);
    const red = turn(firstTurn(0), tick(1, 'a', 'b', 'c'), dwells);
    expect(turn(red, { kind: 'go', at: 2, by: -1, reds: ['a', 'b', 'c'] }, dwells).alarm).toBe('c');
  });

  it('is the very same while nothing changes, so that nobody draws it anew', () => {
    const rotation = firstTurn(0);
    expect(turn(rotation, tick(1), dwells)).toBe(rotation);
    const red = turn(rotation, tick(2, 'a'), dwells);
    expect(turn(red, tick(3, 'a'), dwells)).toBe(red);
  });

  it('names only places and layers there are', () => {
    expect(kioskScenes).toHaveLength(file.scenes.length);
    const drawn = new Set<string>(layers.map(({ entry }) => entry.id));
    expect(kioskScenes.flatMap((scene) => scene.layers.filter((id) => !drawn.has(id)))).toEqual([]);
  });
});
