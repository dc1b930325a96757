import type { Provenance } from '@/contracts/provenance';
import type { ObservedProperty, Series, SeriesCatalogue } from '@/contracts/series';
import type { ObservationRow } from '../database/tables';
import type { KindName } from './model';
import { valueOf } from './entities';
import { observationIds, type ObservationIds } from './observationId';
import type { Value } from './values';

/** A reading or a mean as SensorThings tells it; `n` 1 and no `since` where it is the reading itself. */
export interface Told extends ObservationRow {
  readonly n: number;
  readonly since_ms: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface ThingRecord {
  readonly id: number;
  readonly key: string;
  readonly series: readonly Series[];
}

/** How a property is observed: one Sensor per observed property and source. */
export interface SensorRecord {
  readonly id: number;
  readonly property: ObservedProperty;
  readonly provenance: Provenance;
  readonly series: readonly Series[];
}

export interface PropertyRecord {
  readonly id: number;
  readonly property: ObservedProperty;
  readonly series: readonly Series[];
}

interface Of<K extends KindName> {
  readonly kind: K;
  readonly id: number;
}
export type ThingEntity = Of<'Thing'> & { readonly thing: ThingRecord };
export type LocationEntity = Of<'Location'> & { readonly thing: ThingRecord };
export type HistoricalLocationEntity = Of<'HistoricalLocation'> & { readonly thing: ThingRecord };
export type FeatureEntity = Of<'FeatureOfInterest'> & { readonly thing: ThingRecord };
export type DatastreamEntity = Of<'Datastream'> & {
  readonly series: Series;
  readonly property: ObservedProperty;
};
export type SensorEntity = Of<'Sensor'> & { readonly sensor: SensorRecord };
export type PropertyEntity = Of<'ObservedProperty'> & { readonly observed: PropertyRecord };
export type ObservationEntity = Of<'Observation'> & { readonly row: Told; readonly series: Series };

export type Entity =
  | ThingEntity
  | LocationEntity
  | HistoricalLocationEntity
  | FeatureEntity
  | DatastreamEntity
  | SensorEntity
  | PropertyEntity
  | ObservationEntity;

/** The catalogue as SensorThings sees it: everything but the Observations, held whole. */
export interface StaCity {
  /** Since when the Things are known to stand where they stand, ms since the Unix epoch. */
  readonly knownSince: number;
  readonly catalogue: SeriesCatalogue;
  readonly slotOf: ReadonlyMap<number, number>;
  readonly ids: ObservationIds;
  readonly all: (kind: KindName) => readonly Entity[];
  readonly find: (kind: KindName, id: number) => Entity | undefined;
  /** Where a link of the catalogue leads; Observations are asked of the history instead. */
  readonly follow: (entity: Entity, link: string) => readonly Entity[];
  /** Reads a property that an entity's kind declares; the values of the catalogue are made once. */
  readonly reader: (property: string) => (entity: Entity) => Value;
  readonly read: (entity: Entity, property: string) => Value;
  readonly observation: (row: Told) => ObservationEntity | undefined;
}

function grouped<T>(series: readonly Series[], keyOf: (one: Series) => T): ReadonlyMap<T, readonly Series[]> {
  const groups = new Map<T, Series[]>();
  for (const one of series) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

const leastId = (series: readonly Series[]) =>
  series.reduce((least, { id }) => Math.min(least, id), Number.MAX_SAFE_INTEGER);

const byId = <E extends Entity>(entities: readonly E[]): ReadonlyMap<number, E> =>
  new Map([...entities].sort((a, b) => a.id - b.id).map((entity) => [entity.id, entity]));

/** Ids hold as long as the catalogue does: a Thing's is its smallest series' id, a Datastream's is its series' id. */
export function createStaCity(catalogue: SeriesCatalogue, knownSince: number): StaCity {
  const { series, properties } = catalogue;
  const ofProperty = grouped(series, (one) => one.property);
  const observed = new Map(
    properties.map((property, index) => [
      property.id,
      { id: index + 1, property, series: ofProperty.get(property.id) ?? [] },
    ]),
  );
  const known = series.filter((one) => observed.has(one.property));
  const things = new Map<string, ThingRecord>();
  for (const [key, own] of grouped(known, (one) => one.thing)) {
    things.set(key, { id: leastId(own), key, series: own });
  }
  const sensorKey = (one: Series) => `${one.property}\n${one.provenance.source.en}`;
  const sensors = new Map<string, SensorRecord>();
  for (const [key, own] of grouped(known, sensorKey)) {
    const [first] = own;
    const property = first === undefined ? undefined : observed.get(first.property)?.property;
    if (first === undefined || property === undefined) continue;
    sensors.set(key, { id: leastId(own), property, provenance: first.provenance, series: own });
  }
  const of = <K extends KindName>(kind: K) =>
    byId([...things.values()].map((thing) => ({ kind, id: thing.id, thing }) as Entity));
  const tables: Readonly<Record<Exclude<KindName, 'Observation'>, ReadonlyMap<number, Entity>>> = {
    Thing: of('Thing'),
    Location: of('Location'),
    HistoricalLocation: of('HistoricalLocation'),
    FeatureOfInterest: of('FeatureOfInterest'),
    Datastream: byId(
      known.flatMap((one): DatastreamEntity[] => {
        const property = observed.get(one.property)?.property;
        return property === undefined ? [] : [{ kind: 'Datastream', id: one.id, series: one, property }];
      }),
    ),
    Sensor: byId(
      [...sensors.values()].map((sensor): SensorEntity => ({ kind: 'Sensor', id: sensor.id, sensor })),
    ),
    ObservedProperty: byId(
      [...observed.values()].map((one): PropertyEntity => ({
        kind: 'ObservedProperty',
        id: one.id,
        observed: one,
      })),
    ),
  };
  const lists = new Map(Object.entries(tables).map(([kind, table]) => [kind, [...table.values()]] as const));
  const find = (kind: KindName, id: number) => (kind === 'Observation' ? undefined : tables[kind].get(id));
  const found = (kind: KindName, id: number | undefined) => {
    const entity = id === undefined ? undefined : find(kind, id);
    return entity === undefined ? [] : [entity];
  };
  const streams = (own: readonly Series[]) => own.flatMap(({ id }) => found('Datastream', id));
  const follow = (entity: Entity, link: string): readonly Entity[] => {
    switch (entity.kind) {
      case 'Thing':
        return link === 'Datastreams'
          ? streams(entity.thing.series)
          : found(link === 'Locations' ? 'Location' : 'HistoricalLocation', entity.id);
      case 'Location':
        return found(link === 'Things' ? 'Thing' : 'HistoricalLocation', entity.id);
      case 'HistoricalLocation':
        return found(link === 'Thing' ? 'Thing' : 'Location', entity.id);
      case 'Datastream':
        if (link === 'Thing') return found('Thing', things.get(entity.series.thing)?.id);
        if (link === 'Sensor') return found('Sensor', sensors.get(sensorKey(entity.series))?.id);
        return found('ObservedProperty', observed.get(entity.series.property)?.id);
      case 'Sensor':
        return streams(entity.sensor.series);
      case 'ObservedProperty':
        return streams(entity.observed.series);
      case 'Observation':
        return link === 'Datastream'
          ? found('Datastream', entity.series.id)
          : found('FeatureOfInterest', things.get(entity.series.thing)?.id);
      case 'FeatureOfInterest':
        return [];
    }
  };
  const made = new Map<string, Map<Entity, Value>>();
  const reader = (property: string) => {
    let values = made.get(property);
    if (values === undefined) made.set(property, (values = new Map<Entity, Value>()));
    const known = values;
    return (entity: Entity): Value => {
      if (entity.kind === 'Observation') return valueOf(entity, property, knownSince);
      const before = known.get(entity);
      if (before !== undefined) return before;
      const value = valueOf(entity, property, knownSince);
      known.set(entity, value);
      return value;
    };
  };
  const seriesById = new Map(known.map((one) => [one.id, one]));
  const ids = observationIds(series.reduce((most, { id }) => Math.max(most, id), 0));
  return {
    knownSince,
    catalogue,
    slotOf: new Map(series.map(({ id }, slot) => [id, slot])),
    ids,
    all: (kind) => lists.get(kind) ?? [],
    find,
    follow,
    reader,
    read: (entity, property) => reader(property)(entity),
    observation: (row) => {
      const own = seriesById.get(row.series);
      return own === undefined
        ? undefined
        : { kind: 'Observation', id: ids.of(row.series, row.phenomenon_ms), row, series: own };
    },
  };
}
