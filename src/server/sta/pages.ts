import { badField } from '../problems';
import type { Entity, StaCity } from './city';
import { compileCondition, type Surroundings } from './filter/compile';
import { takeApart, type RowFilter } from './filter/rowFilter';
import { kinds, type Kind } from './model';
import { keyOf, type ObservationPage, type Observations } from './observations';
import { writeOptions, type Options } from './options';
import { bounds } from './refusal';
import { entityOrder, readRowOrder, type RowOrder } from './rowOrder';
import type { RowKey } from './rowWalk';
import type { Work } from './work';

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
export const asksNewest = ({ filter, order, options }: ObservationQuestion, top: number): boolean =>
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
  const { rows, next, count, skipLeft } = await observations.page({
    filter: series === undefined ? filter : { ...filter, series: common(filter.series, series) },
    order,
    top,
    skip: options.skip,
    after: readToken(options, order),
    count: options.count,
    place: options.place,
  });
  return { entities: rows, count, next: nextBy(next, skipLeft) };
}

const common = (one: ReadonlySet<number> | undefined, other: readonly number[]): ReadonlySet<number> =>
  new Set(one === undefined ? other : other.filter((id) => one.has(id)));

export function seriesOf(entity: Entity): readonly number[] {
  if (entity.kind === 'Datastream') return [entity.series.id];
  return entity.kind === 'FeatureOfInterest' ? entity.thing.series.map(({ id }) => id) : [];
}
