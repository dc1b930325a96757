import { describe, expect, it } from 'vitest';
import type { Box } from '@/contracts/geo';
import { createBoxIndex } from '@/scene/ground/boxIndex';
import { createStreetPainter, createWaterPainter, type TilePen } from '@/scene/ground/paint';
import { paintFields } from '@/scene/ground/fields';
import { clipRing, tileFrame, trace } from '@/scene/ground/path';
import { createRailPainter } from '@/scene/ground/rail';
import { readShapes } from '@/scene/ground/shapes';
import { looks } from '@/scene/look';

interface Stroke {
  readonly width: number;
  readonly colour: string;
  readonly points: number;
}

function named(style: TilePen['fillStyle']): string {
  return typeof style === 'string' ? style : 'pattern';
}

function fakePen(): { readonly pen: TilePen; readonly strokes: Stroke[]; readonly fills: string[] } {
  const strokes: Stroke[] = [];
  const fills: string[] = [];
  let points = 0;
  const pen: TilePen = {
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineJoin: 'miter',
    lineCap: 'butt',
    beginPath: () => {
      points = 0;
    },
    moveTo: () => {
      points += 1;
    },
    lineTo: () => {
      points += 1;
    },
    closePath: () => undefined,
    setLineDash: () => undefined,
    fillRect: () => undefined,
    save: () => undefined,
    restore: () => undefined,
    clip: () => undefined,
    drawImage: () => undefined,
    fill: () => void fills.push(named(pen.fillStyle)),
    stroke: () => void strokes.push({ width: pen.lineWidth, colour: named(pen.strokeStyle), points }),
  };
  return { pen, strokes, fills };
}

const lake = {
  type: 'Feature',
  properties: { kind: 'lake' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [114.3, 30.5],
        [114.4, 30.5],
        [114.4, 30.6],
        [114.3, 30.6],
        [114.3, 30.5],
      ],
    ],
  },
};
const street = (name: string, width: number) => ({
  type: 'Feature',
  properties: { class: name, width },
  geometry: {
    type: 'LineString',
    coordinates: [
      [114.3, 30.5],
      [114.4, 30.6],
    ],
  },
});
const collection = (...features: readonly unknown[]) => ({ type: 'FeatureCollection', features });

describe('the ground index', () => {
  const boxes: readonly Box[] = Array.from({ length: 400 }, (_, index) => {
    const lon = 114 + (index % 20) * 0.01;
    const lat = 30 + Math.floor(index / 20) * 0.01;
    return [lon, lat, lon + 0.004, lat + 0.004];
  });
  const index = createBoxIndex(boxes);

  it('finds exactly the boxes a window touches, each once and in their order', () => {
    const window: Box = [114.0395, 30.0395, 114.0605, 30.0505];
    const meant = boxes.flatMap((box, place) =>
      box[0] <= window[2] && box[2] >= window[0] && box[1] <= window[3] && box[3] >= window[1] ? [place] : [],
    );
    expect(meant.length).toBeGreaterThan(3);
    expect(index.search(window)).toEqual(meant);
    expect(index.search(window)).toEqual(meant);
  });

  it('finds nothing beyond the city', () => {
    expect(index.search([120, 35, 121, 36])).toEqual([]);
  });
});

describe('reading the ground', () => {
  it('takes polygons, lines and their many-parted kin', () => {
    const shapes = readShapes(
      collection(lake, street('local', 9), {
        type: 'Feature',
        properties: { code: '420102' },
        geometry: {
          type: 'MultiPolygon',
          coordinates: [lake.geometry.coordinates, lake.geometry.coordinates],
        },
      }),
      'ground/test.json',
    );
    expect(shapes.map(({ kind, closed }) => [kind, closed])).toEqual([
      ['lake', true],
      ['local', false],
      ['', true],
      ['', true],
    ]);
    expect(shapes[0]?.box).toEqual([114.3, 30.5, 114.4, 30.6]);
  });

  it('refuses what is no collection, and names the file', () => {
    expect(() => readShapes({ hello: 1 }, 'ground/water.json')).toThrow('ground/water.json');
    expect(() =>
      readShapes(
        collection({ ...lake, geometry: { type: 'Point', coordinates: [1, 2] } }),
        'ground/water.json',
      ),
    ).toThrow('Point');
  });
});

describe('drawing a tile of the ground', () => {
  it('clips a lake to the tile and keeps what covers it', () => {
    const [shape] = readShapes(collection(lake), 'water');
    const clipped = clipRing(shape!.rings[0]!, [114.35, 30.55, 114.36, 30.56]);
    const lons = [...clipped].filter((_, place) => place % 2 === 0);
    expect(Math.min(...lons)).toBeCloseTo(114.35, 9);
    expect(Math.max(...lons)).toBeCloseTo(114.36, 9);
    expect(clipRing(shape!.rings[0]!, [115, 31, 115.1, 31.1])).toHaveLength(0);
  });

  it('leaves out steps too small to see, but never the last', () => {
    const line = Float64Array.from({ length: 200 }, (_, place) => (place % 2 === 0 ? place * 1e-7 : 30.5));
    const points: number[] = [];
    const pen = {
      moveTo: (x: number) => void points.push(x),
      lineTo: (x: number) => void points.push(x),
      closePath: () => undefined,
    };
    trace(pen, line, false, tileFrame([0, 30, 1, 31], 512));
    expect(points).toHaveLength(2);
  });

  it('draws shores at least a pixel wide as far as the whole municipality is seen', () => {
    const painter = createWaterPainter(readShapes(collection(lake), 'water'));
    for (const span of [1, 0.1, 0.01]) {
      const { pen, strokes, fills } = fakePen();
      expect(painter.paint(pen, [114.3, 30.5, 114.3 + span, 30.5 + span], 512, looks.night)).toBe(true);
      // Half of the stroke lies under the water's own fill.
      expect(strokes[0]!.width / 2).toBeGreaterThanOrEqual(1);
      expect(fills).toContain(looks.night.water['lake']);
    }
  });

  it('never lets a pixel hundreds of metres wide flood the banks', () => {
    const painter = createWaterPainter(readShapes(collection(lake), 'water'));
    const { pen, strokes, fills } = fakePen();
    expect(painter.paint(pen, [110.2, 26.5, 118.4, 34.7], 512, looks.night)).toBe(true);
    expect(Math.max(...strokes.map(({ width }) => width))).toBeLessThan(0.1);
    expect(fills).toContain(looks.night.water['lake']);
  });

  it('draws nothing where there is no water, so that the tile costs nothing', () => {
    const painter = createWaterPainter(readShapes(collection(lake), 'water'));
    expect(painter.touches([115, 31, 115.1, 31.1])).toBe(false);
    expect(painter.paint(fakePen().pen, [115, 31, 115.1, 31.1], 512, looks.day)).toBe(false);
  });

  it('leaves local streets out from afar and draws them in metres from near', () => {
    const painter = createStreetPainter(
      readShapes(collection(street('express', 40), street('local', 9)), 'streets'),
    );
    const far = fakePen();
    painter.paint(far.pen, [114.3, 30.5, 115.3, 31.5], 512, looks.night);
    expect(far.strokes.map(({ colour }) => colour)).not.toContain(looks.night.streets.local.colour);
    expect(far.strokes.map(({ colour }) => colour)).toContain(looks.night.streets.express.colour);
    const near = fakePen();
    painter.paint(near.pen, [114.3, 30.5, 114.302, 30.502], 512, looks.night);
    const local = near.strokes.find(({ colour }) => colour === looks.night.streets.local.near);
    expect(local!.width).toBeCloseTo(9 / tileFrame([114.3, 30.5, 114.302, 30.502], 512).metresPerPx, 6);
  });
});

describe('the country', () => {
  const nowhere = () => false;
  const plots = (box: Box, inTown: (window: Box) => boolean = nowhere): readonly string[] => {
    const { pen, fills } = fakePen();
    paintFields(pen, tileFrame(box, 512), looks.day.fields, inTown);
    return fills;
  };
  const box: Box = [114.6, 30.8, 114.62, 30.82];

  it('is plots of fields, the same in every tile that shows a place', () => {
    expect(plots(box).length).toBeGreaterThan(20);
    expect(plots(box)).toEqual(plots(box));
    expect(plots([114.9, 30.8, 114.92, 30.82])).not.toEqual(plots(box));
  });

  it('ends where a town begins, and is plain from very near and from far', () => {
    expect(plots(box, () => true)).toEqual([]);
    expect(plots([114, 30, 115, 31])).toEqual([]);
    expect(plots([114.6, 30.8, 114.601, 30.801])).toEqual([]);
  });
});

describe('water along its bank', () => {
  it('is lighter in bands, drawn within the water and nowhere else', () => {
    const { pen, strokes } = fakePen();
    let within = 0;
    const calls: string[] = [];
    const watched: TilePen = Object.assign(pen, {
      save: () => void calls.push('save'),
      clip: () => {
        calls.push('clip');
        within = strokes.length;
      },
      restore: () => void calls.push('restore'),
    });
    const shapes = readShapes({ type: 'FeatureCollection', features: [lake] }, 'water');
    createWaterPainter(shapes).paint(watched, [114.39, 30.52, 114.41, 30.54], 512, looks.day);
    expect(calls).toEqual(['save', 'clip', 'restore']);
    const bands = strokes.slice(within);
    expect(bands.map(({ colour }) => colour)).toEqual(bands.map(() => looks.day.shallows));
    expect(bands.map(({ width }) => width)).toEqual(
      [...bands.map(({ width }) => width)].sort((a, b) => b - a),
    );
    expect(bands.length).toBeGreaterThan(1);
  });
});

describe('railways', () => {
  const line = (name: string) => ({
    type: 'Feature',
    properties: { class: name },
    geometry: {
      type: 'LineString',
      coordinates: [
        [114.3, 30.5],
        [114.32, 30.52],
      ],
    },
  });
  const painter = createRailPainter(
    readShapes({ type: 'FeatureCollection', features: [line('rail'), line('yard')] }, 'rail'),
  );
  const drawn = (box: Box) => {
    const { pen, strokes } = fakePen();
    const any = painter.paint(pen, box, 512, looks.day);
    return { any, strokes };
  };

  it('are a thin line from afar and dark and light by turns from near', () => {
    const far = drawn([114.2, 30.4, 114.5, 30.7]);
    expect(far.strokes.filter(({ width }) => width <= 1)).toHaveLength(1);
    const near = drawn([114.305, 30.505, 114.31, 30.51]);
    const colours = near.strokes.map(({ colour }) => colour);
    expect(colours).toContain(looks.day.rail.bed);
    expect(colours).toContain(looks.day.rail.track);
    expect(colours).toContain(looks.day.rail.field);
  });

  it('leave tiles alone in which none lies', () => {
    expect(painter.touches([115, 31, 115.1, 31.1])).toBe(false);
    expect(drawn([113, 29, 118, 34]).any).toBe(false);
  });
});
