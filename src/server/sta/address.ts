import { ProblemError, badField } from '../problems';
import { isId, kindOfSet, kinds, linkOf, propertyType, type Kind } from './model';
import { bounds } from './refusal';

/** Where an address begins or goes on: a set, one entity of it, or the one at the end of a link. */
export interface Step {
  /** The link's name, or the set's at the beginning. */
  readonly name: string;
  readonly kind: Kind;
  readonly many: boolean;
  readonly id?: number;
}

/** What an address asks for at its end. */
export type Ending =
  | { readonly kind: 'entities' }
  | { readonly kind: 'references' }
  | { readonly kind: 'property'; readonly steps: readonly string[]; readonly bare: boolean };

export interface Address {
  readonly steps: readonly [Step, ...(readonly Step[])];
  readonly ending: Ending;
}

const form = /^([A-Za-z@.]{1,40})(?:\((.{0,40})\))?$/;

const nowhere = (what: string) => new ProblemError(404, `There is nothing at “${what.slice(0, 80)}”.`);

function readStep(segment: string): { readonly name: string; readonly id?: number } {
  const parts = form.exec(segment);
  if (parts === null) throw nowhere(segment);
  const [, name = '', id] = parts;
  if (id === undefined) return { name };
  if (!/^[1-9]\d{0,15}$/.test(id) || !Number.isSafeInteger(Number(id))) {
    throw badField(name, 'an id is a positive whole number');
  }
  return { name, id: Number(id) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badField('path', `“${segment.slice(0, 40)}” is not well percent-encoded`);
  }
}

/** Reads the path after `/sta/v1.1/`, as OGC 18-088 clause 9.2 builds it; 404 where it leads nowhere by its form alone. */
export function readAddress(path: string): Address {
  const segments = path.split('/').map(decode);
  if (segments.at(-1) === '') segments.pop();
  const [first, ...rest] = segments;
  if (first === undefined) throw nowhere(path);
  if (segments.length > bounds.pathSteps) throw badField('path', `at most ${String(bounds.pathSteps)} steps`);
  const begin = readStep(first);
  const kind = kindOfSet(begin.name);
  if (kind === undefined) throw nowhere(first);
  const steps: [Step, ...Step[]] = [{ ...begin, kind, many: true }];
  let ending: Ending = { kind: 'entities' };
  for (const [index, segment] of rest.entries()) {
    const before: Step = steps[steps.length - 1] ?? steps[0];
    const single = !before.many || before.id !== undefined;
    if (segment === '$ref' && index === rest.length - 1) {
      ending = { kind: 'references' };
      break;
    }
    if (!single) throw nowhere(segment);
    const link = linkOf(before.kind, segment.replace(/\(.*$/, ''));
    if (link === undefined) {
      ending = readProperty(before.kind, rest.slice(index));
      break;
    }
    const step = readStep(segment);
    if (!link.many && step.id !== undefined) throw nowhere(segment);
    steps.push({ ...step, kind: kinds[link.to], many: link.many });
  }
  return { steps, ending };
}

function readProperty(kind: Kind, segments: readonly string[]): Ending {
  const bare = segments.at(-1) === '$value';
  const steps = bare ? segments.slice(0, -1) : segments;
  const [first = '', ...inner] = steps;
  const type = isId(first) ? 'number' : propertyType(kind, first);
  if (type === undefined || (inner.length > 0 && type !== 'any')) throw nowhere(segments.join('/'));
  return { kind: 'property', steps, bare };
}
