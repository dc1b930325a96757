import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coarsest, finest, growCells, readTileId, tileAt, tileId, tileWidth } from '@/layers/sensors/cells';
import { clustered, createSpread, opened, type SpreadView } from '@/layers/sensors/spread';

const somewhere = fc.tuple(
  fc.double({ min: 113.7, max: 115.1, noNaN: true }),
  fc.double({ min: 29.9, max: 31.4, noNaN: true }),
);

describe('the cells of the city', () => {
  it('hold each place once at every level, and as many as their children do', () => {
    fc.assert(
      fc.property(fc.array(somewhere, { minLength: 1, maxLength: 80 }), (spots) => {
        const cells = growCells(spots.length, (place) => spots[place]!);
        expect([...cells.order].sort((a, b) => a - b)).toEqual([...spots.keys()]);
        for (let level = coarsest; level <= finest; level += 1) {
          const held = [...cells.level.keys()].filter((cell) => cells.level[cell] === level);
          const sizes = held.map((cell) => cells.end[cell]! - cells.start[cell]!);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(spots.length);
        }
        spots.forEach(([lon, lat], place) => {
          let cell = cells.leafOf[place]!;
          for (; cell >= 0; cell = cells.parent[cell]!) {
            const level = cells.level[cell]!;
            expect(tileAt(lon, lat, level)).toEqual({ level, x: cells.x[cell], y: cells.y[cell] });
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('are the web’s map tiles, so that a link to one means the same ground tomorrow', () => {
    expect(tileAt(0, 0, 1)).toEqual({ level: 1, x: 1, y: 1 });
    // By the tile of OpenStreetMap that shows the Yangtze Bridge: 14/13392/6718.
    const bridge = tileAt(114.2876, 30.5495, 14);
    expect(bridge.x).toBe(Math.floor(((114.2876 + 180) / 360) * 2 ** 14));
    expect(tileWidth(bridge)).toBeGreaterThan(2090);
    expect(tileWidth(bridge)).toBeLessThan(2120);
    expect(readTileId(tileId(bridge))).toEqual(bridge);
  });

  it.each(['cluster:14/1', 'cluster:3/1/1', 'cluster:20/1/1', '12', 'cluster:a/b/c'])(
    'do not know %s',
    (id) => {
      expect(readTileId(id)).toBeUndefined();
    },
  );
});

describe('what stands as a cluster', () => {
  const spots = Array.from({ length: 400 }, (_, index): [number, number] => [
    114.2 + (index % 20) * 0.004,
    30.5 + Math.floor(index / 20) * 0.004,
  ]);
  const cells = growCells(spots.length, (place) => spots[place]!);
  const all = (cell: number) => cells.end[cell]! - cells.start[cell]!;
  /** Straight above, `pxPerKm` pixels a kilometre. */
  const above = (pxPerKm: number, shownIn = all): SpreadView => ({
    spanOf: (cell) => (tileWidth({ level: cells.level[cell]!, y: cells.y[cell]! }) * pxPerKm) / 1000,
    inWindow: () => true,
    shownIn,
  });
  const told = (drawing: Uint8Array) =>
    [...drawing.keys()].reduce((sum, cell) => sum + (drawing[cell] === 0 ? 0 : all(cell)), 0);

  it.each([2, 5, 10, 20, 40, 80, 200, 800])(
    'tells of each place exactly once at %i px a kilometre',
    (scale) => {
      const spread = createSpread(cells);
      spread.look(above(scale), () => undefined);
      expect(told(spread.drawing)).toBe(spots.length);
    },
  );

  it('falls apart as the camera comes near: fewer clusters far, only marks near', () => {
    const spread = createSpread(cells);
    const counts = [1, 20, 60, 900].map((scale) => {
      spread.look(above(scale), () => undefined);
      return spread.clusters().length;
    });
    expect(counts[0]).toBeLessThan(4);
    expect(counts[1]).toBeGreaterThan(counts[0]!);
    expect(counts[3]).toBe(0);
    expect([...spread.drawing].filter((how) => how === opened).length).toBeGreaterThan(0);
  });

  it('does not flicker where the camera rocks about a step', () => {
    const spread = createSpread(cells);
    const turns = (scale: number) => {
      let changes = 0;
      spread.look(above(scale), () => {
        changes += 1;
      });
      return changes;
    };
    let steps = 0;
    for (let scale = 2; scale < 200; scale *= 1.01) {
      steps += turns(scale) + turns(scale * 1.03);
      expect(turns(scale) + turns(scale * 1.03)).toBe(0);
    }
    expect(steps).toBeGreaterThan(100);
  });

  it('lets one or two stand for themselves, and nothing of a cell whose all is filtered out', () => {
    const spread = createSpread(cells);
    spread.look(
      above(2, () => 2),
      () => undefined,
    );
    expect(spread.clusters()).toEqual([]);
    spread.look(
      above(2, () => 0),
      () => undefined,
    );
    expect([...spread.drawing].every((how) => how === 0)).toBe(true);
  });

  it('names only what is drawn otherwise than before', () => {
    const spread = createSpread(cells);
    const changes: string[] = [];
    spread.look(above(10), (cell, before, now) => changes.push(`${cell} ${before} ${now}`));
    expect(changes.length).toBe([...spread.drawing].filter((how) => how !== 0).length);
    spread.look(above(10), () => expect.fail('nothing moved'));
    expect(spread.clusters().every((cell) => spread.drawing[cell] === clustered)).toBe(true);
  });
});
