import { sql } from 'kysely';
import type { ObservationEntity } from '../city';
import { kinds } from '../model';
import type { Moment } from '../values';
import { compileCondition, constantOf, type Surroundings } from './compile';
import { conjuncts, partsOf, type Comparison, type Expression } from './expression';
import { groundsOf, seriesFor } from './grounds';
import { rowCondition, type Condition } from './rowSql';

/** A filter over Observations, taken apart into what indexes answer and what each row must be asked. */
export interface RowFilter {
  /** Series ids that can fit, or `undefined` for all. */
  readonly series: ReadonlySet<number> | undefined;
  /** Bounds of `phenomenon_ms` and of `received_ms`, both ends included. */
  readonly from: number;
  readonly to: number;
  readonly receivedFrom: number;
  readonly receivedTo: number;
  /** What is left to ask of a row that lies within the bounds. */
  readonly rest: Condition | undefined;
  /** The whole filter for one row, as SQL answers it. */
  readonly test: (row: ObservationEntity) => boolean;
}

const turned: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
};

interface Bound {
  readonly column: 'phenomenonTime' | 'resultTime';
  readonly from: number;
  readonly to: number;
  /** Whether the bound says all that the condition does. */
  readonly whole: boolean;
}

function boundOf(column: Bound['column'], operator: string, moment: Moment): Bound | undefined {
  switch (operator) {
    case 'gt':
      return { column, from: moment.to + 1, to: Infinity, whole: true };
    case 'ge':
      return { column, from: moment.to, to: Infinity, whole: true };
    case 'lt':
      return { column, from: -Infinity, to: moment.from - 1, whole: true };
    case 'le':
      return { column, from: -Infinity, to: moment.from, whole: true };
    case 'eq':
      return { column, from: moment.to, to: moment.to, whole: false };
    case 'during':
      return { column, from: moment.from, to: moment.to, whole: false };
    case 'overlaps':
    case 'after':
      return { column, from: moment.from, to: Infinity, whole: false };
    case 'before':
      return { column, from: -Infinity, to: moment.from, whole: false };
    default:
      return undefined;
  }
}

/** `phenomenonTime gt …` and its like, which an index answers. */
function readBound(part: Expression, around: Surroundings): Bound | undefined {
  const sides = partsOf(part);
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length !== 2) return undefined;
  const operator = part.kind === 'binary' ? part.operator : part.kind === 'call' ? part.name : '';
  const of = (path: Expression, other: Expression, by: string): Bound | undefined => {
    if (path.kind !== 'path' || path.steps.length !== 1) return undefined;
    const column = path.steps[0];
    if (column !== 'phenomenonTime' && column !== 'resultTime') return undefined;
    const value = constantOf(other, around);
    if (value === undefined || value === null || typeof value !== 'object' || value.kind !== 'time')
      return undefined;
    return boundOf(column, by, value);
  };
  return (
    of(left, right, operator) ??
    (part.kind === 'binary' && operator in turned
      ? // A literal interval on the left stands at its other end, so that only instants are turned round.
        ofInstant(left, (instant) => of(right, instant, turned[operator as Comparison]), around)
      : undefined)
  );
}

function ofInstant<T>(
  side: Expression,
  then: (side: Expression) => T | undefined,
  around: Surroundings,
): T | undefined {
  const value = constantOf(side, around);
  const isInstant =
    value !== undefined && value !== null && typeof value === 'object' && value.kind === 'time';
  return isInstant && value.from === value.to ? then(side) : undefined;
}

/** Everything asked of Observations: the filter, or all where there is none. */
export function takeApart(filter: Expression | undefined, around: Surroundings): RowFilter {
  const all = {
    series: undefined,
    from: -Infinity,
    to: Infinity,
    receivedFrom: -Infinity,
    receivedTo: Infinity,
  };
  if (filter === undefined) return { ...all, rest: undefined, test: () => true };
  const fits = compileCondition(filter, kinds.Observation, around);
  let found: Omit<RowFilter, 'rest' | 'test'> = all;
  const rest: Condition[] = [];
  for (const part of conjuncts(filter)) {
    const grounds = groundsOf(part);
    if (grounds.size === 1 && grounds.has('series')) {
      const own = seriesFor(part, around);
      const before = found.series;
      found = {
        ...found,
        series: before === undefined ? own : new Set([...own].filter((id) => before.has(id))),
      };
      continue;
    }
    const exact = idBound(part, around);
    const bound = exact ?? readBound(part, around);
    if (bound?.column === 'phenomenonTime') {
      found = { ...found, from: Math.max(found.from, bound.from), to: Math.min(found.to, bound.to) };
    } else if (bound?.column === 'resultTime') {
      found = {
        ...found,
        receivedFrom: Math.max(found.receivedFrom, bound.from),
        receivedTo: Math.min(found.receivedTo, bound.to),
      };
    }
    if (bound?.whole !== true) rest.push(rowCondition(part, around));
  }
  return {
    ...found,
    rest: rest.length === 0 ? undefined : sql<boolean>`(${sql.join(rest, sql` and `)})`,
    test: fits,
  };
}

/** `id eq 4711` says the moment too. */
function idBound(part: Expression, around: Surroundings): Bound | undefined {
  if (part.kind !== 'binary' || part.operator !== 'eq' || part.left.kind !== 'path') return undefined;
  if (part.left.steps.length !== 1 || !['id', '@iot.id'].includes(part.left.steps[0] ?? '')) return undefined;
  const id = constantOf(part.right, around);
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return undefined;
  const { phenomenonMs } = around.city.ids.read(id, around.now + 60_000);
  return { column: 'phenomenonTime', from: phenomenonMs, to: phenomenonMs, whole: false };
}
