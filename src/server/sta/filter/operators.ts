import { instant, type Moment, type Value, type ValueType } from '../values';
import type { Comparison, Sum } from './expression';

/** Less, equal or greater; `undefined` where the two are of kinds that have no order between them. */
export function order(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return undefined;
}

/**
 * Of two times an interval stands at its end against what is later and is later than what its end is later than, so that
 * every row is in exactly one of two spans that touch.
 */
function compareMoments(operator: Comparison, a: Moment, b: Moment): boolean {
  switch (operator) {
    case 'eq':
      return a.from === b.from && a.to === b.to;
    case 'ne':
      return a.from !== b.from || a.to !== b.to;
    case 'gt':
      return a.to > b.to;
    case 'ge':
      return a.to >= b.to;
    case 'lt':
      return a.to < b.from;
    case 'le':
      return a.to <= b.from;
  }
}

function byOrder(operator: Comparison, ordered: number): boolean {
  switch (operator) {
    case 'eq':
      return ordered === 0;
    case 'ne':
      return ordered !== 0;
    case 'gt':
      return ordered > 0;
    case 'ge':
      return ordered >= 0;
    case 'lt':
      return ordered < 0;
    case 'le':
      return ordered <= 0;
  }
}

const isMoment = (value: Value): value is Moment =>
  value !== null && typeof value === 'object' && value.kind === 'time';

/** Two absent values are equal; what has no order is unequal and neither less nor greater. */
export function compare(operator: Comparison, a: Value, b: Value): boolean {
  if (isMoment(a) && isMoment(b)) return compareMoments(operator, a, b);
  if (a === null && b === null) return operator === 'eq';
  const ordered = order(a, b);
  return ordered === undefined ? operator === 'ne' : byOrder(operator, ordered);
}

function calculate(operator: Sum, a: number, b: number): number | null {
  switch (operator) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return b === 0 ? null : a / b;
    case 'mod':
      return b === 0 ? null : a - b * Math.trunc(a / b);
  }
}

/** Numbers with numbers; a time moved by a duration. Null where either is absent or nothing finite comes out. */
export function sum(operator: Sum, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = calculate(operator, a, b);
    return result === null || !Number.isFinite(result) ? null : result;
  }
  if (!isMoment(a) || b === null || typeof b !== 'object' || b.kind !== 'duration') return null;
  const by = operator === 'sub' ? -b.ms : b.ms;
  return a.from === a.to ? instant(a.to + by) : { kind: 'time', from: a.from + by, to: a.to + by };
}

/** The type of a sum, or `undefined` where the two do not add up. */
export function sumType(operator: Sum, a: ValueType, b: ValueType): ValueType | undefined {
  const loose = (type: ValueType, as: ValueType) => type === as || type === 'any' || type === 'null';
  if (a === 'time' && b === 'duration') return operator === 'add' || operator === 'sub' ? 'time' : undefined;
  return loose(a, 'number') && loose(b, 'number') ? 'number' : undefined;
}

export const comparable = (a: ValueType, b: ValueType): boolean =>
  (a === b && a !== 'shape' && a !== 'duration') ||
  a === 'any' ||
  b === 'any' ||
  a === 'null' ||
  b === 'null';
