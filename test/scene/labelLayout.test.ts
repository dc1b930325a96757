import { describe, expect, it } from 'vitest';
import { groundHeight } from '@/contracts/geo';
import { besideCovers, layOut, type LabelBox } from '@/scene/labels/labelLayout';
import { districtLabels, placeWithin } from '@/scene/labels/placeNames';
import { readShapes } from '@/scene/ground/shapes';

const box = (id: string, x: number, y: number, more: Partial<LabelBox> = {}): LabelBox => ({
  id,
  x,
  y,
  width: 60,
  height: 18,
  priority: 2,
  distance: 1000,
  ...more,
});
const none: ReadonlySet<string> = new Set();

describe('labels', () => {
  it('never touch each other', () => {
    const boxes = Array.from({ length: 300 }, (_, index) =>
      box(`l${index}`, (index * 37) % 900, (index * 53) % 600),
    );
    const standing = layOut(boxes, none, 4, 300);
    const kept = boxes.filter(({ id }) => standing.has(id));
    expect(kept.length).toBeGreaterThan(20);
    for (const a of kept)
      for (const b of kept)
        if (a !== b) expect(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 18).toBe(true);
  });

  it('give way to the more important one', () => {
    const standing = layOut([box('lane', 100, 100), box('river', 110, 104, { priority: 0 })], none);
    expect([...standing]).toEqual(['river']);
  });

  it('stay where they stood when a neighbour comes as near', () => {
    const boxes = [box('old', 100, 100, { distance: 1200 }), box('new', 110, 100, { distance: 900 })];
    expect([...layOut(boxes, none)]).toEqual(['new']);
    expect([...layOut(boxes, new Set(['old']))]).toEqual(['old']);
  });

  it('are no more than a person can read at once', () => {
    const boxes = Array.from({ length: 200 }, (_, index) => box(`l${index}`, index * 100, 50));
    expect(layOut(boxes, none, 4, 90).size).toBe(90);
  });
});

describe('a label beside what covers the map', () => {
  const panel = { left: 300, top: 0, right: 400, bottom: 200 };
  const box = (x: number, y = 100): LabelBox => ({
    id: 'a',
    x,
    y,
    width: 80,
    height: 20,
    priority: 1,
    distance: 10,
  });

  it('stays where nothing cuts it', () => {
    expect(besideCovers(box(200), [panel])).toEqual(box(200));
    expect(besideCovers(box(290, 230), [panel])).toEqual(box(290, 230));
  });

  it('moves aside as far as it must, to the side its own place is on', () => {
    expect(besideCovers(box(290), [panel])?.x).toBe(254);
    expect(besideCovers(box(410), [panel])?.x).toBe(446);
  });

  it('goes where its own place is covered, or where there is no room between two covers', () => {
    expect(besideCovers(box(350), [panel])).toBeUndefined();
    expect(besideCovers(box(290), [panel, { ...panel, left: 180, right: 260 }])).toBeUndefined();
  });
});

describe('names of the districts', () => {
  const horseshoe = [
    [0, 0],
    [10, 0],
    [10, 10],
    [8, 10],
    [8, 2],
    [2, 2],
    [2, 10],
    [0, 10],
    [0, 0],
  ];

  it('stand inside a district even where its middle is not', () => {
    const [lon, lat] = placeWithin(Float64Array.from(horseshoe.flat()));
    expect(lat).toBe(5);
    expect(lon < 2 || lon > 8).toBe(true);
  });

  it('are written once, in the largest part', () => {
    const shapes = readShapes(
      {
        features: [
          {
            type: 'Feature',
            properties: { code: '420102', name: { zh: '江岸区', en: "Jiang'an" } },
            geometry: {
              type: 'MultiPolygon',
              coordinates: [
                [horseshoe],
                [
                  [
                    [20, 20],
                    [21, 20],
                    [21, 21],
                    [20, 20],
                  ],
                ],
              ],
            },
          },
        ],
      },
      'districts',
    );
    const labels = districtLabels(shapes, () => groundHeight);
    expect(labels.map(({ id, text }) => [id, text.zh])).toEqual([['420102', '江岸区']]);
    expect(labels[0]!.at[0]).toBeLessThan(10);
  });
});
