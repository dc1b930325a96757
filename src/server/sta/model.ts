import type { ValueType } from './values';

export const kindNames = [
  'Thing',
  'Location',
  'HistoricalLocation',
  'Datastream',
  'Sensor',
  'ObservedProperty',
  'Observation',
  'FeatureOfInterest',
] as const;
export type KindName = (typeof kindNames)[number];

export interface Link {
  readonly to: KindName;
  readonly many: boolean;
}

/** What kind of thing an entity set holds: its properties in the order they are written, and where it leads. */
export interface Kind {
  readonly name: KindName;
  readonly set: string;
  readonly properties: Readonly<Record<string, ValueType>>;
  readonly links: Readonly<Record<string, Link>>;
}

const one = (to: KindName): Link => ({ to, many: false });
const many = (to: KindName): Link => ({ to, many: true });
const named = { name: 'text', description: 'text' } as const;

/** The entity sets of OGC SensorThings 1.1 (18-088, clause 8). `any` is a document one may look into. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  Thing: {
    name: 'Thing',
    set: 'Things',
    properties: { ...named, properties: 'any' },
    links: {
      Datastreams: many('Datastream'),
      Locations: many('Location'),
      HistoricalLocations: many('HistoricalLocation'),
    },
  },
  Location: {
    name: 'Location',
    set: 'Locations',
    properties: { ...named, encodingType: 'text', location: 'shape', properties: 'any' },
    links: { Things: many('Thing'), HistoricalLocations: many('HistoricalLocation') },
  },
  HistoricalLocation: {
    name: 'HistoricalLocation',
    set: 'HistoricalLocations',
    properties: { time: 'time' },
    links: { Thing: one('Thing'), Locations: many('Location') },
  },
  Datastream: {
    name: 'Datastream',
    set: 'Datastreams',
    properties: {
      ...named,
      observationType: 'text',
      unitOfMeasurement: 'any',
      observedArea: 'shape',
      properties: 'any',
    },
    links: {
      Thing: one('Thing'),
      Sensor: one('Sensor'),
      ObservedProperty: one('ObservedProperty'),
      Observations: many('Observation'),
    },
  },
  Sensor: {
    name: 'Sensor',
    set: 'Sensors',
    properties: { ...named, encodingType: 'text', metadata: 'text', properties: 'any' },
    links: { Datastreams: many('Datastream') },
  },
  ObservedProperty: {
    name: 'ObservedProperty',
    set: 'ObservedProperties',
    properties: { ...named, definition: 'text', properties: 'any' },
    links: { Datastreams: many('Datastream') },
  },
  Observation: {
    name: 'Observation',
    set: 'Observations',
    properties: {
      phenomenonTime: 'time',
      resultTime: 'time',
      result: 'number',
      resultQuality: 'text',
      parameters: 'any',
    },
    links: { Datastream: one('Datastream'), FeatureOfInterest: one('FeatureOfInterest') },
  },
  FeatureOfInterest: {
    name: 'FeatureOfInterest',
    set: 'FeaturesOfInterest',
    properties: { ...named, encodingType: 'text', feature: 'shape', properties: 'any' },
    links: { Observations: many('Observation') },
  },
};

const bySet = new Map(kindNames.map((name) => [kinds[name].set, kinds[name]]));
export const kindOfSet = (set: string): Kind | undefined => bySet.get(set);

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

export const propertyType = (kind: Kind, name: string): ValueType | undefined => own(kind.properties, name);
export const linkOf = (kind: Kind, name: string): Link | undefined => own(kind.links, name);
export const isId = (name: string): boolean => name === 'id' || name === '@iot.id';
