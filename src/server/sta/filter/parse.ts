import { bounds, refuse } from '../refusal';
import { comparisons, type BinaryOperator, type Expression } from './expression';
import { readDuration, readMoment } from './literals';
import { readShape } from './wkt';

/** Tighter operators first. */
const tiers: readonly (readonly BinaryOperator[])[] = [
  ['mul', 'div', 'mod'],
  ['add', 'sub'],
  comparisons,
  ['and'],
  ['or'],
];
const operators: ReadonlySet<string> = new Set(tiers.flat());
const notTier = 3;

const space = /\s+/y;
const timeOrNumber = /[-+]?\d[\dT:.Z+\-/eE]*/y;
const numberForm = /^[-+]?\d{1,20}(\.\d{1,20})?([eE][-+]?\d{1,3})?$/;
const word = /[@A-Za-z_][\w.@]*/y;
const quoted = /'((?:[^']|'')*)'/y;

/**
 * Reads a filter of OData as SensorThings has it. Every text is either an expression or a 400 that says where it stops
 * making sense; depth and size are bounded, so that reading costs no more than the text is long.
 */
export function parseExpression(text: string, option: string): Expression {
  let index = 0;
  let parts = 0;
  const wrong = (message: string, at = index) => refuse(option, at, message);
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = index;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    index = pattern.lastIndex;
    return found;
  };
  const skip = () => {
    match(space);
  };
  const take = (mark: string): boolean => {
    if (text[index] !== mark) return false;
    index += 1;
    return true;
  };
  const made = <E extends Expression>(expression: E): E => {
    parts += 1;
    if (parts > bounds.expressionParts) {
      throw wrong(`an expression has at most ${String(bounds.expressionParts)} parts`);
    }
    return expression;
  };
  const deeper = (depth: number): number => {
    if (depth >= bounds.expressionDepth) {
      throw wrong(`an expression is nested at most ${String(bounds.expressionDepth)} deep`);
    }
    return depth + 1;
  };

  const tier = (level: number, depth: number): Expression => {
    if (level < 0) return single(depth);
    let left = level === notTier ? negated(level, depth) : tier(level - 1, depth);
    for (;;) {
      skip();
      const at = index;
      const found = match(word)?.[0];
      const operator = tiers[level]?.find((one) => one === found);
      if (operator === undefined) {
        index = at;
        return left;
      }
      const right = level === notTier ? negated(level, depth) : tier(level - 1, depth);
      left = made({ kind: 'binary', operator, left, right, at });
    }
  };
  const negated = (level: number, depth: number): Expression => {
    skip();
    const at = index;
    if (match(word)?.[0] === 'not' && /[\s(]/.test(text[index] ?? '')) {
      return made({ kind: 'not', of: negated(level, deeper(depth)), at });
    }
    index = at;
    return tier(level - 1, depth);
  };

  const single = (depth: number): Expression => {
    skip();
    const at = index;
    if (take('(')) {
      const inner = tier(tiers.length - 1, deeper(depth));
      skip();
      if (!take(')')) throw wrong('a bracket is not closed');
      return inner;
    }
    const string = match(quoted);
    if (string !== undefined) {
      return made({ kind: 'literal', value: string[1]?.replaceAll("''", "'") ?? '', at });
    }
    const figures = match(timeOrNumber)?.[0];
    if (figures !== undefined) return made({ kind: 'literal', value: figure(figures, at), at });
    const name = match(word)?.[0];
    if (name === undefined || operators.has(name) || name === 'not') {
      throw wrong(index >= text.length ? 'the expression ends too early' : 'a value is missing', at);
    }
    return named(name, at, depth);
  };
  const figure = (figures: string, at: number) => {
    if (!numberForm.test(figures)) return readMoment(figures, option, at);
    const number = Number(figures);
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER) throw wrong('a number is at most 2^53', at);
    return number;
  };
  const named = (name: string, at: number, depth: number): Expression => {
    const string = match(quoted)?.[1]?.replaceAll("''", "'");
    if (string !== undefined) {
      const from = at + name.length + 1;
      switch (name) {
        case 'geography':
        case 'geometry':
          return made({ kind: 'literal', value: readShape(string, option, from), at });
        case 'duration':
          return made({ kind: 'literal', value: readDuration(string, option, from), at });
        case 'time':
        case 'datetime':
        case 'datetimeoffset':
          return made({ kind: 'literal', value: readMoment(string, option, from), at });
        default:
          throw wrong(`“${name}” introduces no value`, at);
      }
    }
    if (take('(')) return made({ kind: 'call', name, args: list(deeper(depth)), at });
    if (name === 'true' || name === 'false') return made({ kind: 'literal', value: name === 'true', at });
    if (name === 'null') return made({ kind: 'literal', value: null, at });
    const steps = [name];
    while (take('/')) {
      const step = match(word)?.[0];
      if (step === undefined) throw wrong('a name is missing after “/”');
      steps.push(step);
      if (steps.length > bounds.pathSteps) throw wrong('the path is too long', at);
    }
    return made({ kind: 'path', steps, at });
  };
  const list = (depth: number): readonly Expression[] => {
    skip();
    if (take(')')) return [];
    const args = [tier(tiers.length - 1, depth)];
    for (;;) {
      skip();
      if (take(')')) return args;
      if (!take(',')) throw wrong('a bracket is not closed');
      args.push(tier(tiers.length - 1, depth));
    }
  };

  const whole = tier(tiers.length - 1, 0);
  skip();
  if (index < text.length) throw wrong('nothing is expected here any more');
  return whole;
}
