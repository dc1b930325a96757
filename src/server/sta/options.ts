import { badField } from '../problems';
import type { Expression } from './filter/expression';
import { parseExpression } from './filter/parse';
import { isId, kinds, linkOf, propertyType, type Kind, type Link } from './model';
import { bounds } from './refusal';

export interface OrderKey {
  readonly by: Expression;
  readonly descending: boolean;
}

export interface Expand {
  readonly name: string;
  readonly link: Link;
  readonly options: Options;
}

/** What was asked of one set of entities. `option` is how a refusal names `$filter` and its like here. */
export interface Options {
  readonly filter?: Expression;
  readonly orderby: readonly OrderKey[];
  readonly top?: number;
  readonly skip: number;
  readonly count: boolean;
  readonly select?: readonly (readonly string[])[];
  readonly expand: readonly Expand[];
  readonly token?: string;
  readonly format?: string;
  /** Where the options stand: empty at the top, `$expand/Datastreams/` below. */
  readonly place: string;
  /** As they were written, decoded, for paging links. */
  readonly written: readonly (readonly [name: string, value: string])[];
}

const known = [
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$select',
  '$expand',
  '$skipToken',
  '$resultFormat',
] as const;
type OptionName = (typeof known)[number];
const isKnown = (name: string): name is OptionName => known.some((one) => one === name);

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badField('query', `“${text.slice(0, 40)}” is not well percent-encoded`);
  }
}

/** Cuts at a mark outside quotes and brackets; refuses what is not closed. */
function cutOutside(text: string, mark: string, option: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === "'") quoted = !quoted;
    if (quoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) throw badField(option, `a bracket closes too early at character ${String(index + 1)}`);
    if (letter === mark && depth === 0) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  if (quoted) throw badField(option, 'a quote is not closed');
  if (depth > 0) throw badField(option, 'a bracket is not closed');
  return [...pieces, text.slice(start)];
}

function whole(option: string, value: string, most: number): number {
  if (!/^\d{1,9}$/.test(value)) throw badField(option, 'give a whole number');
  const number = Number(value);
  if (number > most) throw badField(option, `at most ${String(most)}`);
  return number;
}

function readOrder(option: string, value: string): readonly OrderKey[] {
  const keys = cutOutside(value, ',', option).map((key): OrderKey => {
    const text = key.trim();
    const way = /\s(asc|desc)$/.exec(text)?.[1];
    const by = way === undefined ? text : text.slice(0, -way.length).trim();
    return { by: parseExpression(by, option), descending: way === 'desc' };
  });
  if (keys.length > bounds.orderKeys) throw badField(option, `at most ${String(bounds.orderKeys)} keys`);
  return keys;
}

function readSelect(option: string, value: string, kind: Kind): readonly (readonly string[])[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.length > bounds.selected) throw badField(option, `at most ${String(bounds.selected)} names`);
  return names.map((name) => {
    const steps = name.split('/');
    const [first = '', ...rest] = steps;
    const plain =
      rest.length === 0 && (isId(first) || first === '@iot.selfLink' || linkOf(kind, first) !== undefined);
    const type = propertyType(kind, first);
    const inside =
      type !== undefined && (rest.length === 0 || (type === 'any' && rest.length < bounds.pathSteps));
    if (!plain && !inside) throw badField(option, `${kind.set} have no “${name.slice(0, 60)}”`);
    return steps;
  });
}

interface Reading {
  readonly kind: Kind;
  readonly place: string;
  readonly depth: number;
  readonly links: { count: number };
}

function readExpand(value: string, { kind, place, depth, links }: Reading): readonly Expand[] {
  const option = `${place}$expand`;
  if (depth >= bounds.expandDepth) throw badField(option, `at most ${String(bounds.expandDepth)} deep`);
  const expands = new Map<string, Expand>();
  for (const piece of cutOutside(value, ',', option)) {
    const text = piece.trim();
    const open = text.indexOf('(');
    const path = open < 0 ? text : text.slice(0, open);
    if (open >= 0 && !text.endsWith(')'))
      throw badField(option, `“${text.slice(0, 60)}” goes on after its bracket`);
    const inner = open < 0 ? '' : text.slice(open + 1, -1);
    const [name = '', ...further] = path.split('/').map((step) => step.trim());
    const link = linkOf(kind, name);
    if (link === undefined) throw badField(option, `${kind.set} lead to no “${name.slice(0, 60)}”`);
    links.count += 1;
    if (links.count > bounds.expandLinks)
      throw badField(option, `at most ${String(bounds.expandLinks)} links`);
    if (expands.has(name)) throw badField(option, `“${name}” is named twice`);
    // `Datastreams/Thing(…)` is written shorter than `Datastreams($expand=Thing(…))` and means the same.
    const nested =
      further.length === 0 ? inner : `$expand=${further.join('/')}${inner === '' ? '' : `(${inner})`}`;
    const below = { kind: kinds[link.to], place: `${place}$expand/${name}/`, depth: depth + 1, links };
    expands.set(name, { name, link, options: readPairs(pairsOf(nested, ';', below.place), below) });
  }
  return [...expands.values()];
}

function pairsOf(text: string, mark: string, place: string): readonly (readonly [string, string])[] {
  return cutOutside(text, mark, `${place}$expand`)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.indexOf('=');
      return cut < 0 ? ([pair, ''] as const) : ([pair.slice(0, cut).trim(), pair.slice(cut + 1)] as const);
    });
}

function readPairs(pairs: readonly (readonly [string, string])[], reading: Reading): Options {
  const { kind, place, depth } = reading;
  const given = new Map<OptionName, string>();
  for (const [name, value] of pairs) {
    if (!isKnown(name)) throw badField(`${place}${name.slice(0, 60)}`, 'is no option here');
    if (given.has(name)) throw badField(`${place}${name}`, 'is given twice');
    if (value.trim() === '') throw badField(`${place}${name}`, 'is empty');
    if (depth > 0 && (name === '$resultFormat' || name === '$skipToken')) {
      throw badField(`${place}${name}`, 'only stands at the top');
    }
    given.set(name, value.trim());
  }
  const of = <T>(name: OptionName, read: (option: string, value: string) => T): T | undefined => {
    const value = given.get(name);
    return value === undefined ? undefined : read(`${place}${name}`, value);
  };
  const filter = of('$filter', (option, value) => parseExpression(value, option));
  const top = of('$top', (option, value) => whole(option, value, bounds.top));
  const select = of('$select', (option, value) => readSelect(option, value, kind));
  const token = given.get('$skipToken');
  const format = given.get('$resultFormat');
  const mostSkip = kind.name === 'Observation' ? bounds.skipObservations : bounds.skip;
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(top === undefined ? {} : { top }),
    ...(select === undefined ? {} : { select }),
    ...(token === undefined ? {} : { token }),
    ...(format === undefined ? {} : { format }),
    orderby: of('$orderby', readOrder) ?? [],
    skip: of('$skip', (option, value) => whole(option, value, mostSkip)) ?? 0,
    count:
      of('$count', (option, value) => {
        if (value !== 'true' && value !== 'false') throw badField(option, 'is true or false');
        return value === 'true';
      }) ?? false,
    expand: of('$expand', (_option, value) => readExpand(value, reading)) ?? [],
    place,
    written: [...given],
  };
}

/** The options of a request as they stand in its URL; each refused with its name where it makes no sense. */
export function readOptions(query: string, kind: Kind): Options {
  if (query.length > bounds.query) throw badField('query', `at most ${String(bounds.query)} characters`);
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.indexOf('=');
      return cut < 0
        ? ([decode(pair), ''] as const)
        : ([decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))] as const);
    });
  return readPairs(pairs, { kind, place: '', depth: 0, links: { count: 0 } });
}

/** Options as text again, with some replaced; a link made of it asks the same. */
export function writeOptions(options: Options, change: Readonly<Record<string, string | undefined>>): string {
  const kept = options.written.filter(([name]) => !Object.hasOwn(change, name));
  const added = Object.entries(change).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return [...kept, ...added].map(([name, value]) => `${name}=${readable(value)}`).join('&');
}

/** Percent-encoded but for what may stand in a query as it is. */
const readable = (value: string): string =>
  encodeURIComponent(value).replace(/%(24|2C|2F|3A|3B|3D|40)/g, (code) => decodeURIComponent(code));
