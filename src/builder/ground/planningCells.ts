import {
  bridgeRecord,
  buildingUses,
  computeCentre,
  groundFiles,
  landmarkRecord,
  metroRegister,
  registers,
  type BuildingProperties,
} from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import {
  facilityKinds,
  planningCellsPath,
  planningStepM,
  type FacilityKind,
  type NamedFacility,
  type PlanningCellsFile,
} from '@/contracts/planningCells';
import { seriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { subdistrictAreas } from '@/contracts/partitions';
import { apportion } from '@/domain/apportion';
import { cellOfPlace } from '@/domain/planningCells';

/** What is counted of a building. */
type Counted = Pick<
  BuildingProperties,
  'lon' | 'lat' | 'use' | 'floors' | 'area' | 'district' | 'street' | 'grade'
>;

/** A cell as it fills: m² of floor by use, and of what is lived in by district. */
interface Held {
  readonly column: number;
  readonly row: number;
  readonly floors: Float64Array;
  readonly lived: Map<string, number>;
  /** m² by district and by 街道, so that a cell lies where most of it stands. */
  readonly districts: Map<string, number>;
  readonly streets: Map<string, number>;
  /** Medical and education: from a source, generated. */
  readonly serving: Map<FacilityKind, [sourced: number, generated: number]>;
}

/** Counts buildings one by one, and holds nothing of them but the sums. */
export interface CellTally {
  readonly add: (building: Counted) => void;
  /** The file's path and text, with what the other files of the base (by path) hold in the cells. */
  readonly file: (
    files: ReadonlyMap<string, string | Uint8Array>,
    whole: boolean,
  ) => readonly [string, string];
}

const serves: Partial<Record<BuildingProperties['use'], FacilityKind>> = {
  medical: 'medical',
  education: 'education',
};
const generatedGrades: readonly string[] = ['generated', 'simulated'];

export const openCellTally = (): CellTally => {
  const held = new Map<string, Held>();
  const cellAt = (at: LonLat): Held => {
    const [column, row] = cellOfPlace(at, planningStepM);
    const key = `${column}-${row}`;
    const present = held.get(key);
    if (present !== undefined) return present;
    const made: Held = {
      column,
      row,
      floors: new Float64Array(buildingUses.length),
      lived: new Map(),
      districts: new Map(),
      streets: new Map(),
      serving: new Map(),
    };
    held.set(key, made);
    return made;
  };
  return {
    add: ({ lon, lat, use, floors, area, district, street, grade }) => {
      const cell = cellAt([lon, lat]);
      const floorM2 = area * Math.max(1, floors);
      cell.floors[buildingUses.indexOf(use)]! += floorM2;
      grow(cell.districts, district, floorM2);
      grow(cell.streets, street, floorM2);
      if (use === 'residential') grow(cell.lived, district, floorM2);
      const kind = serves[use];
      if (kind === undefined) return;
      const count = cell.serving.get(kind) ?? [0, 0];
      count[generatedGrades.includes(grade) ? 1 : 0] += 1;
      cell.serving.set(kind, count);
    },
    file: (files, whole) => {
      const json = (path: string): unknown => {
        const content = files.get(path);
        return typeof content === 'string' ? JSON.parse(content) : undefined;
      };
      const found = facilitiesIn(json);
      const devices = devicesIn(json);
      for (const { at } of found) cellAt(at);
      for (const { at, district } of devices) grow(cellAt(at).districts, district, 0);
      return [
        planningCellsPath,
        JSON.stringify(fileOf([...held.values()], found, whole ? censusIn(json) : [], streetNamesIn(json))),
      ];
    },
  };
};

const grow = (sums: Map<string, number>, key: string, by: number): void => {
  if (key !== '') sums.set(key, (sums.get(key) ?? 0) + by);
};

/** The key with most; the first in order among equals. */
const most = (sums: ReadonlyMap<string, number>): string =>
  [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';

interface District {
  readonly code: string;
  readonly population: number;
  readonly year: number;
}

const fileOf = (
  all: readonly Held[],
  found: readonly Found[],
  census: readonly District[],
  names: ReadonlyMap<string, Text>,
): PlanningCellsFile => {
  const ordered = [...all].sort((a, b) => a.row - b.row || a.column - b.column);
  const places = new Map(ordered.map(({ column, row }, index) => [`${column}-${row}`, index]));
  const districts = [
    ...new Set(ordered.map((cell) => most(cell.districts)).concat(census.map(({ code }) => code))),
  ]
    .filter((code) => code !== '')
    .sort();
  const streets = [...new Set(ordered.map((cell) => most(cell.streets)))]
    .filter((code) => code !== '')
    .sort();
  const living = ordered.map(() => new Map<string, number>());
  for (const { code, population } of census) {
    const shares = apportion(
      population,
      ordered.map(({ lived }) => lived.get(code) ?? 0),
    );
    shares.forEach((share, index) => grow(living[index]!, code, share));
  }
  const year = census[0]?.year;
  return {
    version: 1,
    crs: 'EPSG:4547',
    stepM: planningStepM,
    uses: [...buildingUses],
    districts,
    streets: streets.map((code) => ({ code, name: names.get(code) ?? { zh: code, en: code } })),
    ...(year === undefined
      ? {}
      : {
          census: {
            year,
            source: {
              zh: `第七次全国人口普查（${year} 年）分区常住人口，按住宅建筑面积分摊`,
              en: `Residents by district of the Seventh National Census (${year}), spread by residential floor area`,
            },
          },
        }),
    cells: ordered.map((cell, index) => [
      cell.column,
      cell.row,
      districts.indexOf(most(cell.districts)),
      streets.indexOf(most(cell.streets)),
      [...living[index]!.values()].reduce((sum, people) => sum + people, 0),
      ...trimmed([...cell.floors].map(Math.round)),
    ]),
    across: ordered.flatMap((cell, index) =>
      [...living[index]!]
        .filter(([code, people]) => code !== most(cell.districts) && people > 0)
        .map(([code, people]) => [index, districts.indexOf(code), people]),
    ),
    counted: ordered.flatMap(({ serving }, index) =>
      [...serving].map(([kind, [sourced, generated]]) => [
        index,
        facilityKinds.indexOf(kind),
        sourced,
        generated,
      ]),
    ),
    named: found.map(({ at, ...rest }) => ({
      ...rest,
      cell: places.get(cellOfPlace(at, planningStepM).join('-')) ?? 0,
    })),
  };
};

/** What stands after the last number that is not zero says nothing. */
const trimmed = (numbers: readonly number[]): readonly number[] =>
  numbers.slice(0, numbers.findLastIndex((number) => number !== 0) + 1);

type Json = (path: string) => unknown;
type Found = Omit<NamedFacility, 'cell'> & { readonly at: LonLat };

/** What the registers know by name and place. */
const facilitiesIn = (json: Json): readonly Found[] => {
  const list = (path: string) => (json(path) ?? []) as readonly unknown[];
  const metro = metroRegister.safeParse(json(registers.metro)).data;
  return [
    ...(metro?.stations ?? []).map(({ id, name, at }): Found => ({
      ...{ kind: 'metro', name, at, layer: 'metro', feature: id },
    })),
    ...list(registers.bridges).map((one): Found => {
      const { id, name, at, kind } = bridgeRecord.parse(one);
      return { kind, name, at, layer: 'bridges', feature: id };
    }),
    ...list(registers.compute).flatMap((one): readonly Found[] => {
      const { id, name, at } = computeCentre.parse(one);
      return at === undefined ? [] : [{ kind: 'compute', name, at, layer: 'compute', feature: id }];
    }),
    ...list(registers.landmarks).flatMap((one): readonly Found[] => {
      const { name, at, kind, building } = landmarkRecord.parse(one);
      if (!landmarkKinds.includes(kind)) return [];
      const feature = building === undefined ? {} : { feature: building };
      return [{ kind: 'landmark', name, at, layer: 'buildings', ...feature }];
    }),
  ];
};

const landmarkKinds: readonly string[] = ['tower', 'historic', 'culture', 'station'];

const devicesIn = (json: Json): readonly { readonly at: LonLat; readonly district: string }[] => {
  const things = new Map(
    (seriesCatalogue.safeParse(json(registers.series)).data?.series ?? []).map((one) => [one.thing, one]),
  );
  return [...things.values()].map(({ at: [lon, lat], district }) => ({ at: [lon, lat], district }));
};

const censusIn = (json: Json): readonly District[] => {
  const file = json(groundFiles.districts) as
    { readonly features: readonly { readonly properties: Readonly<Record<string, unknown>> }[] } | undefined;
  return (file?.features ?? []).map(({ properties }) => ({
    code: String(properties['code']),
    population: Number(properties['population']),
    year: Number(properties['populationYear']),
  }));
};

const streetNamesIn = (json: Json): ReadonlyMap<string, Text> =>
  new Map(
    subdistrictAreas
      .safeParse(json(groundFiles.subdistricts))
      .data?.features.map(({ properties: { code, name } }) => [code, name]),
  );
