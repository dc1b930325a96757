import { sql, type RawBuilder } from 'kysely';
import type { Entity, ObservationEntity } from './city';
import { compile, type Surroundings } from './filter/compile';
import type { Kind } from './model';
import { order as valueOrder } from './filter/operators';
import type { OrderKey } from './options';
import { refuse } from './refusal';
import type { Value } from './values';

/** How Observations are ordered: by time, which can be paged for ever, or by something else, read whole. */
export interface RowOrder {
  readonly byTime: boolean;
  /** 1 from old to new, -1 from new to old. */
  readonly way: 1 | -1;
  readonly sql: RawBuilder<unknown>;
  readonly compare: (a: ObservationEntity, b: ObservationEntity) => number;
  readonly now: number;
  readonly seriesCount: number;
}

/** Nothing stands before anything; a time stands at its end. */
export function compareValues(a: Value, b: Value): number {
  const place = (value: Value): Value =>
    value !== null && typeof value === 'object' && value.kind === 'time' ? value.to : value;
  const [one, other] = [place(a), place(b)];
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return valueOrder(one, other) ?? 0;
}

/** How entities of a set are ordered, the id deciding between equals. */
export function entityOrder(
  keys: readonly OrderKey[],
  kind: Kind,
  around: Surroundings,
): ((a: Entity, b: Entity) => number) | undefined {
  if (keys.length === 0) return undefined;
  const compiled = keys.map(({ by, descending }) => {
    if (by.kind === 'literal') throw refuse(around.option, by.at, 'a property is needed here');
    return { values: compile(by, kind, around).values, way: descending ? -1 : 1 };
  });
  return (a, b) => {
    for (const { values, way } of compiled) {
      const compared = compareValues(values(a)[0] ?? null, values(b)[0] ?? null);
      if (compared !== 0) return way * compared;
    }
    return a.id - b.id;
  };
}

const columnOf: Readonly<Record<string, string>> = {
  result: 'value',
  resultTime: 'received_ms',
  phenomenonTime: 'phenomenon_ms',
  id: 'phenomenon_ms',
  '@iot.id': 'phenomenon_ms',
  'Datastream/id': 'series',
  'Datastream/@iot.id': 'series',
};

/** Reads `$orderby` of Observations: newest first where nothing is asked. Ids grow with time. */
export function readRowOrder(keys: readonly OrderKey[], around: Surroundings): RowOrder {
  const named = keys.map(({ by, descending }) => {
    const path = by.kind === 'path' ? by.steps.join('/') : '';
    if (!Object.hasOwn(columnOf, path)) {
      const can = 'Observations are ordered by phenomenonTime, resultTime, result, id or Datastream/id';
      throw refuse(around.option, by.at, can);
    }
    return { path, column: columnOf[path] ?? '', way: descending ? (-1 as const) : (1 as const) };
  });
  const [first] = named;
  const byTime = named.length === 0 || (named.length === 1 && first?.column === 'phenomenon_ms');
  const way = first === undefined ? -1 : first.way;
  const keysOf = (entity: ObservationEntity) => [
    ...named.map(({ column, way }) => way * numberIn(entity, column)),
    way * entity.row.phenomenon_ms,
    way * entity.row.series,
    way * entity.row.received_ms,
  ];
  const direction = (sign: number) => sql.raw(sign > 0 ? 'asc' : 'desc');
  return {
    byTime,
    way,
    now: around.now,
    seriesCount: around.city.catalogue.series.length,
    sql: sql.join([
      ...named.map(({ column, way }) => sql`${sql.ref(column)} ${direction(way)}`),
      ...['phenomenon_ms', 'series', 'received_ms'].map(
        (column) => sql`${sql.ref(column)} ${direction(way)}`,
      ),
    ]),
    compare: (a, b) => {
      const [one, other] = [keysOf(a), keysOf(b)];
      const differing = one.findIndex((key, index) => key !== other[index]);
      return differing < 0 ? 0 : one[differing]! - other[differing]!;
    },
  };
}

function numberIn({ row }: ObservationEntity, column: string): number {
  switch (column) {
    case 'value':
      return row.value;
    case 'received_ms':
      return row.received_ms;
    case 'series':
      return row.series;
    default:
      return row.phenomenon_ms;
  }
}
