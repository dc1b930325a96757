import type { BridgeRecord, ComputeCentre, Precision } from '@/contracts/base';
import type { FleetKind } from '@/contracts/fleet';
import type { LonLat, Position } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { shuffled } from './hash';
import { flatRelief, type Relief } from './relief';

/** The places of a built base that devices may stand on. */
export interface FleetPlaces {
  readonly seed: number;
  /** What they stand on; absent: level ground. */
  readonly relief?: Relief;
  readonly districts: readonly { readonly code: string; readonly name: Text }[];
  /** `street` is the street's name where the base knows it; `shore` tells a place beside the water. */
  readonly streetPoints: readonly {
    readonly at: LonLat;
    readonly district: string;
    readonly street?: Text;
    readonly shore?: boolean;
  }[];
  /** `heightM` is the building's height above ground; `works` tells where things are made, stored or carried. */
  readonly roofs: readonly {
    readonly id: string;
    readonly at: LonLat;
    readonly district: string;
    readonly heightM: number;
    readonly works?: boolean;
  }[];
  readonly bridges: readonly BridgeRecord[];
  /** The district of a place that none of the lists tells: a crossing's, mid-river. */
  readonly districtAt?: (at: LonLat) => string | undefined;
  readonly compute: readonly ComputeCentre[];
  readonly stations: readonly NamedPlace[];
  /** Lakes of the register, where they are labelled. */
  readonly lakes?: readonly NamedPlace[];
  readonly riverGauge: LonLat;
}

interface NamedPlace {
  readonly id: string;
  readonly name: Text;
  readonly at: LonLat;
  readonly district: string;
}

/** Where one device may stand. Its own `id` and `name` are a register's: such a device needs no number. */
export interface Stand {
  readonly at: Position;
  readonly district: string;
  readonly street?: Text;
  readonly on?: string;
  readonly id?: string;
  readonly name?: Text;
  /** PFLOPS a computing centre's register states, with the precision they are stated in. */
  readonly capacity?: { readonly precision: Precision; readonly pflops: number };
}

/** Every stand of the base by what it is, in an order that depends on the seed alone. */
export function standsOf(places: FleetPlaces): Readonly<Record<FleetKind['on'], readonly Stand[]>> {
  const onGround = seatOn(places.relief);
  const streets = places.streetPoints.map((point): Stand & { readonly shore?: boolean } => ({
    ...point,
    at: onGround(point.at),
  }));
  const roofs = places.roofs.map((roof): Stand & { readonly works?: boolean } => ({
    at: raised(onGround(roof.at), roof.heightM),
    district: roof.district,
    on: `buildings:${roof.id}`,
    ...(roof.works === undefined ? {} : { works: roof.works }),
  }));
  const street = shuffled(streets, places.seed * 31);
  const roof = shuffled(roofs, places.seed * 31 + 1);
  const any: readonly Stand[] = [...street, ...roof];
  const least: readonly Stand[] = any.length > 0 ? any : [{ at: onGround(places.riverGauge), district: '' }];
  const some = (...wanted: readonly (readonly Stand[])[]) => wanted.find(({ length }) => length > 0) ?? least;
  return {
    street: some(street),
    shore: some(
      street.filter(({ shore }) => shore === true),
      street,
    ),
    roof: some(roof.filter(({ works }) => works !== true)),
    works: some(
      roof.filter(({ works }) => works === true),
      roof,
    ),
    crossing: crossings(places, onGround),
    centre: centres(places.compute, onGround),
    station: places.stations.map((place) => named(place, onGround, `metro:${place.id}`)),
    lake: (places.lakes ?? []).map((place) => named(place, onGround)),
    district: districtMarks(places, onGround),
  };
}

type Seat = (at: LonLat) => Position;

/** Puts a place (degrees) on the ground, in ellipsoidal metres. */
export const seatOn =
  ({ heightAt }: Relief = flatRelief): Seat =>
  ([lon, lat]) => [lon, lat, heightAt(lon, lat)];

export const raised = ([lon, lat, height]: Position, metres: number): Position => [lon, lat, height + metres];

function named({ id, name, at, district }: NamedPlace, onGround: Seat, on?: string): Stand {
  return { id, name, at: onGround(at), district, ...(on === undefined ? {} : { on }) };
}

/** One mark in the middle of what is built in each district: what is known of a district is not known of a house. */
function districtMarks({ districts, streetPoints }: FleetPlaces, onGround: Seat): readonly Stand[] {
  return districts.flatMap(({ code, name }) => {
    const points = streetPoints.filter(({ district }) => district === code);
    if (points.length === 0) return [];
    const mean = (axis: 0 | 1) =>
      Math.round((points.reduce((sum, { at }) => sum + at[axis], 0) / points.length) * 1e6) / 1e6;
    return [{ id: code, name, at: onGround([mean(0), mean(1)]), district: code }];
  });
}

function crossings({ bridges, districtAt }: FleetPlaces, onGround: Seat): readonly Stand[] {
  return bridges.filter(carriesCars).map((bridge) => ({
    id: bridge.id,
    name: bridge.name,
    at: overDeck(bridge, onGround),
    district: districtAt?.(bridge.at) ?? '',
    on: `bridges:${bridge.id}`,
  }));
}

/** Cars have no mean speed where only trains run; the register tells rail bridges by their name alone. */
function carriesCars(bridge: BridgeRecord): boolean {
  return bridge.structure !== 'metro-tunnel' && !bridge.name.zh.endsWith('铁路桥');
}

/** In the middle of a deck; at a tunnel's mouth, since nothing below the water can be seen. */
function overDeck({ axis, kind, at }: BridgeRecord, onGround: Seat): Position {
  const point = axis[kind === 'tunnel' ? 0 : Math.floor(axis.length / 2)];
  if (point === undefined) return onGround(at);
  const [lon, lat, ground] = onGround([point[0], point[1]]);
  return [lon, lat, Math.max(point[2], ground)];
}

function centres(compute: readonly ComputeCentre[], onGround: Seat): readonly Stand[] {
  return compute.flatMap(({ id, name, at, district, precision, pflops }) => {
    if (at === undefined) return [];
    const stand = { id, name, at: onGround(at), district: district ?? '', on: `compute:${id}` };
    return [
      precision === 'unstated' || pflops === undefined
        ? stand
        : { ...stand, capacity: { precision, pflops } },
    ];
  });
}
