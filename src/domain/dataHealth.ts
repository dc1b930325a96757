import type { Box } from '@/contracts/geo';
import { sensingDomains, type ObservedProperty, type SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';

/** A square of the ground and the slots of what stands in it. */
export interface HealthCell {
  /** Column and row counted from the south-west corner of the grid, so that a cell keeps its name whatever stands in it. */
  readonly id: string;
  readonly box: Box;
  /** District most of its series are filed under. */
  readonly district: string;
  readonly slots: readonly number[];
}

/** The grid's corner, south-west of the municipality, and the width of a cell; the same for every city of ours. */
const corner = [113.6, 29.9] as const;
const cellM = 1_000;
const metresPerDegree = 111_195;
const stepLat = cellM / metresPerDegree;
/** Degrees of longitude to a kilometre at 30.6° north; 1 % off at the edges of the municipality. */
const stepLon = stepLat / Math.cos((30.6 * Math.PI) / 180);

/** Every cell in which anything stands, by id. */
export function cellsOf({ series }: Pick<SeriesCatalogue, 'series'>): readonly HealthCell[] {
  const members = new Map<string, number[]>();
  series.forEach(({ at }, slot) => {
    const id = `${Math.floor((at[0] - corner[0]) / stepLon)}-${Math.floor((at[1] - corner[1]) / stepLat)}`;
    const held = members.get(id);
    if (held === undefined) members.set(id, [slot]);
    else held.push(slot);
  });
  return [...members]
    .map(([id, slots]) => {
      const [column = 0, row = 0] = id.split('-').map(Number);
      const west = corner[0] + column * stepLon;
      const south = corner[1] + row * stepLat;
      return {
        id,
        box: [west, south, west + stepLon, south + stepLat] as const,
        district: mostOf(slots.map((slot) => series[slot]!.district)),
        slots,
      };
    })
    .sort((a, b) => a.id.localeCompare(b.id));
}

function mostOf(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b))[0]?.[0] ?? '';
}

/** The states and times of every slot, as the table of readings has them. */
export interface HealthColumns {
  readonly states: Uint8Array;
  readonly times: Float64Array;
}

/** What the door knows, by series id; absent where only the past is asked about or no server answers. */
export interface DoorTrouble {
  readonly refused: ReadonlyMap<number, number>;
  /** Clock less ours, ms, for those whose clock is off. */
  readonly clocks: ReadonlyMap<number, number>;
}

/** How well a group of series is known. All but `refused`, `devices` and `age` count series. */
export interface Health {
  readonly series: number;
  readonly devices: number;
  readonly fresh: number;
  readonly stale: number;
  readonly lost: number;
  readonly absent: number;
  /** Messages refused since the server started; `undefined` where nobody can say. */
  readonly refused: number | undefined;
  readonly refusing: number;
  /** Clocks that are off; `undefined` where nobody can say. */
  readonly clocks: number | undefined;
  /** Neither stale, silent nor absent, no clock off and nothing refused: not counted here. */
  readonly troubled: number;
  /** Article 13's domains with at least one fresh series, and with any at all. */
  readonly reporting: ReadonlySet<ObservedProperty['domain']>;
  readonly present: ReadonlySet<ObservedProperty['domain']>;
  /** Age of the newest reading in its own intervals: 95 of 100 heard series are no older. */
  readonly age: number | undefined;
}

/** Reads the health of any slots at `now`, Unix ms. */
export function healthOf(
  catalogue: SeriesCatalogue,
  slots: Iterable<number>,
  { states, times }: HealthColumns,
  door: DoorTrouble | undefined,
  now: number,
): Health {
  const domainOf = domainsOf(catalogue);
  const counts = [0, 0, 0, 0];
  const devices = new Set<string>();
  const reporting = new Set<ObservedProperty['domain']>();
  const present = new Set<ObservedProperty['domain']>();
  const ages: number[] = [];
  let [refused, refusing, clocks, troubled] = [0, 0, 0, 0];
  for (const slot of slots) {
    const one = catalogue.series[slot];
    if (one === undefined) continue;
    const state = states[slot] ?? 0;
    const mine = door?.refused.get(one.id) ?? 0;
    const off = door?.clocks.has(one.id) ?? false;
    const domain = domainOf.get(one.property);
    const time = times[slot] ?? Number.NaN;
    counts[state] = (counts[state] ?? 0) + 1;
    devices.add(one.thing);
    refused += mine;
    if (mine > 0) refusing += 1;
    if (off) clocks += 1;
    if (state !== 1 || off || mine > 0) troubled += 1;
    if (domain !== undefined) present.add(domain);
    if (domain !== undefined && state === 1) reporting.add(domain);
    if (Number.isFinite(time)) ages.push(Math.max(0, now - time) / (one.intervalS * 1000));
  }
  ages.sort((a, b) => a - b);
  const [absent = 0, fresh = 0, stale = 0, lost = 0] = counts;
  return {
    series: absent + fresh + stale + lost,
    devices: devices.size,
    fresh,
    stale,
    lost,
    absent,
    refused: door === undefined ? undefined : refused,
    refusing,
    clocks: door === undefined ? undefined : clocks,
    troubled,
    reporting,
    present,
    age: ages[Math.ceil(ages.length * 0.95) - 1],
  };
}

const domainTables = new WeakMap<SeriesCatalogue, ReadonlyMap<string, ObservedProperty['domain']>>();

/** Kept with the catalogue: hundreds of cells ask for the same table every second. */
function domainsOf(catalogue: SeriesCatalogue): ReadonlyMap<string, ObservedProperty['domain']> {
  const held = domainTables.get(catalogue);
  if (held !== undefined) return held;
  const made = new Map(catalogue.properties.map(({ id, domain }) => [id, domain]));
  domainTables.set(catalogue, made);
  return made;
}

/** What the layer can be coloured by. */
export const healthAspects = ['freshness', 'refused', 'clock', 'coverage'] as const;
export type HealthAspect = (typeof healthAspects)[number];

/** 0 is as it should be, 4 as bad as it gets; `undefined` where nobody can say. */
export type HealthLevel = 0 | 1 | 2 | 3 | 4;

/** Where each aspect's levels 1 to 4 begin: share not fresh, messages refused a series, share of clocks, domains missing. */
export const levelStarts: Readonly<Record<HealthAspect, readonly [number, number, number, number]>> = {
  freshness: [0.05, 0.2, 0.5, 0.8],
  refused: [0.001, 1, 10, 100],
  clock: [0.001, 0.02, 0.05, 0.1],
  coverage: [1, 3, 4, 5],
};

export function levelOf(health: Health, aspect: HealthAspect): HealthLevel | undefined {
  const value = measureOf(health, aspect);
  if (value === undefined || health.series === 0) return undefined;
  const level = levelStarts[aspect].filter((start) => value >= start).length;
  return level as HealthLevel;
}

function measureOf(health: Health, aspect: HealthAspect): number | undefined {
  switch (aspect) {
    case 'freshness':
      return 1 - health.fresh / health.series;
    case 'refused':
      return health.refused === undefined ? undefined : health.refused / health.series;
    case 'clock':
      return health.clocks === undefined ? undefined : health.clocks / health.series;
    case 'coverage':
      return sensingDomains.length - health.reporting.size;
  }
}

/** A quarter of what should speak does not, is refused, or cannot tell the time: enough to distrust the picture there. */
const troubledShare = 0.25;

export function isTroubled({ series, troubled }: Health): boolean {
  return series > 0 && troubled / series >= troubledShare;
}

/** Most series in trouble first, then the greater share of them; what has no trouble is not among the worst. */
export function worstOf<T extends { readonly health: Health }>(
  measured: readonly T[],
  most: number,
): readonly T[] {
  return measured
    .filter(({ health }) => health.troubled > 0)
    .sort(
      (a, b) =>
        b.health.troubled - a.health.troubled ||
        b.health.troubled / b.health.series - a.health.troubled / a.health.series,
    )
    .slice(0, most);
}

/** The slots of each owner, by a name a link can carry. */
export function ownersOf({
  series,
}: Pick<SeriesCatalogue, 'series'>): ReadonlyMap<
  string,
  { readonly owner: Text; readonly slots: readonly number[] }
> {
  const owners = new Map<string, { owner: Text; slots: number[] }>();
  series.forEach(({ owner }, slot) => {
    const id = ownerId(owner);
    const held = owners.get(id);
    if (held === undefined) owners.set(id, { owner, slots: [slot] });
    else held.slots.push(slot);
  });
  return owners;
}

export function ownerId(owner: Text): string {
  return owner.en
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
