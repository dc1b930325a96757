import { refuse } from '../refusal';
import { isId, kinds, linkOf, propertyType, type Kind } from '../model';
import type { Entity, StaCity } from '../city';
import { instant, typeOf, within, type Value, type ValueType } from '../values';
import { isSum, partsOf, type Comparison, type Expression, type Sum } from './expression';
import { call, functionOf } from './functions';
import { comparable, compare, sum, sumType } from './operators';

/** Every value an expression has for an entity: several where a path leads to many; `[null]` where to none. */
export type Evaluate = (entity: Entity) => readonly Value[];
export interface Compiled {
  readonly type: ValueType;
  readonly values: Evaluate;
}

/** What compiling needs to know; `now` is one moment for the whole request. */
export interface Surroundings {
  readonly city: StaCity;
  readonly option: string;
  readonly now: number;
  /** Counts what paths to many find, so that a path there and back again cannot multiply without end. */
  readonly spend: (values: number) => void;
}

const words: Readonly<Record<ValueType, string>> = {
  number: 'a number',
  text: 'a text',
  truth: 'true or false',
  time: 'a time',
  duration: 'a duration',
  shape: 'a place',
  any: 'a document',
  null: 'nothing',
};
const absent: readonly Value[] = [null];

/** Binds an expression to a kind of entity: names that are not there and types that do not fit are refused here. */
export function compile(expression: Expression, kind: Kind, around: Surroundings): Compiled {
  const { option } = around;
  const inner = (part: Expression) => compile(part, kind, around);
  const constant = (value: Value): Compiled => {
    const values = [value];
    return { type: typeOf(value), values: () => values };
  };
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'path':
      return compilePath(expression.steps, expression.at, kind, around);
    case 'not': {
      const of = truth(expression.of, inner(expression.of), option);
      return { type: 'truth', values: (entity) => [!holds(of.values(entity))] };
    }
    case 'call': {
      if (expression.name === 'now' && expression.args.length === 0) return constant(instant(around.now));
      const chosen = functionOf(expression.name);
      if (chosen === undefined)
        throw refuse(option, expression.at, `there is no function “${expression.name}”`);
      if (chosen.takes.length !== expression.args.length) {
        const wanted = String(chosen.takes.length);
        throw refuse(option, expression.at, `${expression.name} takes ${wanted} values`);
      }
      const args = expression.args.map(inner);
      args.forEach(({ type }, index) => {
        const wanted = chosen.takes[index];
        if (wanted === undefined || type === wanted || type === 'any' || type === 'null') return;
        const at = expression.args[index]?.at ?? expression.at;
        throw refuse(option, at, `${expression.name} takes ${words[wanted]}, not ${words[type]}`);
      });
      return {
        type: chosen.gives,
        values: (entity) =>
          combined(
            args.map(({ values }) => values(entity)),
            (found) => call(chosen, found),
            around.spend,
          ),
      };
    }
    case 'binary': {
      const { operator } = expression;
      const [left, right] = [inner(expression.left), inner(expression.right)];
      if (operator === 'and' || operator === 'or') {
        const [a, b] = [truth(expression.left, left, option), truth(expression.right, right, option)];
        return operator === 'and'
          ? { type: 'truth', values: (entity) => [holds(a.values(entity)) && holds(b.values(entity))] }
          : { type: 'truth', values: (entity) => [holds(a.values(entity)) || holds(b.values(entity))] };
      }
      return isSum(operator)
        ? compileSum(operator, expression.at, left, right, around)
        : compileComparison(operator, expression.at, left, right, around);
    }
  }
}

/** A condition holds where one of its values does. */
export const holds = (values: readonly Value[]): boolean => values.some((value) => value === true);

function truth(expression: Expression, compiled: Compiled, option: string): Compiled {
  if (compiled.type === 'truth' || compiled.type === 'any') return compiled;
  throw refuse(option, expression.at, `a condition is needed here, not ${words[compiled.type]}`);
}

function compileSum(
  operator: Sum,
  at: number,
  left: Compiled,
  right: Compiled,
  { option, spend }: Surroundings,
): Compiled {
  const type = sumType(operator, left.type, right.type);
  if (type === undefined) {
    throw refuse(option, at, `${operator} does not fit ${words[left.type]} and ${words[right.type]}`);
  }
  return {
    type,
    values: (entity) =>
      combined(
        [left.values(entity), right.values(entity)],
        ([a = null, b = null]) => sum(operator, a, b),
        spend,
      ),
  };
}

function compileComparison(
  operator: Comparison,
  at: number,
  left: Compiled,
  right: Compiled,
  { option, spend }: Surroundings,
): Compiled {
  if (!comparable(left.type, right.type)) {
    throw refuse(option, at, `${words[left.type]} is not compared with ${words[right.type]}`);
  }
  return {
    type: 'truth',
    values: (entity) => {
      const [ones, others] = [left.values(entity), right.values(entity)];
      spend(ones.length * others.length);
      return [ones.some((a) => others.some((b) => compare(operator, a, b)))];
    },
  };
}

/** Each combination of what the parts can be. */
function combined(
  parts: readonly (readonly Value[])[],
  of: (found: readonly Value[]) => Value,
  spend: Surroundings['spend'],
): readonly Value[] {
  // Nearly always each part is one thing.
  if (parts.every(({ length }) => length === 1)) return [of(parts.map(([only = null]) => only))];
  spend(parts.reduce((count, values) => count * values.length, 1));
  let tuples: readonly (readonly Value[])[] = [[]];
  for (const values of parts) tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  return tuples.map(of);
}

/** Follows links of the catalogue to a property and on into a document. */
function compilePath(steps: readonly string[], at: number, kind: Kind, around: Surroundings): Compiled {
  const { city, option } = around;
  const [step = '', ...rest] = steps;
  const link = linkOf(kind, step);
  if (link !== undefined) {
    if (link.to === 'Observation') {
      throw refuse(
        option,
        at,
        `readings are not asked about from ${kind.set}: filter Observations by Datastream`,
      );
    }
    if (rest.length === 0) throw refuse(option, at, `“${step}” needs a property after it`);
    const next = compilePath(rest, at, kinds[link.to], around);
    return {
      type: next.type,
      values: (entity) => {
        const found = city.follow(entity, step);
        const [only] = found;
        if (only === undefined) return absent;
        if (found.length === 1) return next.values(only);
        around.spend(found.length);
        return found.flatMap((one) => next.values(one));
      },
    };
  }
  if (isId(step) && rest.length === 0) return { type: 'number', values: (entity) => [entity.id] };
  const type = propertyType(kind, step);
  if (type === undefined) throw refuse(option, at, `${kind.set} have no “${step}”`);
  if (rest.length > 0 && type !== 'any') throw refuse(option, at, `“${step}” has nothing inside`);
  const read = city.reader(step);
  if (rest.length === 0) return { type, values: (entity) => [read(entity)] };
  return { type: 'any', values: (entity) => [rest.reduce(within, read(entity))] };
}

/** The value of an expression that looks at no entity, or `undefined` where it does. */
export function constantOf(expression: Expression, around: Surroundings): Value | undefined {
  const constant = (part: Expression): boolean => part.kind !== 'path' && partsOf(part).every(constant);
  if (!constant(expression)) return undefined;
  const nobody = around.city.all('ObservedProperty')[0];
  if (nobody === undefined) return undefined;
  return compile(expression, kinds.ObservedProperty, around).values(nobody)[0] ?? null;
}

/** A condition over entities of a kind. */
export function compileCondition(
  expression: Expression,
  kind: Kind,
  around: Surroundings,
): (entity: Entity) => boolean {
  const compiled = truth(expression, compile(expression, kind, around), around.option);
  return (entity) => holds(compiled.values(entity));
}
