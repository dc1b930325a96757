import { describe, expect, it } from 'vitest';
import { groundFiles, registers, type BuildingProperties } from '@/contracts/base';
import { planningCellsFile } from '@/contracts/planningCells';
import { openCellTally } from '@/builder/ground/planningCells';
import { cornersOfCell, planningGrid } from '@/domain/planningCells';
import { toGauss } from '@/domain/gaussKruger';

const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const district = (code: string, population: number) => ({
  type: 'Feature',
  properties: { code, name: { zh: code, en: code }, population, populationYear: 2020 },
  geometry: { type: 'Polygon', coordinates: [] },
});
const said = { zh: '来源', en: 'Source' };
const metro = JSON.stringify({
  lines: [],
  stations: [
    {
      ...{ id: 'jianghanlu', name: { zh: '江汉路', en: 'Jianghanlu' }, at: [114.4, 30.5], lines: ['2'] },
      provenance: { grade: 'derived', source: said, licence: 'CC0', date: '2020', datum: 'WGS 84' },
    },
  ],
});

type House = Parameters<ReturnType<typeof openCellTally>['add']>[0];
function house(lon: number, lat: number, more: Partial<BuildingProperties> = {}): House {
  return {
    ...{ lon, lat, use: 'residential', floors: 6, area: 500, district: '420102', street: '420102002' },
    grade: 'generated',
    ...more,
  };
}

function counted(houses: readonly House[], whole = true) {
  const tally = openCellTally();
  houses.forEach(tally.add);
  const files = new Map([
    [groundFiles.districts, collection(district('420102', 965_260), district('420103', 647_932))],
    [registers.metro, metro],
  ]);
  const [path, content] = tally.file(files, whole);
  expect(path).toBe('ground/cells.json');
  return planningCellsFile.parse(JSON.parse(content));
}

/** Residents of each district, those of cells on a border where they belong. */
function byDistrict({
  cells,
  across,
  districts,
}: ReturnType<typeof counted>): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  const add = (place: number, people: number) => {
    const code = districts[place] ?? '';
    sums[code] = (sums[code] ?? 0) + people;
  };
  for (const [, , place = -1, , people = 0] of cells) add(place, people);
  for (const [cell = 0, place = 0, people = 0] of across) {
    add(place, people);
    add(cells[cell]![2]!, -people);
  }
  return sums;
}

const town = [
  ...Array.from({ length: 300 }, (_, index) =>
    house(114.25 + (index % 20) * 0.0031, 30.56 + Math.floor(index / 20) * 0.0027, {
      floors: 1 + (index % 33),
    }),
  ),
  // Two districts meet in one cell.
  ...Array.from({ length: 7 }, (_, index) =>
    house(114.25 + index * 0.0031, 30.5601, { district: '420103', area: 377 }),
  ),
];

describe('规划网格', () => {
  it('settles the people of each district by where they live, to the person', () => {
    expect(byDistrict(counted(town))).toMatchObject({ '420102': 965_260, '420103': 647_932 });
  });

  it('says the same whatever the order in which the buildings are laid out', () => {
    expect(counted([...town].reverse())).toEqual(counted(town));
  });

  it('lies on whole multiples of its step and holds what stands within', () => {
    const { cells, stepM } = planningGrid(counted(town));
    expect(stepM).toBe(500);
    for (const cell of cells) {
      const [west] = cornersOfCell(cell, stepM).map(toGauss);
      expect(west!.eastingM / 500).toBeCloseTo(cell.column, 5);
      expect(west!.northingM / 500).toBeCloseTo(cell.row, 5);
    }
    const { eastingM, northingM } = toGauss([114.25, 30.56]);
    const grid = planningGrid(counted(town));
    expect(grid.cells[grid.cellAt(eastingM, northingM)!]!.floorM2).toBeGreaterThan(0);
  });

  it('counts floors and not plans, and serving buildings by how they are known', () => {
    const { cells, cellAt } = planningGrid(
      counted([
        house(114.3, 30.6),
        house(114.3, 30.6, { use: 'medical', floors: 0, area: 900 }),
        house(114.3, 30.6, { use: 'medical', grade: 'measured' }),
      ]),
    );
    const { eastingM, northingM } = toGauss([114.3, 30.6]);
    const cell = cells[cellAt(eastingM, northingM)!]!;
    expect(cell.floors).toEqual({ residential: 3000, medical: 3900 });
    expect(cell.facilities).toEqual([{ kind: 'medical', names: [], sourced: 1, generated: 1 }]);
  });

  it('has a cell for a station where no building stands', () => {
    const cell = planningGrid(counted([house(114.3, 30.6)])).cells.find(({ floorM2 }) => floorM2 === 0);
    expect(cell?.facilities).toMatchObject([{ kind: 'metro', names: [{ zh: '江汉路' }] }]);
    expect(cell?.residents).toBe(0);
  });

  it('spreads nobody over a part of the city', () => {
    const part = counted(town, false);
    expect(part.census).toBeUndefined();
    expect(planningGrid(part).cells.every(({ residents }) => residents === undefined)).toBe(true);
  });
});
