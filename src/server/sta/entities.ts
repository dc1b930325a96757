import { gradeTitles, type Provenance } from '@/contracts/provenance';
import { quality, resolutionOf, type ObservedProperty, type Series } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import type {
  DatastreamEntity,
  Entity,
  FeatureEntity,
  LocationEntity,
  ObservationEntity,
  PropertyEntity,
  SensorEntity,
  ThingEntity,
  ThingRecord,
} from './city';
import { document, instant, pointShape, type Json, type Value } from './values';

type Read<E> = Readonly<Record<string, (entity: E) => Value>>;
type Fields = Readonly<Record<string, Json>>;

const geoJson = 'application/geo+json';
const plainText = 'text/plain';
const measurement = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement';

/** What a quality byte says, in words; `good` where it says nothing. */
export function qualityWords(byte: number): string {
  const words = Object.entries(quality)
    .filter(([, bit]) => (byte & bit) !== 0)
    .map(([word]) => word);
  return words.length === 0 ? 'good' : words.join(' ');
}

/** The words two names begin with alike, or the first whole where they begin with none. */
function shared(names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (others.length === 0) return first;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length += 1;
  const common = first.slice(0, length).replace(/[\s,，、·]+$/u, '');
  return common === '' ? first : common;
}

const thingName = (thing: ThingRecord): Text => ({
  zh: shared(thing.series.map(({ name }) => name.zh)),
  en: shared(thing.series.map(({ name }) => name.en)),
});

/** What is simulated says so in the words a person reads, not only in a field. */
const said = (name: Text, { grade }: Provenance): string =>
  `${name.en} · ${gradeTitles[grade].zh} ${gradeTitles[grade].en}`;

const graded = (provenance: Provenance): Fields => ({
  grade: provenance.grade,
  gradeTitle: gradeTitles[provenance.grade],
  simulated: provenance.grade === 'simulated',
  provenance: provenance as Fields,
});

const placed = (series: Series | undefined): Fields =>
  series === undefined
    ? {}
    : {
        district: series.district,
        owner: series.owner,
        ...(series.on === undefined ? {} : { mountedOn: series.on }),
        ...graded(series.provenance),
      };

const ofThing = (thing: ThingRecord): Value =>
  document({ name: thingName(thing), thing: thing.key, ...placed(thing.series[0]) });
const nameOf = (thing: ThingRecord): string => thingName(thing).zh;
const aboutThing = (thing: ThingRecord): string => {
  const [first] = thing.series;
  return first === undefined ? '' : said(thingName(thing), first.provenance);
};
const placeOf = (thing: ThingRecord): Value => {
  const at = thing.series[0]?.at;
  return at === undefined ? null : pointShape(at[0], at[1], at[2]);
};

const things: Read<ThingEntity> = {
  name: ({ thing }) => nameOf(thing),
  description: ({ thing }) => aboutThing(thing),
  properties: ({ thing }) => ofThing(thing),
};

const locations: Read<LocationEntity> = {
  name: ({ thing }) => nameOf(thing),
  description: ({ thing }) => aboutThing(thing),
  encodingType: () => geoJson,
  location: ({ thing }) => placeOf(thing),
  properties: ({ thing }) => ofThing(thing),
};

const features: Read<FeatureEntity> = {
  name: ({ thing }) => nameOf(thing),
  description: ({ thing }) => aboutThing(thing),
  encodingType: () => geoJson,
  feature: ({ thing }) => placeOf(thing),
  properties: ({ thing }) => ofThing(thing),
};

const unitOf = ({ unit, unitTitle }: ObservedProperty): Value =>
  document({ name: unitTitle === '' ? unit : unitTitle, symbol: unitTitle, definition: `ucum:${unit}` });

const datastreams: Read<DatastreamEntity> = {
  name: ({ series }) => series.name.zh,
  description: ({ series }) => said(series.name, series.provenance),
  observationType: () => measurement,
  unitOfMeasurement: ({ property }) => unitOf(property),
  observedArea: ({ series }) => pointShape(series.at[0], series.at[1], series.at[2]),
  properties: ({ series, property }) =>
    document({
      name: series.name,
      observedProperty: property.id,
      domain: property.domain,
      intervalSeconds: series.intervalS,
      range: { min: property.min, max: property.max },
      ...placed(series),
    }),
};

const sensorName = ({ sensor }: SensorEntity): Text => ({
  zh: `${sensor.property.name.zh} · ${sensor.provenance.source.zh}`,
  en: `${sensor.property.name.en} · ${sensor.provenance.source.en}`,
});

const sensors: Read<SensorEntity> = {
  name: (entity) => sensorName(entity).zh,
  description: (entity) => said(sensorName(entity), entity.sensor.provenance),
  encodingType: () => plainText,
  metadata: ({ sensor }) => `${sensor.provenance.source.zh} / ${sensor.provenance.source.en}`,
  properties: (entity) => document({ name: sensorName(entity), ...graded(entity.sensor.provenance) }),
};

const observedProperties: Read<PropertyEntity> = {
  name: ({ observed }) => observed.property.name.zh,
  description: ({ observed }) => observed.property.name.en,
  // Ours: no register of the world names these properties as Article 13 does.
  definition: ({ observed }) => `urn:jiangcheng:property:${observed.property.id}`,
  properties: ({ observed: { property } }) =>
    document({
      id: property.id,
      name: property.name,
      domain: property.domain,
      unit: property.unit,
      range: { min: property.min, max: property.max },
      decimals: property.decimals,
    }),
};

const observations: Read<ObservationEntity> = {
  phenomenonTime: ({ row }) => ({
    kind: 'time',
    from: row.since_ms ?? row.phenomenon_ms,
    to: row.phenomenon_ms,
  }),
  resultTime: ({ row }) => instant(row.received_ms),
  result: ({ row }) => row.value,
  resultQuality: ({ row }) => qualityWords(row.quality),
  parameters: ({ row, series }) =>
    document({
      n: row.n,
      ...(row.low === null || row.high === null ? {} : { low: row.low, high: row.high }),
      resolutionSeconds: resolutionOf(row.quality),
      grade: series.provenance.grade,
    }),
};

/** The value of a property that the entity's kind declares; the kinds themselves say which. */
export function valueOf(entity: Entity, name: string, knownSince: number): Value {
  switch (entity.kind) {
    case 'Thing':
      return things[name]?.(entity) ?? null;
    case 'Location':
      return locations[name]?.(entity) ?? null;
    case 'HistoricalLocation':
      return name === 'time' ? instant(knownSince) : null;
    case 'FeatureOfInterest':
      return features[name]?.(entity) ?? null;
    case 'Datastream':
      return datastreams[name]?.(entity) ?? null;
    case 'Sensor':
      return sensors[name]?.(entity) ?? null;
    case 'ObservedProperty':
      return observedProperties[name]?.(entity) ?? null;
    case 'Observation':
      return observations[name]?.(entity) ?? null;
  }
}
