import { badField, ProblemError } from '../problems';
import type { Entity } from './city';
import { isId, kinds, linkOf, propertyType, type Kind } from './model';
import type { Expand, Options } from './options';
import {
  asksNewest,
  catalogueList,
  linkTo,
  observationPage,
  observationQuestion,
  seriesOf,
  type Answering,
  type Page,
} from './pages';
import { bounds } from './refusal';
import { jsonOf, within, type Json } from './values';

export type Body = Record<string, Json>;

/** Where a link leads from each of some entities, each a page of its own. */
async function expanded(
  answering: Answering,
  parents: readonly Entity[],
  kind: Kind,
  { name, link, options }: Expand,
): Promise<readonly Page[]> {
  const { city, work, root } = answering;
  const target = kinds[link.to];
  const place = `${options.place.slice(0, -name.length - 1)}`;
  const pages: Page[] = [];
  if (link.to === 'Observation') {
    const question = observationQuestion(answering, options);
    const most = work.room(parents.length);
    const lookedUp = !asksNewest(question, Math.min(options.top ?? bounds.defaultTop, most));
    if (lookedUp && parents.length > bounds.observationParents) {
      const few = `for at most ${String(bounds.observationParents)} ${kind.set} at once; lower $top, or expand only the newest with $top=1`;
      throw badField(`${place}${name}`, few);
    }
    for (const parent of parents) {
      await work.breathe();
      const address = `${linkTo(root, parent)}/${name}`;
      pages.push(await observationPage(answering, question, seriesOf(parent), address, most));
    }
  } else {
    const list = await catalogueList(answering, target, options);
    const most = link.many ? work.room(parents.length) : 1;
    for (const parent of parents) {
      pages.push(await list(city.follow(parent, name), `${linkTo(root, parent)}/${name}`, most));
    }
  }
  work.take(
    pages.reduce((sum, { entities }) => sum + entities.length, 0),
    place,
  );
  return pages;
}

/** Entities as they are written, each with what was selected and expanded. */
export async function bodies(
  answering: Answering,
  kind: Kind,
  entities: readonly Entity[],
  options: Options,
): Promise<readonly Body[]> {
  const written = entities.map((entity) => body(answering, kind, entity, options));
  for (const expand of options.expand) {
    const pages = await expanded(answering, entities, kind, expand);
    const inner = await bodies(
      answering,
      kinds[expand.link.to],
      pages.flatMap((page) => page.entities),
      expand.options,
    );
    let from = 0;
    for (const [index, page] of pages.entries()) {
      const own = inner.slice(from, (from += page.entities.length));
      const into = written[index];
      if (into === undefined) continue;
      if (!expand.link.many) {
        into[expand.name] = own[0] ?? null;
        continue;
      }
      if (page.count !== undefined) into[`${expand.name}@iot.count`] = page.count;
      into[expand.name] = own;
      if (page.next !== undefined) into[`${expand.name}@iot.nextLink`] = page.next;
    }
  }
  return written;
}

function body({ city, root }: Answering, kind: Kind, entity: Entity, { select }: Options): Body {
  const self = linkTo(root, entity);
  const into: Body = {};
  const link = (name: string) => {
    into[`${name}@iot.navigationLink`] = `${self}/${name}`;
  };
  if (select === undefined) {
    into['@iot.selfLink'] = self;
    into['@iot.id'] = entity.id;
    for (const name of Object.keys(kind.properties)) into[name] = jsonOf(city.read(entity, name));
    Object.keys(kind.links).forEach(link);
    return into;
  }
  for (const steps of select) {
    const [first = '', ...inner] = steps;
    if (isId(first)) into['@iot.id'] = entity.id;
    else if (first === '@iot.selfLink') into['@iot.selfLink'] = self;
    else if (linkOf(kind, first) !== undefined) link(first);
    else if (inner.length === 0) into[first] = jsonOf(city.read(entity, first));
    else put(into, steps, jsonOf(inner.reduce(within, city.read(entity, first))));
  }
  return into;
}

/** A part of a document where it would stand in the whole. */
function put(into: Body, steps: readonly string[], value: Json): void {
  const [first = '', ...inner] = steps;
  if (inner.length === 0) {
    if (!Object.hasOwn(into, first)) into[first] = value;
    return;
  }
  const before = Object.hasOwn(into, first) ? into[first] : undefined;
  const holds = typeof before === 'object' && before !== null && !Array.isArray(before);
  const next: Body = holds ? { ...(before as Body) } : {};
  put(next, inner, value);
  into[first] = next;
}

/** The value an address ends at, of an entity that is there. */
export function propertyOf({ city }: Answering, entity: Entity, steps: readonly string[]): Json {
  const [first = '', ...inner] = steps;
  if (isId(first)) return entity.id;
  if (propertyType(kinds[entity.kind], first) === undefined)
    throw new ProblemError(404, `There is no “${first}”.`);
  return jsonOf(inner.reduce(within, city.read(entity, first)));
}
