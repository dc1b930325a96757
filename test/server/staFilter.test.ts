import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '@/server/problems';
import { createStaCity } from '@/server/sta/city';
import { compileCondition, type Surroundings } from '@/server/sta/filter/compile';
import type { Expression } from '@/server/sta/filter/expression';
import { parseExpression } from '@/server/sta/filter/parse';
import { readAddress } from '@/server/sta/address';
import { kinds } from '@/server/sta/model';
import { observationIds } from '@/server/sta/observationId';
import { readOptions } from '@/server/sta/options';
import { momentText, type Value } from '@/server/sta/values';
import { smallCatalogue } from './fixture';

const now = Date.parse('2026-03-01T12:00:00Z');
const catalogue = smallCatalogue();
const city = createStaCity(catalogue, now);
const around: Surroundings = { city, option: '$filter', now, spend: () => undefined };

const written = (value: Value): string => {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (value === null || typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'time':
      return momentText(value);
    case 'duration':
      return `duration'PT${String(value.ms / 1000)}S'`;
    case 'shape':
    case 'json':
      throw new Error('not written in these tests');
  }
};

/** An expression as text, every part of it in brackets of its own. */
const print = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return written(expression.value);
    case 'path':
      return expression.steps.join('/');
    case 'call':
      return `${expression.name}(${expression.args.map(print).join(',')})`;
    case 'not':
      return `(not ${print(expression.of)})`;
    case 'binary':
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
  }
};
const placeless = (expression: Expression): unknown =>
  JSON.parse(JSON.stringify(expression, (name, value: unknown) => (name === 'at' ? undefined : value)));

const literal = (value: Value): Expression => ({ kind: 'literal', value, at: 0 });
const moment = fc.integer({ min: 0, max: 4e12 });
const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string().map(literal),
      fc.integer({ min: -1e9, max: 1e9 }).map(literal),
      fc.boolean().map(literal),
      fc.constant(literal(null)),
      fc
        .tuple(moment, fc.nat({ max: 1e9 }))
        .map(([from, length]) => literal({ kind: 'time', from, to: from + length })),
      fc.integer({ min: 0, max: 1e6 }).map((ms) => literal({ kind: 'duration', ms: ms * 1000 })),
      fc
        .array(fc.constantFrom('name', 'Thing', 'properties', '@iot.id', 'of_it', 'noted'), {
          minLength: 1,
          maxLength: 4,
        })
        .map((steps): Expression => ({ kind: 'path', steps, at: 0 })),
    ),
    tie('expression').map((of): Expression => ({ kind: 'not', of, at: 0 })),
    fc
      .tuple(
        fc.constantFrom('and', 'or', 'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'add', 'sub', 'mul', 'div', 'mod'),
        tie('expression'),
        tie('expression'),
      )
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, at: 0 })),
    fc
      .tuple(
        fc.constantFrom('length', 'geo.distance', 'st_within', 'concat'),
        fc.array(tie('expression'), { maxLength: 3 }),
      )
      .map(([name, args]): Expression => ({ kind: 'call', name, args, at: 0 })),
  ),
})).expression;

/** A refusal or nothing: no text may bring out any other error. */
const onlyRefuses = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    expect([400, 404]).toContain((error as ProblemError).status);
  }
};

const pieces = fc.constantFrom(
  ...[
    "'",
    '(',
    ')',
    ' ',
    ',',
    '/',
    ';',
    '=',
    '$',
    '&',
    '%',
    'eq',
    ' and ',
    'not ',
    '1',
    '-',
    '2026-01-01T00:00:00Z',
  ],
  ...[
    'name',
    'Datastreams',
    'geography',
    "geography'POINT(1 2)'",
    "duration'P1D'",
    'null',
    'st_within(',
    '$filter=',
    '$expand=',
  ],
);
const broken = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
);

describe('a filter', () => {
  it('that is written out reads as what it was', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(placeless(parseExpression(print(expression), '$filter'))).toEqual(placeless(expression));
      }),
      { numRuns: 500 },
    );
  });

  it('of any text is read or refused, never anything else', () => {
    fc.assert(
      fc.property(broken, (text) => {
        onlyRefuses(() => compileCondition(parseExpression(text, '$filter'), kinds.Datastream, around));
      }),
      { numRuns: 2000 },
    );
  });

  it('with its options and its address is read or refused as well', () => {
    fc.assert(
      fc.property(broken, fc.constantFrom(...Object.values(kinds)), (text, kind) => {
        onlyRefuses(() => readOptions(text, kind));
        onlyRefuses(() => readOptions(`$expand=${text}`, kind));
        onlyRefuses(() => readAddress(text));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['1 add 2 mul 3 eq 7', true],
    ['7 sub 2 sub 1 eq 4', true],
    ['not 1 eq 2 and 2 eq 2', true],
    ['true or false and false', true],
    ['(true or false) and false', false],
    ['7 mod 4 eq 3 and -7 mod 4 eq -3', true],
    ['1 div 0 eq null', true],
    ['round(2.5) eq 3 and round(-2.5) eq -3 and floor(-0.5) eq -1 and ceiling(0.2) eq 1', true],
    ["substringof('bc', 'abcd') and contains('abcd', 'bc') and indexof('abcd', 'c') eq 2", true],
    ["concat(tolower('AB'), toupper('c')) eq 'abC' and length(trim('  x ')) eq 1", true],
    ["startswith('长江汉口', '长江') and endswith('长江汉口', '汉口')", true],
    ["'it''s' eq 'it''s'", true],
    ['year(2026-05-06T07:08:09Z) eq 2026 and month(2026-05-06T07:08:09Z) eq 5', true],
    ['hour(2026-05-06T07:08:09+08:00) eq 23 and day(2026-05-06T07:08:09+08:00) eq 5', true],
    ["2026-05-06T00:00:00Z add duration'PT36H' eq 2026-05-07T12:00:00Z", true],
    ['date(2026-05-06T07:08:09Z) eq 2026-05-06', true],
    ['2026-01-01T00:00:00Z/2026-01-02T00:00:00Z lt 2026-01-02T00:00:01Z', true],
    ['during(2026-01-01T06:00:00Z, 2026-01-01T00:00:00Z/2026-01-02T00:00:00Z)', true],
    ['before(2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z)', false],
    ["st_within(geography'POINT(1 1)', geography'POLYGON((0 0,2 0,2 2,0 2,0 0))')", true],
    ["st_within(geography'POINT(0 1)', geography'POLYGON((0 0,2 0,2 2,0 2,0 0))')", false],
    ["geo.intersects(geography'POINT(0 1)', geography'POLYGON((0 0,2 0,2 2,0 2,0 0))')", true],
    [
      "st_within(geography'POINT(1 1)', geography'POLYGON((0 0,4 0,4 4,0 4,0 0),(0.5 0.5,2 0.5,2 2,0.5 2,0.5 0.5))')",
      false,
    ],
    ["geo.distance(geography'POINT(0 3)', geography'LINESTRING(-1 0,1 0)') eq 3", true],
    ["geo.distance(geography'POINT(1 1)', geography'POLYGON((0 0,2 0,2 2,0 2,0 0))') eq 0", true],
    ["st_disjoint(geography'LINESTRING(5 5,6 6)', geography'POLYGON((0 0,2 0,2 2,0 2,0 0))')", true],
    ['name eq null or properties/none ne null or properties/none gt 1', false],
    ["properties/none eq null and properties/none ne 'x'", true],
    ["properties/owner/en eq 'Water affairs' and unitOfMeasurement/symbol ne ''", true],
    ['properties/constructor ne null or properties/__proto__ ne null', false],
  ])('%s is %s', (text, expected) => {
    const [first] = city.all('Datastream');
    if (first === undefined) throw new Error('no Datastream');
    expect(compileCondition(parseExpression(text, '$filter'), kinds.Datastream, around)(first)).toBe(
      expected,
    );
  });
});

describe('an Observation’s id', () => {
  it('tells its series and its moment, whatever they are, below 2^53', () => {
    const series = fc.integer({ min: 1, max: 32_767 });
    const { of, read } = observationIds(13_000);
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: 0, max: 4e12 }),
        fc.nat({ max: 2 ** 38 - 1 }),
        (one, ms, later) => {
          const id = of(one, ms);
          expect(Number.isSafeInteger(id) && id > 0).toBe(true);
          expect(read(id, ms + later)).toEqual({ series: one, phenomenonMs: ms });
        },
      ),
    );
  });

  it('has room for a larger city too', () => {
    const { of, read, stride } = observationIds(100_000);
    expect(stride).toBe(131_072);
    expect(read(of(99_999, now), now + 60_000)).toEqual({ series: 99_999, phenomenonMs: now });
  });
});
