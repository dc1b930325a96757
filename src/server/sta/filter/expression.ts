import type { Value } from '../values';

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];
export const sums = ['add', 'sub', 'mul', 'div', 'mod'] as const;
export type Sum = (typeof sums)[number];
export const isSum = (operator: BinaryOperator): operator is Sum => sums.some((one) => one === operator);
export type BinaryOperator = 'and' | 'or' | Comparison | Sum;

/** A `$filter` or a key of `$orderby` as read; `at` is where it stands in the text, from 0. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly at: number }
  | { readonly kind: 'path'; readonly steps: readonly string[]; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly at: number;
    }
  | { readonly kind: 'not'; readonly of: Expression; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    };

/** The parts of an expression joined by `and` at its top. */
export function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === 'binary' && expression.operator === 'and'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}

/** What an operator or a function is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'path':
      return [];
    case 'call':
      return expression.args;
    case 'not':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
  }
}
