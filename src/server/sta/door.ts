import type { FastifyRequest } from 'fastify';
import { overTls } from '../gate';
import { ProblemError, badField } from '../problems';
import { readAddress, type Address, type Step } from './address';
import { bodies, propertyOf, type Body } from './answer';
import type { Entity } from './city';
import { dataArrays, featureCollection, readFormat } from './formats';
import { kindNames, kinds, type Kind } from './model';
import { readOptions, type Options } from './options';
import {
  catalogueList,
  linkTo,
  observationPage,
  observationQuestion,
  seriesOf,
  type Answering,
  type Page,
} from './pages';
import { bounds } from './refusal';
import type { Json } from './values';

/** What the door says: a JSON value, a bare text, or nothing (204). */
export interface Answer {
  readonly type:
    'application/json; charset=utf-8' | 'application/geo+json; charset=utf-8' | 'text/plain; charset=utf-8';
  readonly body: string | undefined;
}

const json = (value: Json): Answer => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

export const doorPath = '/sta/v1.1';
const spec = 'http://www.opengis.net/spec/iot_sensing/1.1/req';

export const rootOf = (request: FastifyRequest): string =>
  `${overTls(request) ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}${doorPath}`;

/** The service document: the entity sets, and which parts of the standard this read profile keeps. */
export function serviceRoot(root: string): Answer {
  return json({
    value: kindNames.map((name) => ({ name: kinds[name].set, url: `${root}/${kinds[name].set}` })),
    serverSettings: {
      conformance: [
        `${spec}/datamodel`,
        ...kindNames.map((name) => `${spec}/datamodel/${kebab(name)}`),
        `${spec}/resource-path/resource-path-to-entities`,
        `${spec}/request-data`,
        'https://fraunhoferiosb.github.io/FROST-Server/extensions/GeoJSON-ResultFormat.html',
        'https://fraunhoferiosb.github.io/FROST-Server/extensions/DeepSelect.html',
      ],
    },
  });
}

const kebab = (name: string) => name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const absent = (step: Step) => new ProblemError(404, `There is no ${step.name}(${String(step.id)}).`);

async function entityAt(answering: Answering, step: Step, id: number): Promise<Entity> {
  if (step.kind.name !== 'Observation') {
    const found = answering.city.find(step.kind.name, id);
    if (found === undefined) throw absent(step);
    return found;
  }
  const { city, observations, work } = answering;
  const { series } = city.ids.read(id, work.now);
  const newest = observations.newest([series]);
  if (newest?.id === id) return newest;
  if (!city.slotOf.has(series)) throw absent(step);
  const question = observationQuestion(
    answering,
    readOptions(`$filter=id eq ${String(id)}&$top=1`, step.kind),
  );
  const { entities } = await observationPage(answering, question, [series], '', 1);
  const [found] = entities;
  if (found === undefined) throw absent(step);
  return found;
}

/** Walks an address to the set, or the one entity, it ends at. */
async function walk(answering: Answering, { steps: [first, ...rest] }: Address) {
  const { city } = answering;
  let step: Step = first;
  let parent: Entity | undefined;
  let at = first.id === undefined ? undefined : await entityAt(answering, first, first.id);
  for (const next of rest) {
    parent = at;
    if (parent === undefined) throw new ProblemError(404, `There is nothing at “${next.name}”.`);
    step = next;
    if (next.kind.name === 'Observation') {
      at = next.id === undefined ? undefined : await entityAt(answering, next, next.id);
      if (at?.kind === 'Observation' && !seriesOf(parent).includes(at.series.id)) throw absent(next);
      continue;
    }
    const reached = city.follow(parent, next.name);
    at = next.many ? reached.find(({ id }) => id === next.id) : reached[0];
    if (at === undefined && (!next.many || next.id !== undefined)) throw absent(next);
  }
  return { step, parent, entity: at };
}

function single(options: Options): void {
  const odd = options.written.find(([name]) => !['$select', '$expand', '$resultFormat'].includes(name));
  if (odd !== undefined) throw badField(odd[0], 'is for sets, not for one entity');
}

async function setPage(
  answering: Answering,
  step: Step,
  parent: Entity | undefined,
  options: Options,
): Promise<Page> {
  const { city, root } = answering;
  const address = parent === undefined ? `${root}/${step.kind.set}` : `${linkTo(root, parent)}/${step.name}`;
  if (step.kind.name === 'Observation') {
    const series = parent === undefined ? undefined : seriesOf(parent);
    const question = observationQuestion(answering, options);
    return observationPage(answering, question, series, address, bounds.top);
  }
  if (options.token !== undefined) throw badField('$skipToken', 'is not one we gave');
  const entities = parent === undefined ? city.all(step.kind.name) : city.follow(parent, step.name);
  const list = await catalogueList(answering, step.kind, options);
  return list(entities, address, bounds.top);
}

async function setAnswer(answering: Answering, kind: Kind, page: Page, options: Options): Promise<Answer> {
  const format = readFormat(options, kind);
  answering.work.take(page.entities.length, '');
  if (format === 'dataArray' && options.expand.length > 0)
    throw badField('$expand', 'does not go with dataArray');
  const value =
    format === 'dataArray'
      ? dataArrays(answering, page, options)
      : await bodies(answering, kind, page.entities, options);
  if (format === 'GeoJSON') {
    return { ...json(featureCollection(value, page)), type: 'application/geo+json; charset=utf-8' };
  }
  return json({
    ...(page.count === undefined ? {} : { '@iot.count': page.count }),
    ...(page.next === undefined ? {} : { '@iot.nextLink': page.next }),
    value,
  });
}

/** Answers one question: `path` after the door's own, and the query as it was sent. */
export async function answer(answering: Answering, path: string, query: string): Promise<Answer> {
  const address = readAddress(path);
  const last: Step = address.steps.at(-1) ?? address.steps[0];
  const options = readOptions(query, last.kind);
  const format = readFormat(options, last.kind);
  const one = !last.many || last.id !== undefined;
  if (one) single(options);
  const { step, parent, entity } = await walk(answering, address);
  const { ending } = address;
  if (ending.kind === 'property') {
    if (entity === undefined || options.written.length > 0)
      throw badField('query', 'a property takes no options');
    const value = propertyOf(answering, entity, ending.steps);
    if (value === null) return { type: 'application/json; charset=utf-8', body: undefined };
    if (!ending.bare) return json({ [ending.steps.at(-1) ?? '']: value });
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return { type: 'text/plain; charset=utf-8', body: text };
  }
  if (ending.kind === 'references') {
    const reference = (found: Entity): Body => ({ '@iot.selfLink': linkTo(answering.root, found) });
    if (one && entity !== undefined) return json(reference(entity));
    const page = await setPage(answering, step, parent, options);
    const next = page.next === undefined ? {} : { '@iot.nextLink': page.next.replace('?', '/$ref?') };
    const count = page.count === undefined ? {} : { '@iot.count': page.count };
    return json({ ...count, ...next, value: page.entities.map(reference) });
  }
  if (!one) return setAnswer(answering, step.kind, await setPage(answering, step, parent, options), options);
  if (entity === undefined) throw absent(step);
  if (format === 'dataArray') throw badField('$resultFormat', 'dataArray is for sets');
  const [body = {}] = await bodies(answering, step.kind, [entity], options);
  return format === 'GeoJSON'
    ? {
        ...json(featureCollection([body], { count: undefined, next: undefined })),
        type: 'application/geo+json; charset=utf-8',
      }
    : json(body);
}
