import type { FleetKind } from '@/contracts/fleet';
import type { LonLat, Position } from '@/contracts/geo';
import type { Provenance } from '@/contracts/provenance';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { observedProperties } from './definitions';
import { fleetMix } from './fleetMix';
import { raised, seatOn, standsOf, type FleetPlaces, type Stand } from './fleetStands';
import { chance, hashText } from './hash';

export type { FleetPlaces } from './fleetStands';

/** Things the simulator speaks for; the demo device comes on top. */
export const simulatedThingCount = 12_000;
export const demoThing = 'demo-device';
export const demoSeriesId = 2;
/** Things whose names begin so take turns in the scenario's drainage drill. */
export const drillThingPrefix = 'underpass-';
export const drillThingCount = 6;
const drilledKind = 'road-water-depth';
export const gatewayCount = 40;
/** On 江滩, between the embankment and 江汉关. */
const demoPlace: LonLat = [114.2952, 30.5825];

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

/** A series before it has its number. */
type Draft = Omit<Series, 'id'>;

/** The gateway that carries a Thing's messages; at most forty, the same for every series of one Thing. */
export function gatewayOf(series: Pick<Series, 'thing'>): string {
  return `gateway-${String((hashText(series.thing) % gatewayCount) + 1).padStart(2, '0')}`;
}

/**
 * Exactly 12,000 simulated Things, some with several series, and one that only people write. Same places, same seed:
 * same catalogue.
 */
export function planFleet(places: FleetPlaces): SeriesCatalogue {
  const stands = standsOf(places);
  const anchored = fleetMix.flatMap(({ share, on }) => (share === undefined ? stands[on] : []));
  const counts = shareOut(simulatedThingCount - 1 - anchored.length);
  const names = new Map(places.districts.map(({ code, name }) => [code, name]));
  // Kinds that stand on the same places take them in turn, so that a place is shared only when all are taken.
  const taken = new Map<FleetKind['on'], number>();
  const things = fleetMix.flatMap((kind, index) => {
    if (kind.share === undefined) return stands[kind.on].flatMap((stand) => anchoredThing(kind, stand));
    const first = taken.get(kind.on) ?? 0;
    const count = counts[index] ?? 0;
    taken.set(kind.on, first + count);
    return Array.from({ length: count }, (_, nth) =>
      numberedThing(kind, nth, first + nth, stands[kind.on], names),
    ).flat();
  });
  const onGround = seatOn(places.relief);
  const drafts = [
    riverStage(raised(onGround(places.riverGauge), 4), places.districts),
    demoDevice(raised(onGround(demoPlace), 3)),
    ...things,
  ];
  const series = drafts.map((draft, slot) => ({ ...draft, id: slot + 1 }));
  return { revision: revisionOf(series), properties: [...observedProperties], series };
}

function riverStage(at: Position, districts: FleetPlaces['districts']): Draft {
  return {
    thing: 'hankou-gauge',
    name: { zh: '长江汉口站水位', en: 'Yangtze stage, Hankou station' },
    property: 'river-stage',
    at: toDecimetre(at),
    district: districts.find((district) => district.code === '420102')?.code ?? districts[0]?.code ?? '',
    intervalS: 30,
    owner: { zh: '水务', en: 'Water affairs' },
    provenance: simulatedStage,
  };
}

function demoDevice(at: Position): Draft {
  return {
    thing: demoThing,
    name: { zh: '演示设备气温', en: 'Demo device, air temperature' },
    property: 'air-temperature',
    at: toDecimetre(at),
    district: '420102',
    intervalS: 60,
    owner: { zh: '演示', en: 'Demonstration' },
    provenance: published,
  };
}

/** Whole numbers in the proportions of the mix that add up to `total` exactly (largest remainder). */
function shareOut(total: number): readonly number[] {
  const sum = fleetMix.reduce((all, { share = 0 }) => all + share, 0);
  const exact = fleetMix.map(({ share = 0 }) => (share / sum) * total);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, count) => all + count, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  const extra = new Set(order.slice(0, left).map(({ index }) => index));
  return whole.map((count, index) => count + (extra.has(index) ? 1 : 0));
}

/** The device of a place that the registers name. */
function anchoredThing(kind: FleetKind, stand: Stand): readonly Draft[] {
  const { zh, en } = stand.name ?? { zh: '武汉', en: 'Wuhan' };
  const name = { zh: `${zh}${kind.word.zh}`, en: kind.word.en === '' ? en : `${en} ${kind.word.en}` };
  return draftsOf(kind, `${kind.thing}-${stand.id ?? ''}`, name, stand, mounted(stand.at, kind.mast, 0));
}

function numberedThing(
  kind: FleetKind,
  nth: number,
  turn: number,
  stands: readonly Stand[],
  districts: ReadonlyMap<string, Text>,
): readonly Draft[] {
  const stand = stands[turn % stands.length];
  if (stand === undefined) throw new Error('no place to stand on');
  const serial = String(nth + 1).padStart(4, '0');
  const where = stand.street ?? districts.get(stand.district) ?? { zh: '武汉', en: 'Wuhan' };
  const drill = kind.thing === drilledKind && nth < drillThingCount;
  const word = drill ? { zh: '下穿通道积水', en: 'underpass water' } : kind.word;
  const thing = drill ? `${drillThingPrefix}${nth + 1}` : `${kind.thing}-${serial}`;
  const name = { zh: `${where.zh}${word.zh} ${serial}`, en: `${where.en} ${word.en} ${serial}` };
  const at = mounted(stand.at, kind.mast, turn >= stands.length ? turn : 0);
  const drafts = draftsOf(kind, thing, name, stand, at);
  return drill
    ? drafts.map((draft) => ({ ...draft, provenance: { ...simulated, note: drillNote } }))
    : drafts;
}

/** All series of one Thing stand on one place. */
function draftsOf(kind: FleetKind, thing: string, name: Text, stand: Stand, at: Position): readonly Draft[] {
  const observed = kind.observes.filter(
    ({ precision }) => precision === undefined || precision === stand.capacity?.precision,
  );
  return observed.map(({ property, intervalS, word, precision }) => ({
    thing,
    name: word === undefined ? name : { zh: `${name.zh}${word.zh}`, en: `${name.en}${word.en}` },
    property,
    at,
    district: stand.district,
    intervalS,
    ...(stand.on === undefined ? {} : { on: stand.on }),
    ...(precision === undefined || stand.capacity === undefined ? {} : { rated: stand.capacity.pflops }),
    owner: kind.owner,
    provenance: property === 'lake-level' ? simulatedStage : simulated,
  }));
}

/** On its mast; a second device on a place stands a few metres apart. Kept to a decimetre. */
function mounted(at: Position, mast: number, nth: number): Position {
  const degrees = nth === 0 ? 0 : 8e-5;
  return [
    rounded(at[0] + (chance(nth, 1) - 0.5) * degrees, 1e6),
    rounded(at[1] + (chance(nth, 2) - 0.5) * degrees, 1e6),
    rounded(at[2] + mast, 10),
  ];
}

function toDecimetre([lon, lat, height]: Position): Position {
  return [lon, lat, rounded(height, 10)];
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

/** Follows what a slot means, so that a frame of another fleet can be told. */
function revisionOf(series: readonly Series[]): number {
  const words = series.map((one) => `${one.id}|${one.thing}|${one.property}|${one.at.join(',')}`).join('\n');
  return hashText(words) & 0x7fffffff;
}
