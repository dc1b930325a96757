import type { Subdistrict } from './partitions';

/** So many colours tell areas apart that lie beside each other; the page has no more of them. */
export const tones = 9;
/** Areas whose borders pass through the same square of so many metres lie beside each other. */
const square = 200;

/**
 * Numbers of districts and 街道, the same in every tile, so that buildings can be coloured by them: a district's is its
 * place among the codes in order; a 街道's gives its colour as the rest by `tones`, never that of a neighbour where nine
 * suffice. No number is twice given.
 */
export interface AreaNumbers {
  readonly district: ReadonlyMap<string, number>;
  readonly street: ReadonlyMap<string, number>;
}

/** Each tile numbers the areas it holds by itself. */
export const unnumbered: AreaNumbers = { district: new Map(), street: new Map() };

export const areaNumbers = (areas: readonly Subdistrict[]): AreaNumbers => {
  const districts = [...new Set(areas.map(({ district }) => district))].sort();
  const beside = neighboursOf(areas);
  const toneOf = new Map<string, number>();
  const used = new Array<number>(tones).fill(0);
  const street = new Map<string, number>();
  // Those with most neighbours first: they are the hardest to please.
  const order = [...areas].sort(
    (a, b) => beside.get(b.code)!.size - beside.get(a.code)!.size || (a.code < b.code ? -1 : 1),
  );
  for (const { code } of order) {
    const taken = new Set([...beside.get(code)!].map((other) => toneOf.get(other)));
    const free = used.map((_, tone) => tone).filter((tone) => !taken.has(tone));
    const open = free.length > 0 ? free : used.map((_, tone) => tone);
    const tone = open.reduce((least, each) => (used[each]! < used[least]! ? each : least));
    toneOf.set(code, tone);
    street.set(code, tone + tones * used[tone]!);
    used[tone]! += 1;
  }
  return { district: new Map(districts.map((code, index) => [code, index])), street };
};

const neighboursOf = (areas: readonly Subdistrict[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const squares = new Map<string, Set<string>>();
  for (const { code, rings } of areas)
    for (const ring of rings)
      for (const [i, [x, y]] of ring.entries()) {
        const [nextX, nextY] = ring[(i + 1) % ring.length]!;
        const steps = Math.ceil(Math.hypot(nextX - x, nextY - y) / square) || 1;
        for (let step = 0; step < steps; step += 1) {
          const t = step / steps;
          const key = `${Math.floor((x + (nextX - x) * t) / square)},${Math.floor((y + (nextY - y) * t) / square)}`;
          const there = squares.get(key);
          if (there === undefined) squares.set(key, new Set([code]));
          else there.add(code);
        }
      }
  const beside = new Map(areas.map(({ code }) => [code, new Set<string>()]));
  for (const codes of squares.values())
    for (const one of codes) for (const other of codes) if (one !== other) beside.get(one)!.add(other);
  return beside;
};
