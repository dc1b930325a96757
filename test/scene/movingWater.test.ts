import { describe, expect, it } from 'vitest';
import { readShapes } from '@/scene/ground/shapes';
import { createWaterClock, waterBeatMs } from '@/scene/water/waterClock';
import { outsideM, waterField, type WaterField } from '@/scene/water/waterField';
import { waterLooks, waterSource } from '@/scene/water/waterSurface';
import { waveTile } from '@/scene/water/waveTile';

/** A clock of our own: what is asked for is drawn at once, as a quick machine would. */
function waterOf(moving: () => boolean) {
  let now = 0;
  let asked = 0;
  const timers: { at: number; act: () => void }[] = [];
  const clock = createWaterClock({
    moving,
    ask: () => {
      asked += 1;
      clock.wake();
    },
    after: (ms, act) => {
      const timer = { at: now + ms, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  const pass = (ms: number) => {
    const end = now + ms;
    for (let next = timers.shift(); next !== undefined; next = timers.shift()) {
      if (next.at > end) {
        timers.unshift(next);
        break;
      }
      now = next.at;
      next.act();
    }
    now = end;
  };
  return { clock, pass, asked: () => asked, waiting: () => timers.length };
}

describe('the moving water', () => {
  it('asks for no picture under reduced motion, however long one looks', () => {
    const water = waterOf(() => false);
    for (let picture = 0; picture < 50; picture += 1) water.clock.wake();
    water.pass(60_000);
    expect(water.asked()).toBe(0);
    expect(water.waiting()).toBe(0);
  });

  it('asks for at most ten pictures a second, also while others are drawn all the time', () => {
    const water = waterOf(() => true);
    water.clock.wake();
    for (let ms = 0; ms < 10_000; ms += 16) {
      water.pass(16);
      water.clock.wake();
    }
    expect(water.asked()).toBeGreaterThan(50);
    expect(water.asked()).toBeLessThanOrEqual(100);
    expect(waterBeatMs).toBeGreaterThanOrEqual(100);
  });

  it('stops when the governor lowers quality, and goes on when it is given back', () => {
    let full = true;
    const water = waterOf(() => full);
    water.clock.wake();
    water.pass(1_000);
    const before = water.asked();
    full = false;
    water.pass(5_000);
    expect(water.asked()).toBe(before);
    expect(water.waiting()).toBe(0);
    full = true;
    water.clock.wake();
    water.pass(1_000);
    expect(water.asked()).toBeGreaterThan(before);
  });

  it('asks for nothing once it is taken away', () => {
    const water = waterOf(() => true);
    water.clock.wake();
    water.clock.stop();
    water.pass(1_000);
    expect(water.asked()).toBe(0);
  });
});

describe('the field of the water', () => {
  const area = (kind: string, ring: readonly (readonly [number, number])[]) => ({
    type: 'Feature',
    properties: { kind },
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
  });
  const field = waterField(
    readShapes(
      {
        features: [
          // A river that runs east and then north, a kilometre wide, and a lake south of it.
          area('river', [
            [114.2, 30.5],
            [114.31, 30.5],
            [114.31, 30.6],
            [114.3, 30.6],
            [114.3, 30.51],
            [114.2, 30.51],
          ]),
          area('lake', [
            [114.22, 30.46],
            [114.25, 30.46],
            [114.25, 30.48],
            [114.22, 30.48],
          ]),
        ],
      },
      'water',
    ),
    256,
  );
  const at = ({ box, columns, rows, bytes }: WaterField, lon: number, lat: number) => {
    const column = Math.floor(((lon - box[0]) / (box[2] - box[0])) * columns);
    const row = Math.floor(((lat - box[1]) / (box[3] - box[1])) * rows);
    const [depth, east, north] = bytes.subarray(4 * (row * columns + column));
    return { depth: depth! - outsideM, east: (east! - 128) / 127, north: (north! - 128) / 127 };
  };

  it('runs the river from its western end to where it leaves the city', () => {
    expect(at(field, 114.24, 30.505).east).toBeGreaterThan(0.9);
    expect(at(field, 114.305, 30.56).north).toBeGreaterThan(0.9);
  });

  it('lets a lake lie still, and knows how far its middle is from the bank', () => {
    const lake = at(field, 114.235, 30.47);
    expect(Math.hypot(lake.east, lake.north)).toBeLessThan(0.02);
    expect(lake.depth).toBeGreaterThan(180);
    expect(at(field, 114.235, 30.49).depth).toBeLessThan(0);
  });
});

describe('the tile of waves', () => {
  it('fits itself on every side and is level on the whole', () => {
    const side = 64;
    const tile = waveTile(side);
    const red = (column: number, row: number) => tile[4 * ((row % side) * side + (column % side))]!;
    let [seam, inner, sum] = [0, 0, 0];
    for (let row = 0; row < side; row += 1) {
      seam += Math.abs(red(side - 1, row) - red(side, row));
      inner += Math.abs(red(30, row) - red(31, row));
      for (let column = 0; column < side; column += 1) sum += red(column, row);
    }
    expect(seam).toBeLessThan(2 * inner);
    expect(Math.abs(sum / side / side - 128)).toBeLessThan(3);
  });
});

describe('the look of the water', () => {
  it('plays no light in high contrast', () => {
    expect(waterLooks.contrast).toBeUndefined();
  });

  it('never uses the words for which the engine wants a terrain with normals, and drops the air with the waves', () => {
    expect(waterSource).not.toMatch(/slope|normalEC/);
  });
});
