import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { landmarkRecord } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';
import { besideCovers, layOut, mostAt, type LabelBox } from '@/scene/labels/labelLayout';
import { districtLabels, landmarkLabels, placeWithin, subdistrictLabels } from '@/scene/labels/placeNames';
import { readShapes } from '@/scene/ground/shapes';

const box = (id: string, x: number, y: number, more: Partial<LabelBox> = {}): LabelBox => ({
  id,
  x,
  y,
  width: 60,
  height: 18,
  kind: 'landmark',
  priority: 2,
  distance: 1000,
  ...more,
});
const none: ReadonlySet<string> = new Set();
/** The loudest first. */
const kinds = [
  'alarm',
  'reading',
  'district',
  'water',
  'landmark',
  'bridge',
  'station',
  'subdistrict',
] as const;

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

  it('give way to an alarm, whatever number it carries and whatever stood there', () => {
    const alarm = box('alarm', 110, 104, { kind: 'alarm', priority: 9, distance: 9000 });
    for (const kind of kinds.slice(1)) {
      const other = box('other', 100, 100, { kind, priority: 0 });
      expect([...layOut([other, alarm], new Set(['other']))]).toEqual(['alarm']);
    }
  });

  it('give way to what is measured, whatever they name', () => {
    const measured = box('measured', 110, 104, { kind: 'reading', priority: 8 });
    for (const kind of kinds.slice(2)) {
      const name = box('name', 100, 100, { kind, priority: 0 });
      expect([...layOut([name, measured], new Set(['name']))]).toEqual(['measured']);
    }
  });

  it('of two names as important give way in a cartographer’s order', () => {
    const names = kinds.slice(2);
    for (const [index, kind] of names.slice(0, -1).entries()) {
      const quiet = box('quiet', 100, 100, { kind: names[index + 1]!, priority: 2 });
      expect([...layOut([quiet, box('loud', 110, 104, { kind, priority: 2 })], none)]).toEqual(['loud']);
    }
  });

  it('are ranked by importance before kind: 东湖, then 黄鹤楼, then a pond, then a lesser hall', () => {
    const file = new URL('../../data/registers/landmarks.json', import.meta.url);
    const register = z.array(landmarkRecord).parse(JSON.parse(readFileSync(file, 'utf8')));
    const labels = landmarkLabels(register, () => 0);
    const label = (zh: string) => {
      const { id, kind, priority } = labels.find(({ text }) => text.zh === zh)!;
      return box(id, 100, 100, { kind, priority });
    };
    const order = ['东湖', '黄鹤楼', '紫阳湖', '湖北省图书馆'].map(label);
    for (const [index, loud] of order.slice(0, -1).entries())
      expect([...layOut([order[index + 1]!, loud], new Set([order[index + 1]!.id]))]).toEqual([loud.id]);
  });

  it('are no more than a person can read at once', () => {
    const boxes = Array.from({ length: 200 }, (_, index) => box(`l${index}`, index * 100, 50));
    expect(layOut(boxes, none, 4, 90).size).toBe(90);
  });

  it('of alarms all stand, however many there are', () => {
    const alarms = Array.from({ length: 70 }, (_, index) =>
      box(`a${index}`, index * 100, 50, { kind: 'alarm' }),
    );
    expect(layOut([box('tower', 50, 400), ...alarms], none, 4, 60).size).toBe(70);
  });

  it('are fewer the higher one looks from', () => {
    expect([300, 3000, 15_000, 60_000].map(mostAt)).toEqual([160, 160, 60, 60]);
    expect(mostAt(7000)).toBeLessThan(mostAt(5000));
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
    kind: 'landmark',
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

describe('names of 街道', () => {
  const square = (west: number, size: number) => [
    [
      [west, 30],
      [west + size, 30],
      [west + size, 30 + size],
      [west, 30 + size],
      [west, 30],
    ],
  ];
  const street = (code: string, zh: string, en: string) => ({
    type: 'Feature',
    properties: { code, name: { zh, en }, district: '420102' },
    geometry: { type: 'MultiPolygon', coordinates: [square(114, 0.01), square(114.3, 0.04)] },
  });
  const named = (...features: readonly unknown[]) =>
    subdistrictLabels(readShapes({ features }, 'subdistricts'), () => groundHeight);

  it('stand once each, inside the largest part, at the middle distances only', () => {
    const [label, ...more] = named(street('420102002', '大智街道', '大智街道 (420102002)'));
    expect(more).toEqual([]);
    expect(label!.at[0]).toBeCloseTo(114.32);
    expect(label!.at[1]).toBeCloseTo(30.02);
    expect([label!.near, label!.far]).toEqual([2500, 16_000]);
  });

  it('are written as the list says, without its codes', () => {
    expect(named(street('420106001', '积玉桥街街道', '积玉桥街街道 (420106001)'))[0]!.text).toEqual({
      zh: '积玉桥街街道',
      en: '积玉桥街街道',
    });
  });

  it('keep the Chinese name beside an English one', () => {
    expect(named(street('1', '大智街道', 'Dazhi Subdistrict'))[0]!.text.en).toBe(
      'Dazhi Subdistrict 大智街道',
    );
  });
});
