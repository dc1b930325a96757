import { buildingUses } from '@/contracts/base';
import type { PlanningCellsFile } from '@/contracts/planningCells';
import { cellOfPlace } from '@/domain/planningCells';

const stepM = 500;
const [column, row] = cellOfPlace([114.2921, 30.5787], stepM);

/** A cell of many by the river gauge with a school, its neighbour of seven people, and a works a kilometre on. */
export const fakePlanningCells: PlanningCellsFile = {
  version: 1,
  crs: 'EPSG:4547',
  stepM,
  uses: [...buildingUses],
  districts: ['420102', '420106'],
  streets: [{ code: '420102002', name: { zh: '一元街道', en: 'Yiyuan (420102002)' } }],
  census: { year: 2020, source: { zh: '测试普查', en: 'Test census' } },
  cells: [
    [column, row, 0, 0, 4200, 90_000],
    [column + 1, row, 0, 0, 7, 300],
    [column + 3, row, 1, -1, 0, 0, 0, 0, 8_000],
  ],
  across: [],
  counted: [[0, 1, 0, 2]],
  named: [
    { cell: 0, kind: 'metro', name: { zh: '江汉路站', en: 'Jianghan Road' }, layer: 'metro', feature: 'a' },
  ],
};
