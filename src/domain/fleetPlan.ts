import type { BridgeRecord, ComputeCentre } from '@/contracts/base';
import { groundHeight, type LonLat, type Position } from '@/contracts/geo';
import type { Provenance } from '@/contracts/provenance';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { observedProperties } from './definitions';
import { fleetMix, type FleetKind } from './fleetMix';
import { chance, hashText, shuffled } from './hash';

/** The places of a built base that devices may stand on. */
export interface FleetPlaces {
  readonly seed: number;
  readonly districts: readonly { readonly code: string; readonly name: Text }[];
  /** `street` is the street's name where the base knows it. */
  readonly streetPoints: readonly {
    readonly at: LonLat;
    readonly district: string;
    readonly street?: Text;
  }[];
  /** `heightM` is the building's height above ground. */
  readonly roofs: readonly {
    readonly id: string;
    readonly at: LonLat;
    readonly district: string;
    readonly heightM: number;
  }[];
  readonly bridges: readonly BridgeRecord[];
  /** The district of a place that none of the lists above tells: a crossing's, mid-river. */
  readonly districtAt?: (at: LonLat) => string | undefined;
  readonly compute: readonly ComputeCentre[];
  readonly stations: readonly {
    readonly id: string;
    readonly name: Text;
    readonly at: LonLat;
    readonly district: string;
  }[];
  readonly riverGauge: LonLat;
}

export const simulatedSeriesCount = 2000;
export const demoThing = 'demo-device';
export const demoSeriesId = 2;
/** Things whose names begin so take turns in the scenario's drainage drill. */
export const drillThingPrefix = 'underpass-';
export const drillThingCount = 6;
const gatewayCount = 20;
const stationCount = 120;
/** On 江滩, between the embankment and 江汉关. */
const demoPlace: Position = [114.2952, 30.5825, groundHeight + 3];

const simulated: Provenance = {
  grade: 'simulated',
  source: { zh: '模拟器', en: 'Simulator' },
  licence: 'CC0-1.0',
  date: '2025',
  datum: 'WGS84',
};
const simulatedStage: Provenance = { ...simulated, datum: '吴淞（冻结基面）' };
const drillNote: Text = {
  zh: '平日场景中轮流作排水演练，超限为模拟',
  en: 'Takes turns in the weekday scenario’s drainage drill; its excess is simulated',
};
const published: Provenance = {
  // A demonstration channel anybody may write: nothing said through it may pass for a measurement.
  grade: 'simulated',
  source: { zh: '由发布者写入', en: 'Written by whoever publishes to it' },
  licence: 'CC0-1.0',
  date: '2025',
  datum: 'WGS84',
  note: {
    zh: '演示设备：模拟器从不写入，读数真伪由发布者负责',
    en: 'Demo device: no simulator writes it; its truth is its publisher’s',
  },
};

type Draft = Omit<Series, 'id'>;

/** The gateway that carries a Thing's messages; at most twenty, the same for every series of one Thing. */
export function gatewayOf(series: Pick<Series, 'thing'>): string {
  return `gateway-${String((hashText(series.thing) % gatewayCount) + 1).padStart(2, '0')}`;
}

/** Exactly 2,000 simulated series and one that only people write. Same places, same seed: same catalogue. */
export function planFleet(places: FleetPlaces): SeriesCatalogue {
  const anchored = [...crossings(places), ...centres(places.compute), ...metro(places.stations)];
  const counts = share(simulatedSeriesCount - 1 - anchored.length);
  const drafts = [
    riverStage(places.riverGauge, places.districts),
    demoDevice(),
    ...anchored,
    ...fleetMix.flatMap((kind, index) => spread(kind, counts[index] ?? 0, index, places)),
  ];
  const series = drafts.map((draft, slot) => ({ ...draft, id: slot + 1 }));
  return { revision: revisionOf(series), properties: [...observedProperties], series };
}

function riverStage(at: LonLat, districts: FleetPlaces['districts']): Draft {
  return {
    thing: 'hankou-gauge',
    name: { zh: '长江汉口站水位', en: 'Yangtze stage, Hankou station' },
    property: 'river-stage',
    at: [at[0], at[1], groundHeight + 4],
    district: districts.find((district) => district.code === '420102')?.code ?? districts[0]?.code ?? '',
    intervalS: 30,
    owner: { zh: '水务', en: 'Water affairs' },
    provenance: simulatedStage,
  };
}

function demoDevice(): Draft {
  return {
    thing: demoThing,
    name: { zh: '演示设备气温', en: 'Demo device, air temperature' },
    property: 'air-temperature',
    at: demoPlace,
    district: '420102',
    intervalS: 60,
    owner: { zh: '演示', en: 'Demonstration' },
    provenance: published,
  };
}

function crossings({ bridges, districtAt }: FleetPlaces): readonly Draft[] {
  return bridges.filter(carriesCars).map((bridge) => ({
    thing: `crossing-${bridge.id}`,
    name: { zh: `${bridge.name.zh}车速`, en: `${bridge.name.en}, speed` },
    property: 'bridge-speed',
    at: overDeck(bridge),
    district: districtAt?.(bridge.at) ?? '',
    intervalS: 10,
    on: `bridges:${bridge.id}`,
    owner: { zh: '公安交管', en: 'Traffic police' },
    provenance: simulated,
  }));
}

/** Cars have no mean speed where only trains run; the register tells rail bridges by their name alone. */
function carriesCars(bridge: BridgeRecord): boolean {
  return bridge.structure !== 'metro-tunnel' && !bridge.name.zh.endsWith('铁路桥');
}

/** In the middle of a deck; at a tunnel's mouth, since nothing below the water can be seen. */
function overDeck(bridge: BridgeRecord): Position {
  const point = bridge.axis[bridge.kind === 'tunnel' ? 0 : Math.floor(bridge.axis.length / 2)];
  if (point === undefined) return [bridge.at[0], bridge.at[1], groundHeight + 6];
  return [point[0], point[1], Math.max(point[2], groundHeight) + 6];
}

function centres(compute: readonly ComputeCentre[]): readonly Draft[] {
  return compute.flatMap((centre) => {
    if (centre.at === undefined) return [];
    const common = {
      thing: `compute-${centre.id}`,
      at: [centre.at[0], centre.at[1], groundHeight + 20] as const,
      district: centre.district ?? '',
      intervalS: 15,
      on: `compute:${centre.id}`,
      owner: { zh: '经信 / 发改', en: 'Economy and IT / development and reform' },
      provenance: simulated,
    };
    return [
      {
        ...common,
        name: { zh: `${centre.name.zh}利用率`, en: `${centre.name.en}, utilisation` },
        property: 'compute-load',
      },
      {
        ...common,
        name: { zh: `${centre.name.zh} PUE`, en: `${centre.name.en}, PUE` },
        property: 'compute-pue',
      },
    ];
  });
}

function metro(stations: FleetPlaces['stations']): readonly Draft[] {
  return stations.slice(0, stationCount).map((station) => ({
    thing: `station-${station.id}`,
    name: { zh: `${station.name.zh}站断面满载率`, en: `${station.name.en} station, section load` },
    property: 'metro-load',
    at: [station.at[0], station.at[1], groundHeight + 5],
    district: station.district,
    intervalS: 15,
    on: `metro:${station.id}`,
    owner: { zh: '地铁 / 交通运输', en: 'Metro / transport' },
    provenance: simulated,
  }));
}

/** Whole numbers in the proportions of the mix that add up to `total` exactly (largest remainder). */
function share(total: number): readonly number[] {
  const sum = fleetMix.reduce((all, kind) => all + kind.share, 0);
  const exact = fleetMix.map((kind) => (kind.share / sum) * total);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, count) => all + count, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  const extra = new Set(order.slice(0, left).map(({ index }) => index));
  return whole.map((count, index) => count + (extra.has(index) ? 1 : 0));
}

interface Stand {
  readonly at: LonLat;
  readonly district: string;
  readonly height: number;
  readonly street?: Text;
  readonly on?: string;
}

/** Where makers and carriers work, in the default city: 青山, 汉阳 and 硚口. */
const worksDistricts = new Set(['420107', '420105', '420104']);

function standsFor(kind: FleetKind, places: FleetPlaces): readonly Stand[] {
  const roofs = places.roofs.map((roof) => ({
    at: roof.at,
    district: roof.district,
    height: roof.heightM,
    on: `buildings:${roof.id}`,
  }));
  const streets = places.streetPoints.map((point) => ({ ...point, height: 0 }));
  const works = roofs.filter((roof) => worksDistricts.has(roof.district));
  const wanted = kind.on === 'street' ? streets : kind.on === 'works' && works.length > 0 ? works : roofs;
  if (wanted.length > 0) return wanted;
  const any = [...streets, ...roofs];
  return any.length > 0 ? any : [{ at: places.riverGauge, district: '', height: 0 }];
}

function spread(kind: FleetKind, count: number, index: number, places: FleetPlaces): readonly Draft[] {
  const stands = shuffled(standsFor(kind, places), places.seed * 31 + index);
  const names = new Map(places.districts.map((district) => [district.code, district.name]));
  return Array.from({ length: count }, (_, nth) => {
    const stand = stands[nth % stands.length];
    if (stand === undefined) throw new Error('no place to stand on');
    const serial = String(nth + 1).padStart(3, '0');
    const drill = kind.property === 'road-water-depth' && nth < drillThingCount;
    const where = stand.street ?? names.get(stand.district) ?? { zh: '武汉', en: 'Wuhan' };
    const word = drill ? { zh: '下穿通道积水', en: 'underpass water' } : kind.word;
    return {
      thing: drill ? `${drillThingPrefix}${nth + 1}` : `${kind.property}-${serial}`,
      name: { zh: `${where.zh}${word.zh} ${serial}`, en: `${where.en} ${word.en} ${serial}` },
      property: kind.property,
      at: apart(stand, nth >= stands.length ? nth : 0, kind.mast),
      district: stand.district,
      intervalS: kind.intervalS,
      ...(stand.on === undefined ? {} : { on: stand.on }),
      owner: kind.owner,
      provenance: drill ? { ...simulated, note: drillNote } : simulated,
    };
  });
}

/** Two devices on one place stand a few metres apart. */
function apart(stand: Stand, nth: number, mast: number): Position {
  const metres = nth === 0 ? 0 : 8e-5;
  return [
    stand.at[0] + (chance(nth, 1) - 0.5) * metres,
    stand.at[1] + (chance(nth, 2) - 0.5) * metres,
    groundHeight + stand.height + mast,
  ];
}

/** Follows what a slot means, so that a frame of another fleet can be told. */
function revisionOf(series: readonly Series[]): number {
  const words = series.map((one) => `${one.id}|${one.thing}|${one.property}|${one.at.join(',')}`).join('\n');
  return hashText(words) & 0x7fffffff;
}
