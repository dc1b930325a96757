import type { MapLabel } from '../layer';

/** A label where it would stand in the window, CSS pixels; `x`, `y` is the middle of its lower edge. */
export interface LabelBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: MapLabel['kind'];
  /** How important, 0 the most: among alarms, among what is measured, among all names of places. */
  readonly priority: number;
  /** Metres from the camera; of two alike the nearer one stands. */
  readonly distance: number;
}

/** A part of the window that something of the page covers, CSS pixels. */
export interface Cover {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The label moved sideways until no cover cuts it; `undefined` where its own place lies under one, or where between two
 * covers there is no room for it.
 */
export function besideCovers(box: LabelBox, covers: readonly Cover[], gap = 6): LabelBox | undefined {
  let x = box.x;
  for (const pass of [1, 2]) {
    for (const cover of covers) {
      if (box.y <= cover.top || box.y - box.height >= cover.bottom) continue;
      if (x + box.width / 2 <= cover.left || x - box.width / 2 >= cover.right) continue;
      if (pass === 2 || (box.x >= cover.left && box.x <= cover.right)) return undefined;
      x = box.x < cover.left ? cover.left - gap - box.width / 2 : cover.right + gap + box.width / 2;
    }
  }
  return x === box.x ? box : { ...box, x };
}

/** Which group gives way to which: alarms to none, what is measured to them alone, names of places to both. */
const groups: Readonly<Record<MapLabel['kind'], number>> = {
  alarm: 0,
  cluster: 1,
  reading: 1,
  compute: 1,
  district: 2,
  water: 2,
  landmark: 2,
  bridge: 2,
  station: 2,
  depth: 2,
  subdistrict: 2,
  street: 2,
};

/**
 * What a kind adds to the priority of a name: of two as important the one stands that a cartographer would write first.
 * So the great river stands before a tower, 黄鹤楼 before a pond, and a pond before a hall nobody looks for.
 */
const handicaps: Readonly<Record<MapLabel['kind'], number>> = {
  alarm: 0,
  cluster: 0,
  reading: 0,
  compute: 0,
  district: 0,
  water: 1,
  landmark: 1.5,
  bridge: 1.75,
  station: 2,
  depth: 2,
  subdistrict: 8,
  street: 10,
};

/** Smaller is more important; of names this weighs importance and kind together, of all else their own priority. */
const weightOf = ({ kind, priority }: LabelBox): number => priority + handicaps[kind];

const [nearM, mostNear] = [3000, 160];
const [farM, mostFar] = [15_000, 60];

/** How many labels a map keeps, seen from `heightM` metres above the ellipsoid: from far few, so that the city is seen. */
export function mostAt(heightM: number): number {
  const away = Math.log(Math.max(heightM, nearM) / nearM) / Math.log(farM / nearM);
  return Math.round(mostNear + (mostFar - mostNear) * Math.min(1, away));
}

const cell = 96;

/**
 * Chooses which labels stand so that none touches another: alarms, then what is measured, then names, the important first, then those that stood
 * before (so that a small move of the camera changes little), then the near. Alarms are not bound by `most`.
 */
export function layOut(
  boxes: readonly LabelBox[],
  stood: ReadonlySet<string>,
  gap = 4,
  most = mostNear,
): ReadonlySet<string> {
  const ordered = [...boxes].sort(
    (a, b) =>
      groups[a.kind] - groups[b.kind] ||
      weightOf(a) - weightOf(b) ||
      Number(stood.has(b.id)) - Number(stood.has(a.id)) ||
      a.distance - b.distance ||
      (a.id < b.id ? -1 : 1),
  );
  const taken = new Map<string, LabelBox[]>();
  const standing = new Set<string>();
  for (const box of ordered) {
    if (standing.size >= most && box.kind !== 'alarm') break;
    const west = box.x - box.width / 2 - gap;
    const east = box.x + box.width / 2 + gap;
    const north = box.y - box.height - gap;
    const south = box.y + gap;
    const cells: string[] = [];
    for (let row = Math.floor(north / cell); row <= Math.floor(south / cell); row += 1)
      for (let column = Math.floor(west / cell); column <= Math.floor(east / cell); column += 1)
        cells.push(`${column},${row}`);
    const free = cells.every((name) =>
      (taken.get(name) ?? []).every(
        (other) =>
          other.x + other.width / 2 <= west ||
          other.x - other.width / 2 >= east ||
          other.y <= north ||
          other.y - other.height >= south,
      ),
    );
    if (!free) continue;
    standing.add(box.id);
    for (const name of cells) {
      const there = taken.get(name);
      if (there === undefined) taken.set(name, [box]);
      else there.push(box);
    }
  }
  return standing;
}
