import { describe, expect, it } from 'vitest';
import { elementClasses, panoramaFile, type PanoramaFile } from '@/contracts/panorama';
import { bridgeRecord, groundFiles, registers, type BuildingProperties } from '@/contracts/base';
import { panoramaOf } from '@/builder/ground/panorama';
import { cellsOf, completenessOf, levelOf } from '@/domain/panorama';
import { wordsOf } from '@/layers/panorama/words';
import { fakePanorama } from '../support/fakeFleet';

const [town, empty] = cellsOf(fakePanorama);
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const square = (west: number, south: number, side: number) => [
  [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ],
];
const house = (lon: number, lat: number, grade: string) => ({
  properties: { lon, lat, grade, cim: 2 } as BuildingProperties,
});

function counted(files: Readonly<Record<string, string>>, houses: readonly ReturnType<typeof house>[]) {
  const name = { zh: '江岸区', en: 'Jiang’an' };
  const districts = collection(feature({ code: '420102', name }, 'Polygon', square(114.2, 30.5, 0.1)));
  const [path, content] = panoramaOf(
    new Map(Object.entries({ [groundFiles.districts]: districts, ...files })),
    houses,
  );
  expect(path).toBe('ground/panorama.json');
  return cellsOf(panoramaFile.parse(JSON.parse(content)));
}

describe('要素全景', () => {
  it('never counts what is generated as present', () => {
    expect(levelOf(town!, 'records')).toBe(1);
    expect(levelOf(town!, 'streets')).toBe(1);
    expect(levelOf(town!, 'water')).toBe(4);
    expect(levelOf(town!, 'buildings')).toBe(2);
    expect(completenessOf(town!)).toEqual({ present: 7, sourced: 3 });
    expect(levelOf(town!, 'completeness')).toBe(4);
    expect(levelOf(town!, 'cim')).toBe(2);
  });

  it('says of an empty cell that nothing is there, by every aspect', () => {
    for (const aspect of ['completeness', 'cim', ...elementClasses] as const) {
      expect(levelOf(empty!, aspect)).toBe(0);
      expect(wordsOf(aspect).levels).toHaveLength(5);
    }
  });

  it('has a cell for each square kilometre of the municipality and none outside', () => {
    const cells = counted({}, []);
    const area = cells.length * 0.998;
    expect(area).toBeGreaterThan(90);
    expect(area).toBeLessThan(125);
    expect(cells.every(({ box }) => box[0] > 114.18 && box[2] < 114.32)).toBe(true);
  });

  it('counts houses by their grade, each with a simulated record', () => {
    const cells = counted({}, [
      house(114.25, 30.55, 'generated'),
      house(114.2501, 30.5501, 'derived'),
      house(113, 30, 'derived'),
    ]);
    const held = cells.filter(({ classes }) => classes.buildings.sourced + classes.buildings.generated > 0);
    expect(held.map(({ classes }) => classes.buildings)).toEqual([{ sourced: 1, generated: 1 }]);
    expect(held[0]!.classes.records).toEqual({ sourced: 0, generated: 2 });
    expect(held[0]!.cim).toBe(2);
  });

  it('counts a street in every cell it runs through, a lake in every cell it covers', () => {
    const cells = counted(
      {
        [groundFiles.streets]: collection(
          feature({ class: 'local' }, 'LineString', [
            [114.21, 30.545],
            [114.25, 30.545],
          ]),
        ),
        [groundFiles.water]: collection(
          feature({ kind: 'lake' }, 'Polygon', square(114.22, 30.52, 0.05)),
          feature({ kind: 'lake', grade: 'generated' }, 'MultiPolygon', [square(114.21, 30.51, 0.001)]),
        ),
        [groundFiles.green]: collection(feature({ kind: 'park' }, 'Polygon', square(114.28, 30.58, 0.002))),
      },
      [],
    );
    const sum = (of: 'streets' | 'water' | 'green', which: 'sourced' | 'generated') =>
      cells.reduce((all, { classes }) => all + classes[of][which], 0);
    expect(sum('streets', 'generated')).toBeGreaterThanOrEqual(4);
    expect(sum('streets', 'generated')).toBeLessThanOrEqual(5);
    expect(sum('streets', 'sourced')).toBe(0);
    expect(sum('water', 'sourced')).toBeGreaterThanOrEqual(30);
    expect(sum('water', 'generated')).toBeGreaterThan(0);
    expect(sum('green', 'generated')).toBeGreaterThan(0);
  });

  it('counts a bridge by its own source and takes no terrain for granted', () => {
    const said = { zh: '来源', en: 'Source' };
    const bridge = bridgeRecord.parse({
      ...{ id: 'a', name: said, river: 'han', kind: 'bridge', structure: 'beam', at: [114.25, 30.55] },
      ...{
        accuracyM: 10,
        widthM: 20,
        pylons: [],
        axis: [
          [114.245, 30.55, 9],
          [114.255, 30.55, 9],
        ],
      },
      provenance: { grade: 'derived', source: said, licence: 'CC0', date: '2020', datum: 'WGS 84' },
    });
    const cells = counted({ [registers.bridges]: JSON.stringify([bridge]) }, []);
    const crossed = cells.filter(({ classes }) => classes.bridges.sourced > 0);
    expect(crossed.length).toBeGreaterThanOrEqual(1);
    expect(crossed.every(({ cim }) => cim === 2)).toBe(true);
    expect(cells.every(({ classes }) => classes.terrain.sourced + classes.terrain.generated === 0)).toBe(
      true,
    );
  });

  it('reads a file with classes it does not know of as having none of them', () => {
    const older: PanoramaFile = { ...fakePanorama, classes: ['buildings'], cells: [[0, 0, 2, 1, 2]] };
    expect(cellsOf(older)[0]!.classes).toMatchObject({
      buildings: { sourced: 1, generated: 2 },
      water: { sourced: 0, generated: 0 },
    });
  });
});
