import { centres, towns } from '../blocks/centres';
import type { Geography } from '../ground/geography';
import { toPlane, type Point } from '../plane';

/**
 * Places that no register holds, from published lists: air-quality stations whose address names the quarter, water works
 * named after theirs, a hospital's branch, a data centre by its address, and a lake. Within half a kilometre, the last two
 * within two.
 */
const listed: readonly (readonly [name: string, lon: number, lat: number])[] = [
  ['花桥', 114.2812, 30.6179],
  ['钢花', 114.3757, 30.6211],
  ['紫阳', 114.2961, 30.5382],
  ['琴断口', 114.196, 30.578],
  ['余家头', 114.345, 30.61],
  ['后湖', 114.279, 30.645],
  ['涨渡湖', 114.7, 30.65],
  ['径河', 114.1, 30.67],
];

/** Where names are known to be. */
export interface Places {
  /** Several places may share a name. */
  readonly byName: ReadonlyMap<string, readonly Point[]>;
  /** Names of rivers, lakes and islands and of nothing smaller: too wide to say where one 社区 of that name lies. */
  readonly wide: ReadonlySet<string>;
}

/** Towns, stations, landmarks, both ends of bridges, and the list above, by their Chinese names. */
export const knownPlaces = (geography: Geography): Places => {
  const byName = new Map<string, Point[]>();
  const wide = new Set<string>();
  const know = (name: string, at: Point): void => {
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [at]);
    else others.push(at);
  };
  for (const [name, lon, lat] of listed) know(name, toPlane(lon, lat));
  for (const { name, at } of geography.metro.stations) know(name.zh, toPlane(at[0], at[1]));
  for (const { name, at } of towns) know(name, at);
  for (const { name, at, kind } of geography.landmarks) {
    if (!byName.has(name.zh) && (kind === 'river' || kind === 'lake' || kind === 'island')) wide.add(name.zh);
    know(name.zh, toPlane(at[0], at[1]));
  }
  for (const { name, kind, axis } of geography.bridges) {
    if (kind !== 'bridge' || axis.length < 2) continue;
    for (const end of [axis[0]!, axis.at(-1)!]) know(name.zh, toPlane(end[0], end[1]));
  }
  return { byName, wide };
};

const officeOf = /(街街道|办事处街道|街道|街|镇|乡|管理处|新区管理委员会街道|管理委员会|开发区)$/;
const communityOf = /(社区居民委员会|社区居委会|社区|村民委员会|村委会|村)$/;

type Division = Geography['divisions'][number];

/** Where the place is that a 社区 is named after, if it is known: more than one place may carry its name. */
export const placesOfCommunity = (name: string, { byName, wide }: Places): readonly Point[] => {
  const bare = name.replace(communityOf, '');
  return bare.length < 2 || wide.has(bare) ? [] : (byName.get(bare) ?? []);
};

/**
 * Where a 街道 may lie, the surest first: the place of its own name, as it is or as towns shorten theirs (李集 for 李家集);
 * what it shares its name with (晴川桥, 汉口水塔); the places its 社区 are named after; a known place inside its name.
 */
export const placesOfStreet = (street: Division, places: Places): readonly Point[] => {
  const bare = street.name.replace(/（.*）/, '').replace(officeOf, '');
  const short = bare.replace(/(村|镇)$/, '');
  const own = [street.name, bare, `${bare}路`, `${bare}大道`, short, `${bare.slice(0, 1)}家${bare.slice(1)}`];
  const after = [...places.byName.keys()].filter(
    (name) => bare.length > 1 && (name.startsWith(bare) || name.endsWith(bare)),
  );
  const inside = [...places.byName.keys()].filter((name) => name.length > 1 && street.name.includes(name));
  const at = (name: string): readonly Point[] => places.byName.get(name) ?? [];
  // A centre is where the towers stand, by eye: good enough for what bears its name, not for a 社区.
  const hearts = centres.filter(({ name }) => name.startsWith(bare));
  return [
    ...own.flatMap(at),
    ...after.flatMap(at),
    ...(bare.length > 1 ? hearts.map((heart) => heart.at) : []),
    ...street.communities.flatMap(([, name]) => placesOfCommunity(name, places)),
    ...inside.sort((a, b) => b.length - a.length).flatMap(at),
  ];
};
