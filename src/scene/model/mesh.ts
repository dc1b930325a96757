/** A place in metres: east and north of the model's origin, and ellipsoidal height. */
export type Place = readonly [east: number, north: number, height: number];

/** What a face is made of; the paint gives each its colour by theme. */
export const substances = {
  concrete: 0,
  steel: 1,
  tower: 2,
  road: 3,
  rail: 4,
  painted: 5,
  own: 6,
  glass: 7,
} as const;
export type Substance = keyof typeof substances;

/** Faces as flat lists, three numbers a vertex; `texture` is two, metres along and across; `trait` substance and a number of its own. */
export interface Mesh {
  readonly positions: number[];
  readonly normals: number[];
  readonly texture: number[];
  readonly traits: number[];
  readonly indices: number[];
}

export const emptyMesh = (): Mesh => ({ positions: [], normals: [], texture: [], traits: [], indices: [] });

export const minus = (a: Place, b: Place): Place => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const plus = (a: Place, b: Place, by = 1): Place => [
  a[0] + b[0] * by,
  a[1] + b[1] * by,
  a[2] + b[2] * by,
];
export const mixed = (a: Place, b: Place, t: number): Place => plus(a, minus(b, a), t);
export const cross = (a: Place, b: Place): Place => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const lengthOf = (a: Place): number => Math.hypot(a[0], a[1], a[2]);
export function unit(a: Place): Place {
  const length = lengthOf(a) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}

export interface Finish {
  readonly substance: Substance;
  /** What the substance reads: half a road's width, a tower's height above the deck, metres below the ground. */
  readonly own?: number;
}

type Uv = readonly [along: number, across: number];
const noUv: readonly [Uv, Uv, Uv, Uv] = [
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 0],
];

/** One flat face through four places in turn. `owns` gives each corner its own number. */
export function quad(
  mesh: Mesh,
  corners: readonly [Place, Place, Place, Place],
  { substance, own = 0 }: Finish,
  uv: readonly [Uv, Uv, Uv, Uv] = noUv,
  owns?: readonly [number, number, number, number],
): void {
  const [a, b, , d] = corners;
  const normal = unit(cross(minus(b, a), minus(d, a)));
  const first = mesh.positions.length / 3;
  corners.forEach((corner, index) => {
    mesh.positions.push(...corner);
    mesh.normals.push(...normal);
    mesh.texture.push(...uv[index]!);
    mesh.traits.push(substances[substance], owns?.[index] ?? own);
  });
  mesh.indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
}

/** A ring of four places about a middle: `across` and `along` are half sizes with their directions in them. */
function corners(middle: Place, across: Place, along: Place): readonly [Place, Place, Place, Place] {
  return [
    plus(plus(middle, across, -1), along, -1),
    plus(plus(middle, across), along, -1),
    plus(plus(middle, across), along),
    plus(plus(middle, across, -1), along),
  ];
}

/**
 * A bar of rectangular section from one place to another. `sides` points sideways; `foot` and `top` are width (along
 * `sides`) and depth at either end, metres. `owns` are told at both ends.
 */
export function bar(
  mesh: Mesh,
  from: Place,
  to: Place,
  sides: Place,
  foot: readonly [width: number, depth: number],
  top: readonly [width: number, depth: number],
  finish: Finish,
  owns: readonly [number, number] = [finish.own ?? 0, finish.own ?? 0],
): void {
  const way = unit(minus(to, from));
  const depthway = unit(cross(way, sides));
  const sideways = unit(cross(depthway, way));
  const scaled = (v: Place, by: number): Place => [v[0] * by, v[1] * by, v[2] * by];
  const low = corners(from, scaled(sideways, foot[0] / 2), scaled(depthway, foot[1] / 2));
  const high = corners(to, scaled(sideways, top[0] / 2), scaled(depthway, top[1] / 2));
  const [below, above] = owns;
  for (let i = 0; i < 4; i += 1) {
    const j = (i + 1) % 4;
    quad(mesh, [low[i]!, low[j]!, high[j]!, high[i]!], finish, noUv, [below, below, above, above]);
  }
  quad(mesh, [high[0], high[1], high[2], high[3]], finish, noUv, [above, above, above, above]);
  quad(mesh, [low[3], low[2], low[1], low[0]], finish, noUv, [below, below, below, below]);
}

/** Faces between sections that follow one another, each an open chain of places with as many members. */
export function loft(
  mesh: Mesh,
  sections: readonly (readonly Place[])[],
  finish: (face: number) => Finish,
  uv?: (section: number, member: number) => Uv,
): void {
  for (let i = 1; i < sections.length; i += 1) {
    const [from, to] = [sections[i - 1]!, sections[i]!];
    for (let j = 1; j < from.length; j += 1) {
      quad(
        mesh,
        [from[j - 1]!, from[j]!, to[j]!, to[j - 1]!],
        finish(j - 1),
        uv === undefined ? noUv : [uv(i - 1, j - 1), uv(i - 1, j), uv(i, j), uv(i, j - 1)],
      );
    }
  }
}

/** A round tube along a path; `deep` tells how far below the ground each of its places lies, metres. */
export function tube(
  mesh: Mesh,
  path: readonly Place[],
  radius: number,
  substance: Substance,
  deep: (place: Place, index: number) => number,
  sides = 8,
): void {
  const up: Place = [0, 0, 1];
  let walked = 0;
  let before: { readonly first: number } | undefined;
  path.forEach((place, index) => {
    const way = unit(minus(path[Math.min(index + 1, path.length - 1)]!, path[Math.max(0, index - 1)]!));
    const sideways = unit(cross(way, up));
    const over = cross(sideways, way);
    if (index > 0) walked += lengthOf(minus(place, path[index - 1]!));
    const first = mesh.positions.length / 3;
    const below = deep(place, index);
    for (let i = 0; i <= sides; i += 1) {
      const angle = (i / sides) * 2 * Math.PI;
      const out = plus(
        [sideways[0] * Math.cos(angle), sideways[1] * Math.cos(angle), sideways[2] * Math.cos(angle)],
        over,
        Math.sin(angle),
      );
      mesh.positions.push(...plus(place, out, radius));
      mesh.normals.push(...out);
      mesh.texture.push(walked, (i / sides) * 2 * Math.PI * radius);
      mesh.traits.push(substances[substance], below);
    }
    if (before !== undefined)
      for (let i = 0; i < sides; i += 1) {
        const [a, b] = [before.first + i, first + i];
        mesh.indices.push(a, a + 1, b + 1, a, b + 1, b);
      }
    before = { first };
  });
}
