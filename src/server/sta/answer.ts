import { badField, ProblemError } from '../problems';
import type { Entity, ObservationEntity, StaCity } from './city';
import { compileCondition, type Surroundings } from './filter/compile';
import { takeApart, type RowFilter } from './filter/rowFilter';
import { isId, kinds, linkOf, propertyType, type Kind } from './model';
import {
  keyOf,
  type ObservationAsk,
  type ObservationPage,
  type Observations,
  type RowKey,
} from './observations';
import { writeOptions, type Expand, type Options } from './options';
import { bounds } from './refusal';
import { entityOrder, readRowOrder, type RowOrder } from './rowOrder';
import { jsonOf, within, type Json } from './values';
import type { Work } from './work';

export type Body = Record<string, Json>;

/** Some entities of a set in order, how many there are in all where asked, and where to go on. */
export interface Page {
  readonly entities: readonly Entity[];
  readonly count: number | undefined;
  readonly next: string | undefined;
}

export interface Answering {
  readonly city: StaCity;
  readonly observations: Observations;
  readonly work: Work;
  /** The door's own address, `http://…/sta/v1.1`. */
  readonly root: string;
}

export const linkTo = (root: string, entity: Entity): string =>
  `${root}/${kinds[entity.kind].set}(${String(entity.id)})`;

const around = ({ city, work }: Answering, options: Options, name: string): Surroundings => ({
  city,
  option: `${options.place}${name}`,
  now: work.now,
  spend: work.spend,
});

/** One page of what the catalogue holds. `address` is where the list stands, for its next link. */
export async function catalogueList(
  answering: Answering,
  kind: Kind,
  options: Options,
): Promise<(entities: readonly Entity[], address: string, most: number) => Promise<Page>> {
  const { work } = answering;
  const fits =
    options.filter === undefined
      ? undefined
      : compileCondition(options.filter, kind, around(answering, options, '$filter'));
  const order = entityOrder(options.orderby, kind, around(answering, options, '$orderby'));
  await work.breathe();
  return async (entities, address, most) => {
    let chosen = entities;
    if (fits !== undefined) {
      const fitting: Entity[] = [];
      for (const [index, entity] of entities.entries()) {
        if (index % 64 === 0) await work.breathe();
        if (fits(entity)) fitting.push(entity);
      }
      chosen = fitting;
    }
    if (order !== undefined) chosen = [...chosen].sort(order);
    const top = Math.min(options.top ?? bounds.defaultTop, most);
    const end = options.skip + top;
    const change = { $skip: String(end) };
    return {
      entities: chosen.slice(options.skip, end),
      count: options.count ? chosen.length : undefined,
      next:
        top > 0 && end < chosen.length && end <= bounds.skip
          ? `${address}?${writeOptions(options, change)}`
          : undefined,
    };
  };
}

const tokenForm = /^(\d{1,16})\.(-1|\d{1,16})\.(-1|\d{1,16})$/;

function readToken(options: Options, order: RowOrder): RowKey | undefined {
  if (options.token === undefined) return undefined;
  const parts = tokenForm.exec(options.token);
  if (parts === null || !order.byTime) throw badField('$skipToken', 'is not one we gave');
  return { ms: Number(parts[1]), series: Number(parts[2]), received: Number(parts[3]) };
}
const tokenOf = ({ ms, series, received }: RowKey) => `${String(ms)}.${String(series)}.${String(received)}`;

export interface ObservationQuestion {
  readonly filter: RowFilter;
  readonly order: RowOrder;
  readonly options: Options;
}

export function observationQuestion(answering: Answering, options: Options): ObservationQuestion {
  return {
    filter: takeApart(options.filter, around(answering, options, '$filter')),
    order: readRowOrder(options.orderby, around(answering, options, '$orderby')),
    options,
  };
}

/** The newest first, all of them, one: what the newest readings answer without the history. */
const asksNewest = ({ filter, order, options }: ObservationQuestion, top: number): boolean =>
  order.byTime &&
  order.way < 0 &&
  top === 1 &&
  options.skip === 0 &&
  !options.count &&
  options.filter === undefined &&
  options.token === undefined &&
  filter.rest === undefined;

/** One page of the Observations of some series, or of all. */
export async function observationPage(
  answering: Answering,
  question: ObservationQuestion,
  series: readonly number[] | undefined,
  address: string,
  most: number,
): Promise<Page> {
  const { observations } = answering;
  const { options, order, filter } = question;
  const top = Math.min(options.top ?? bounds.defaultTop, most);
  const nextBy = (next: ObservationPage['next'], skipLeft: number) => {
    if (next === undefined || top === 0) return undefined;
    if (next !== 'skip') {
      const skip = skipLeft === 0 ? undefined : String(skipLeft);
      return `${address}?${writeOptions(options, { $skip: skip, $skipToken: tokenOf(next) })}`;
    }
    const end = options.skip + top;
    return end > bounds.skipObservations
      ? undefined
      : `${address}?${writeOptions(options, { $skip: String(end) })}`;
  };
  if (asksNewest(question, top)) {
    const newest = observations.newest(series ?? [...answering.city.slotOf.keys()]);
    return newest === undefined
      ? { entities: [], count: undefined, next: undefined }
      : { entities: [newest], count: undefined, next: nextBy(keyOf(newest), 0) };
  }
  const asked: ObservationAsk = {
    filter: series === undefined ? filter : { ...filter, series: common(filter.series, series) },
    order,
    top,
    skip: options.skip,
    after: readToken(options, order),
    count: options.count,
    place: options.place,
  };
  const { rows, next, count, skipLeft } = await observations.page(asked);
  return { entities: rows, count, next: nextBy(next, skipLeft) };
}

const common = (one: ReadonlySet<number> | undefined, other: readonly number[]): ReadonlySet<number> =>
  new Set(one === undefined ? other : other.filter((id) => one.has(id)));

export function seriesOf(entity: Entity): readonly number[] {
  if (entity.kind === 'Datastream') return [entity.series.id];
  return entity.kind === 'FeatureOfInterest' ? entity.thing.series.map(({ id }) => id) : [];
}

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

export const isObservation = (entity: Entity): entity is ObservationEntity => entity.kind === 'Observation';
