import type { SourceLevel } from '@/contracts/alarm';
import type { Position } from '@/contracts/geo';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { demoThing } from './fleetPlan';

/** A source of readings: series that one owner answers for, or all there are. */
export interface Source {
  readonly id: string;
  readonly level: SourceLevel;
  readonly owner: Text;
  /** Observed property, where it is a class of devices. */
  readonly property: string | undefined;
  /** Its district's code; that of the city where it is wider. */
  readonly district: string;
  readonly name: Text;
  /** The middle of its devices. */
  readonly place: Position;
  /** How many series it has, and their slots. */
  readonly series: number;
  readonly slots: readonly number[];
  /** Indices of the finest sources it consists of. */
  readonly cells: readonly number[];
  /** The next wider source. */
  readonly within: Source | undefined;
}

export interface Sources {
  /** Each after the wider one it lies within. */
  readonly sources: readonly Source[];
  /** The finest division there is, owner by property by district: the cell of each slot, -1 where it counts for none. */
  readonly cells: { readonly count: number; readonly of: readonly number[] };
}

/** Wuhan, in GB/T 2260. */
const cityCode = '420100';
const platform: Text = { zh: '数据接入平台', en: 'The platform that takes readings in' };

interface Draft {
  readonly level: SourceLevel;
  readonly owner: Text;
  readonly property?: string;
  readonly district: string;
  readonly cells: readonly number[];
}

/**
 * Every source of a catalogue: all there is, each owner, each class of devices of an owner, that class in each district.
 * A wider one that would be the same as a single narrower one is left out. The demo device is nobody's source.
 */
export function sourcesOf(catalogue: SeriesCatalogue): Sources {
  const { of, members } = divide(catalogue);
  const drafts: Draft[] = [{ level: 'city', owner: platform, district: cityCode, cells: all(members) }];
  for (const ofOwner of grouped(all(members), (cell) => members[cell]!.owner.en).values()) {
    const classes = grouped(ofOwner, (cell) => members[cell]!.property);
    const { owner: name } = members[ofOwner[0]!]!;
    if (classes.size > 1) drafts.push({ level: 'owner', owner: name, district: cityCode, cells: ofOwner });
    for (const [property, ofClass] of classes) {
      const shared = { owner: name, property };
      drafts.push({ level: 'class', ...shared, district: cityCode, cells: ofClass });
      if (ofClass.length === 1) continue;
      for (const cell of ofClass) {
        drafts.push({ level: 'district', ...shared, district: members[cell]!.district, cells: [cell] });
      }
    }
  }
  const sources: Source[] = [];
  for (const draft of drafts) {
    const slots = draft.cells.flatMap((cell) => members[cell]!.slots);
    if (slots.length === 0) continue;
    sources.push({
      ...draft,
      id: [draft.level, draft.owner.en, draft.property, draft.district]
        .filter((part) => part !== undefined)
        .map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
        .join('-'),
      property: draft.property,
      name: nameOf(draft, catalogue),
      place: middleOf(slots, catalogue),
      series: slots.length,
      slots,
      within: sources.findLast((wider) => isWithin(draft, wider)),
    });
  }
  return { sources, cells: { count: members.length, of } };
}

interface Cell {
  readonly owner: Text;
  readonly property: string;
  readonly district: string;
  readonly slots: number[];
}

function divide({ series }: SeriesCatalogue): {
  readonly of: readonly number[];
  readonly members: readonly Cell[];
} {
  const members: Cell[] = [];
  const places = new Map<string, number>();
  const of = series.map(({ thing, owner, property, district }, slot) => {
    if (thing === demoThing) return -1;
    const key = `${owner.en} ${property} ${district}`;
    const place = places.get(key) ?? members.push({ owner, property, district, slots: [] }) - 1;
    places.set(key, place);
    members[place]!.slots.push(slot);
    return place;
  });
  return { of, members };
}

function all(members: readonly unknown[]): readonly number[] {
  return members.map((_, cell) => cell);
}

function grouped(cells: readonly number[], keyOf: (cell: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell]);
  return groups;
}

function isWithin(narrow: Draft, wide: Source): boolean {
  switch (wide.level) {
    case 'city':
      return narrow.level !== 'city';
    case 'owner':
      return narrow.owner.en === wide.owner.en && narrow.level !== 'owner';
    case 'class':
      return (
        narrow.level === 'district' && narrow.owner.en === wide.owner.en && narrow.property === wide.property
      );
    case 'district':
      return false;
  }
}

function nameOf({ level, owner, property }: Draft, { properties }: SeriesCatalogue): Text {
  if (level === 'city') return { zh: '全部数据来源', en: 'All sources of readings' };
  if (property === undefined) return { zh: `${owner.zh} · 全部设备`, en: `${owner.en} · all devices` };
  const { zh, en } = properties.find(({ id }) => id === property)?.name ?? { zh: property, en: property };
  return { zh: `${owner.zh} · ${zh}`, en: `${owner.en} · ${en}` };
}

function middleOf(slots: readonly number[], { series }: SeriesCatalogue): Position {
  const mean = (axis: 0 | 1 | 2) =>
    slots.reduce((sum, slot) => sum + series[slot]!.at[axis], 0) / Math.max(1, slots.length);
  return [mean(0), mean(1), mean(2)];
}
