import { createHash } from 'node:crypto';
import type { BuildingUse } from '@/contracts/base';

/** What of a building its synthetic record is made from. */
export interface House {
  readonly id: string;
  readonly use: BuildingUse;
  readonly floors: number;
  readonly area: number;
  readonly district: string;
  readonly lon: number;
  readonly lat: number;
  /** Code and name of its 街道 and the name of its 社区, real names on generated areas; absent in a base without them. */
  readonly street?: string | undefined;
  readonly streetName?: string | undefined;
  readonly communityName?: string | undefined;
}

export interface Dwelling {
  /** 单元: staircases of a house, or leased parts of another building. */
  readonly units: number;
  readonly households: number;
  readonly residents: number;
}

export interface RecordPlace {
  /** Keys; the first two are also what is told of the place. */
  readonly street: string;
  readonly road: string;
  readonly cell: string;
  readonly address: string;
  readonly streetAddress: string;
  readonly cellAddress: string;
}

const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
/** Metres of a degree of latitude; of longitude at 30.6° N. */
const metresNorth = 110_860;
const metresEast = 95_870;

/** 0…1, the same for the same words. */
function share(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
}

/** One of sixty names of the old calendar: nobody takes 甲子街道 for a street of today's Wuhan. */
function cycleName(key: string): string {
  const turn = Math.floor(share('name', key) * 60);
  return `${stems.charAt(turn % 10)}${branches.charAt(turn % 12)}`;
}

const square = (building: House, metres: number) =>
  `${String(Math.floor((building.lon * metresEast) / metres))},${String(Math.floor((building.lat * metresNorth) / metres))}`;

/**
 * A standard address after the pattern 行政区–街道–社区–路–门牌–楼栋 for a generated building. District, 街道 and 社区 have real
 * names on generated areas where the base knows them; every other name is generated and says so. `turn` is the
 * building's turn along its road.
 */
export function placeOf(building: House, turn: number, district: string): RecordPlace {
  const named = building.streetName !== undefined && building.streetName !== '';
  const street = named
    ? `${building.district} ${building.street ?? ''}`
    : `${building.district} ${square(building, 1500)}`;
  const road = `${building.district} ${square(building, 250)}`;
  const cell = `${building.district} ${square(building, 100)}`;
  const streetAddress = named
    ? `武汉市${district}${building.streetName ?? ''}（范围示意）`
    : `武汉市${district}${cycleName(street)}街道（示意生成）`;
  const community = building.communityName ?? '';
  const serial = 1 + Math.floor(share('community', building.district, square(building, 500)) * 12);
  const house = `${cycleName(road)}路（示意生成）${String(turn * 2 - 1)}号${String(1 + Math.floor(share('house', building.id) * 3))}栋`;
  const east = (Math.floor((building.lon * metresEast) / 100) + 0.5) * (100 / metresEast);
  const north = (Math.floor((building.lat * metresNorth) / 100) + 0.5) * (100 / metresNorth);
  return {
    street,
    road,
    cell,
    address: `${streetAddress}${community === '' ? `第${String(serial)}社区` : community}${house}`,
    streetAddress,
    cellAddress: `武汉市${district} 100 m 格网 ${east.toFixed(4)}°E ${north.toFixed(4)}°N`,
  };
}

/** How many live there: a formula on floors and footprint with a seeded spread, not a count of anyone. */
export function householdOf(building: House): Dwelling {
  const spread = share('residents', building.id);
  if (building.use !== 'residential') {
    return {
      units: Math.max(1, Math.round((building.floors * building.area) / 1_200)),
      households: 0,
      residents: 0,
    };
  }
  const units = Math.min(8, Math.max(1, Math.round(building.area / 350)));
  const households = units * Math.max(1, Math.round(building.floors)) * 2;
  return { units, households, residents: Math.round(households * (0.7 + 0.25 * spread) * 2.6) };
}
