import type { SeriesCatalogue } from '@/contracts/series';
import { alarmRules } from '@/domain/alarmDefinitions';
import type { Frame } from '@/scene/layer';
import type { Cells } from './cells';
import type { Places } from './places';
import { classOf, rampIndex, scaleOf, type Scale } from './scale';
import { rulesByProperty, standingCode, standings, telling } from './standing';
import { admits, type Wish } from './wish';

export type Columns = Pick<Frame, 'values' | 'states' | 'times'>;

/** Looks of a place beyond the standings: drawn faintly, in a colour of the ramp from here on, or not at all. */
export const faint = standings.length;
export const firstShade = faint + 1;
export const out = 255;

const kinds = standings.length;

/**
 * What every place and every cell says, kept up from the readings that change: a reading that alters nothing to see costs
 * one comparison, and one that does costs a step for each level of the tree.
 */
export interface Census {
  /** A standing, `faint`, a shade, or `out`, for each place. */
  readonly looks: Uint8Array;
  /** The slot that speaks for each place. */
  readonly speaker: Uint32Array;
  /** The places that need a person. */
  readonly raised: ReadonlySet<number>;
  /** How many places of each standing a cell counts. */
  readonly countsOf: (cell: number) => Uint32Array;
  readonly shownIn: (cell: number) => number;
  /** Mean of the chosen property's fresh values in a cell; NaN without any. */
  readonly meanOf: (cell: number) => number;
  /** Did what the cell says change since this was last asked? */
  readonly wasTouched: (cell: number) => boolean;
  readonly scale: () => Scale | undefined;
  /** Takes readings; the places that look otherwise now (one may be named twice), valid until the next call. `slots` absent means all. */
  readonly take: (columns: Columns, slots?: Uint32Array) => readonly number[];
  /** Makes the scale anew from the present readings; did it change? Then every place is to be taken again. */
  readonly rescale: (columns: Columns) => boolean;
  /** How many series pass the filters now. */
  readonly shown: () => number;
}

export function createCensus(
  { series, properties }: SeriesCatalogue,
  places: Places,
  cells: Cells,
  wish: Wish,
): Census {
  const property = new Map(properties.map((one) => [one.id, one]));
  const rulesOf = rulesByProperty(alarmRules);
  const admitted = Uint8Array.from(series, (one) =>
    Number(admits(wish, one, property.get(one.property)?.domain)),
  );
  const coloured = wish.colour === undefined ? undefined : property.get(wish.colour);
  const carries = Uint8Array.from(series, (one) => Number(one.property === coloured?.id));
  const asked = standings.map((standing) => wish.states.size === 0 || wish.states.has(standing));
  const bySlot = new Uint8Array(series.length).fill(out);
  const looks = new Uint8Array(places.count).fill(out);
  const speaker = places.members.slice(0, places.count);
  for (let place = 0; place < places.count; place += 1)
    speaker[place] = places.members[places.first[place]!]!;
  const counts = new Uint32Array(cells.count * kinds);
  const shownIn = new Uint32Array(cells.count);
  const touched = new Uint8Array(cells.count);
  const sums = new Float64Array(coloured === undefined ? 0 : cells.count);
  const summed = new Uint32Array(coloured === undefined ? 0 : cells.count);
  // The value each place adds to the sums of its cells; NaN where it adds none.
  const added = new Float64Array(coloured === undefined ? 0 : places.count).fill(NaN);
  const raised = new Set<number>();
  const altered: number[] = [];
  let scale: Scale | undefined;
  let shown = 0;

  const passes = (slot: number) => admitted[slot] === 1 && asked[bySlot[slot]!] === true;
  const kindOf = (look: number) => (look < kinds ? look : look >= firstShade && look !== out ? 0 : undefined);

  function count(place: number, before: number | undefined, now: number | undefined): void {
    for (let cell = cells.leafOf[place]!; cell >= 0; cell = cells.parent[cell]!) {
      if (before !== undefined) counts[cell * kinds + before]! -= 1;
      if (now !== undefined) counts[cell * kinds + now]! += 1;
      if (before === undefined) shownIn[cell]! += 1;
      if (now === undefined) shownIn[cell]! -= 1;
      touched[cell] = 1;
    }
  }

  function add(place: number, value: number): void {
    const before = added[place]!;
    if (before === value || (Number.isNaN(before) && Number.isNaN(value))) return;
    added[place] = value;
    for (let cell = cells.leafOf[place]!; cell >= 0; cell = cells.parent[cell]!) {
      if (!Number.isNaN(before)) {
        sums[cell]! -= before;
        summed[cell]! -= 1;
      }
      if (!Number.isNaN(value)) {
        sums[cell]! += value;
        summed[cell]! += 1;
      }
      touched[cell] = 1;
    }
  }

  function judge(place: number, { values }: Columns): void {
    let look = out;
    let rank = -1;
    let value = NaN;
    for (let row = places.first[place]!; row < places.first[place + 1]!; row += 1) {
      const slot = places.members[row]!;
      if (!passes(slot)) continue;
      const standing = bySlot[slot]!;
      const carried = coloured === undefined || carries[slot] === 1;
      const person = standing >= 1 && standing <= 3;
      // Of what does not carry the chosen colour only a state that needs a person speaks up.
      const next = carried || person ? telling[standing]! : 0;
      if (carried && coloured !== undefined && standing <= 3) value = values[slot]!;
      if (next < rank || (next === rank && look !== faint)) continue;
      rank = next;
      speaker[place] = slot;
      look = carried || person ? standing : faint;
    }
    if (look === 0 && scale !== undefined) look = firstShade + rampIndex(classOf(value, scale), scale);
    if (coloured !== undefined) add(place, look === out ? NaN : value);
    const before = looks[place]!;
    if (look === before) return;
    looks[place] = look;
    const [was, is] = [kindOf(before), kindOf(look)];
    if (was !== is) count(place, was, is);
    if (is !== undefined && is >= 1 && is <= 3) raised.add(place);
    else raised.delete(place);
    altered.push(place);
  }

  function hear(slot: number, columns: Columns): void {
    const standing = standingCode(
      columns.states[slot]!,
      columns.values[slot]!,
      rulesOf(series[slot]!.property),
    );
    const before = bySlot[slot]!;
    if (standing === before && carries[slot] === 0) return;
    const passed = before !== out && passes(slot);
    bySlot[slot] = standing;
    shown += Number(passes(slot)) - Number(passed);
    judge(places.of[slot]!, columns);
  }

  return {
    looks,
    speaker,
    raised,
    countsOf: (cell) => counts.subarray(cell * kinds, (cell + 1) * kinds),
    shownIn: (cell) => shownIn[cell]!,
    meanOf: (cell) => (summed[cell] ? sums[cell]! / summed[cell] : NaN),
    wasTouched: (cell) => {
      const was = touched[cell] === 1;
      touched[cell] = 0;
      return was;
    },
    scale: () => scale,
    take: (columns, slots) => {
      altered.length = 0;
      if (slots === undefined) for (let slot = 0; slot < series.length; slot += 1) hear(slot, columns);
      else for (const slot of slots) if (slot < series.length) hear(slot, columns);
      return altered;
    },
    rescale: ({ values, states }) => {
      if (coloured === undefined) return false;
      const known: number[] = [];
      series.forEach((_, slot) => {
        if (carries[slot] === 1 && states[slot] === 1) known.push(values[slot]!);
      });
      const next = scaleOf(Float64Array.from(known), coloured.decimals);
      // What was chosen from few values is better than nothing, and nothing is better than none that fits.
      if (next === undefined || next.join() === scale?.join()) return false;
      scale = next;
      return true;
    },
    shown: () => shown,
  };
}
