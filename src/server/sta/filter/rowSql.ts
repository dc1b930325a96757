import { sql, type RawBuilder } from 'kysely';
import { isId, kinds } from '../model';
import { refuse } from '../refusal';
import type { Value, ValueType } from '../values';
import { compile, constantOf, type Surroundings } from './compile';
import { isSum, type Comparison, type Expression } from './expression';
import { groundsOf, mixed, qualitiesFor, seriesFor } from './grounds';

export type Condition = RawBuilder<boolean>;
type NumberSql = RawBuilder<number>;
interface TimesSql {
  readonly from: NumberSql;
  readonly to: NumberSql;
}

const dayMs = 86_400_000;

/** A condition over one row of `observations`; every value goes as a bound parameter, never into the text. */
export function rowCondition(expression: Expression, around: Surroundings): Condition {
  const grounds = groundsOf(expression);
  if (grounds.size === 0) return sql<boolean>`${constantOf(expression, around) === true}::boolean`;
  if (expression.kind === 'not') return sql<boolean>`(not ${rowCondition(expression.of, around)})`;
  if (expression.kind === 'binary' && (expression.operator === 'and' || expression.operator === 'or')) {
    const [left, right] = [rowCondition(expression.left, around), rowCondition(expression.right, around)];
    return expression.operator === 'and'
      ? sql<boolean>`(${left} and ${right})`
      : sql<boolean>`(${left} or ${right})`;
  }
  if (grounds.size > 1) throw mixed(expression.at, around.option);
  if (grounds.has('series')) {
    return sql<boolean>`(series = any(${[...seriesFor(expression, around)]}::int[]))`;
  }
  if (grounds.has('quality')) {
    return sql<boolean>`((quality & 255) = any(${qualitiesFor(expression, around)}::int[]))`;
  }
  if (expression.kind === 'call') return relation(expression, around);
  if (expression.kind === 'binary') {
    return comparison(expression.operator as Comparison, expression, around);
  }
  throw refuse(around.option, expression.at, 'a condition is needed here');
}

const typeIn = (expression: Expression, around: Surroundings): ValueType => {
  const { type } = compile(expression, kinds.Observation, around);
  return type === 'any' ? 'number' : type;
};

function comparison(
  operator: Comparison,
  { left, right, at }: Extract<Expression, { readonly kind: 'binary' }>,
  around: Surroundings,
): Condition {
  const types = [typeIn(left, around), typeIn(right, around)].filter((type) => type !== 'null');
  if (types.every((type) => type === 'number')) {
    return compareNumbers(operator, numberOf(left, around), numberOf(right, around));
  }
  if (types.every((type) => type === 'truth')) {
    const [a, b] = [rowCondition(left, around), rowCondition(right, around)];
    return operator === 'eq' ? sql<boolean>`(${a} = ${b})` : sql<boolean>`(${a} <> ${b})`;
  }
  if (types.length === 2 && types.every((type) => type === 'time')) {
    return compareTimes(operator, timesOf(left, around), timesOf(right, around));
  }
  throw refuse(around.option, at, 'this comparison is not understood for Observations');
}

function compareNumbers(operator: Comparison, a: NumberSql, b: NumberSql): Condition {
  switch (operator) {
    case 'eq':
      return sql<boolean>`(${a} is not distinct from ${b})`;
    case 'ne':
      return sql<boolean>`(${a} is distinct from ${b})`;
    case 'gt':
      return sql<boolean>`coalesce(${a} > ${b}, false)`;
    case 'ge':
      return sql<boolean>`coalesce(${a} >= ${b}, false)`;
    case 'lt':
      return sql<boolean>`coalesce(${a} < ${b}, false)`;
    case 'le':
      return sql<boolean>`coalesce(${a} <= ${b}, false)`;
  }
}

function compareTimes(operator: Comparison, a: TimesSql, b: TimesSql): Condition {
  switch (operator) {
    case 'eq':
      return sql<boolean>`(${a.from} = ${b.from} and ${a.to} = ${b.to})`;
    case 'ne':
      return sql<boolean>`(${a.from} <> ${b.from} or ${a.to} <> ${b.to})`;
    case 'gt':
      return sql<boolean>`(${a.to} > ${b.to})`;
    case 'ge':
      return sql<boolean>`(${a.to} >= ${b.to})`;
    case 'lt':
      return sql<boolean>`(${a.to} < ${b.from})`;
    case 'le':
      return sql<boolean>`(${a.to} <= ${b.from})`;
  }
}

function relation(call: Extract<Expression, { readonly kind: 'call' }>, around: Surroundings): Condition {
  const [first, second] = call.args;
  if (first === undefined || second === undefined) throw unknown(call.name, call.at, around);
  const times = (): readonly [TimesSql, TimesSql] => [timesOf(first, around), timesOf(second, around)];
  switch (call.name) {
    case 'before': {
      const [a, b] = times();
      return sql<boolean>`(${a.to} < ${b.from})`;
    }
    case 'after': {
      const [a, b] = times();
      return sql<boolean>`(${a.from} > ${b.to})`;
    }
    case 'meets': {
      const [a, b] = times();
      return sql<boolean>`(${a.to} = ${b.from} or ${a.from} = ${b.to})`;
    }
    case 'during': {
      const [a, b] = times();
      return sql<boolean>`(${a.from} >= ${b.from} and ${a.to} <= ${b.to})`;
    }
    case 'overlaps': {
      const [a, b] = times();
      return sql<boolean>`(${a.from} <= ${b.to} and ${a.to} >= ${b.from})`;
    }
    case 'starts': {
      const [a, b] = times();
      return sql<boolean>`(${a.from} = ${b.from} and ${a.to} <= ${b.to})`;
    }
    case 'finishes': {
      const [a, b] = times();
      return sql<boolean>`(${a.to} = ${b.to} and ${a.from} >= ${b.from})`;
    }
    default:
      throw unknown(call.name, call.at, around);
  }
}

const unknown = (name: string, at: number, around: Surroundings) =>
  refuse(around.option, at, `${name} is not understood for Observations`);

function timesOf(expression: Expression, around: Surroundings): TimesSql {
  const value = constantOf(expression, around);
  if (value !== undefined) {
    if (value === null || typeof value !== 'object' || value.kind !== 'time') {
      throw refuse(around.option, expression.at, 'a time is needed here');
    }
    return { from: bigint(value.from), to: bigint(value.to) };
  }
  if (expression.kind === 'path') {
    return expression.steps[0] === 'phenomenonTime'
      ? { from: sql`coalesce(since_ms, phenomenon_ms)`, to: sql`phenomenon_ms` }
      : { from: sql`received_ms`, to: sql`received_ms` };
  }
  if (expression.kind === 'binary') {
    const { from, to } = timesOf(expression.left, around);
    const duration = constantOf(expression.right, around);
    if (
      duration === undefined ||
      duration === null ||
      typeof duration !== 'object' ||
      duration.kind !== 'duration'
    ) {
      throw refuse(around.option, expression.at, 'a duration is needed here');
    }
    const by = bigint(expression.operator === 'sub' ? -duration.ms : duration.ms);
    return { from: sql`(${from} + ${by})`, to: sql`(${to} + ${by})` };
  }
  if (expression.kind !== 'call') throw refuse(around.option, expression.at, 'a time is needed here');
  const [only] = expression.args;
  if (expression.name !== 'date' || only === undefined) {
    throw unknown(expression.name, expression.at, around);
  }
  const { to } = timesOf(only, around);
  const day: NumberSql = sql`(floor(${to} / ${dayMs}::float8) * ${dayMs}::float8)::bigint`;
  return { from: day, to: day };
}

const bigint = (ms: number): NumberSql => sql`${Math.round(ms)}::bigint`;
const float = (value: Value | undefined): NumberSql =>
  sql`${typeof value === 'number' ? value : null}::float8`;

function numberOf(expression: Expression, around: Surroundings): NumberSql {
  const value = constantOf(expression, around);
  if (value !== undefined) return float(value);
  if (expression.kind === 'path') return column(expression.steps, expression.at, around);
  if (expression.kind === 'call') return numberCall(expression, around);
  if (expression.kind !== 'binary' || !isSum(expression.operator)) {
    throw refuse(around.option, expression.at, 'a number is needed here');
  }
  const [a, b] = [numberOf(expression.left, around), numberOf(expression.right, around)];
  switch (expression.operator) {
    case 'add':
      return sql`(${a} + ${b})`;
    case 'sub':
      return sql`(${a} - ${b})`;
    case 'mul':
      return sql`(${a} * ${b})`;
    case 'div':
      return sql`(${a} / nullif(${b}, 0))`;
    case 'mod':
      return sql`(${a} - ${b} * trunc(${a} / nullif(${b}, 0)))`;
  }
}

function column(steps: readonly string[], at: number, { city, option }: Surroundings): NumberSql {
  const path = steps.join('/');
  if (isId(path)) {
    const { stride, windowMs } = city.ids;
    return sql`((phenomenon_ms % ${windowMs}::bigint) * ${stride}::bigint + series)::float8`;
  }
  switch (path) {
    case 'result':
      return sql`value`;
    case 'parameters/n':
      return sql`n::float8`;
    case 'parameters/low':
      return sql`low`;
    case 'parameters/high':
      return sql`high`;
    default:
      throw refuse(
        option,
        at,
        `“${path}” of Observations cannot be asked about; result, phenomenonTime, resultTime, resultQuality and parameters/n, low, high, resolutionSeconds, grade can`,
      );
  }
}

const clockFields: Readonly<Record<string, string>> = {
  year: 'year',
  month: 'month',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
};

function numberCall(
  { name, args, at }: Extract<Expression, { readonly kind: 'call' }>,
  around: Surroundings,
): NumberSql {
  const [only] = args;
  if (only === undefined) throw unknown(name, at, around);
  if (Object.hasOwn(clockFields, name)) {
    const { to } = timesOf(only, around);
    return sql`floor(date_part(${clockFields[name]}, to_timestamp(${to} / 1000.0) at time zone 'UTC'))`;
  }
  const a = numberOf(only, around);
  switch (name) {
    case 'floor':
      return sql`floor(${a})`;
    case 'ceiling':
      return sql`ceil(${a})`;
    case 'round':
      return sql`(sign(${a}) * floor(abs(${a}) + 0.5))`;
    default:
      throw unknown(name, at, around);
  }
}
