import { signedArea, simplify } from '../polygon';
import type { Point } from '../plane';
import type { StreetLine } from './network';
import { streetWidths, type Street } from './street';

/** A piece of ground with streets all round it. */
export interface Face {
  /** Counter-clockwise, open, along the street axes. */
  readonly ring: readonly Point[];
  /** Width of the street on the side from `ring[i]` to `ring[i + 1]`, metres. */
  readonly widths: readonly number[];
}

export interface StreetGraph {
  readonly streets: readonly Street[];
  readonly faces: readonly Face[];
}

interface Segment {
  readonly line: number;
  readonly a: Point;
  readonly b: Point;
  readonly cuts: number[];
}

const hashCell = 120;
const grain = 1;

/** Joins lines where they cross, drops what leads nowhere, and finds the ground between. */
export const joinStreets = (lines: readonly StreetLine[]): StreetGraph => {
  const segments = segmentsOf(lines);
  cutCrossings(segments);
  const nodes = new Map<string, number>();
  const places: Point[] = [];
  const nodeAt = ([x, y]: Point): number => {
    const key = `${Math.round(x / grain)},${Math.round(y / grain)}`;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    nodes.set(key, places.length);
    places.push([x, y]);
    return places.length - 1;
  };
  const edges = new Map<number, { readonly a: number; readonly b: number; readonly line: number }>();
  for (const segment of segments) {
    const stops = [0, ...segment.cuts.sort((p, q) => p - q), 1];
    for (let i = 1; i < stops.length; i += 1) {
      const a = nodeAt(along(segment, stops[i - 1]!));
      const b = nodeAt(along(segment, stops[i]!));
      if (a === b) continue;
      const key = Math.min(a, b) * 1e7 + Math.max(a, b);
      const other = edges.get(key);
      if (other === undefined || widthOf(lines, segment.line) > widthOf(lines, other.line)) {
        edges.set(key, { a, b, line: segment.line });
      }
    }
  }
  const anchors = new Set(lines.flatMap((line) => (line.anchors ?? []).map(nodeAt)));
  const links = prunedLinks([...edges.values()], places.length, anchors);
  return { streets: streetsOf(links, places, lines), faces: facesOf(links, places, lines) };
};

const widthOf = (lines: readonly StreetLine[], line: number): number =>
  lines[line]!.width ?? streetWidths[lines[line]!.class];

const along = ({ a, b }: Segment, t: number): Point =>
  t === 0 ? a : t === 1 ? b : [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

const segmentsOf = (lines: readonly StreetLine[]): Segment[] =>
  lines.flatMap((line, index) => {
    const points = simplify(line.points, 1.6);
    return points.slice(1).map((b, i) => ({ line: index, a: points[i]!, b, cuts: [] }));
  });

const cutCrossings = (segments: readonly Segment[]): void => {
  const cells = new Map<string, number[]>();
  for (const [index, { a, b }] of segments.entries()) {
    const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / (hashCell / 2)) + 1;
    const visited = new Set<string>();
    for (let k = 0; k <= steps; k += 1) {
      const i = Math.floor((a[0] + ((b[0] - a[0]) * k) / steps) / hashCell);
      const j = Math.floor((a[1] + ((b[1] - a[1]) * k) / steps) / hashCell);
      for (let di = -1; di <= 1; di += 1)
        for (let dj = -1; dj <= 1; dj += 1) visited.add(`${i + di},${j + dj}`);
    }
    for (const key of visited) {
      const list = cells.get(key);
      if (list === undefined) cells.set(key, [index]);
      else list.push(index);
    }
  }
  const done = new Set<number>();
  for (const list of cells.values()) {
    for (let p = 0; p < list.length; p += 1) {
      for (let q = p + 1; q < list.length; q += 1) {
        const first = segments[list[p]!]!;
        const second = segments[list[q]!]!;
        if (first.line === second.line) continue;
        const pair = list[p]! * segments.length + list[q]!;
        if (done.has(pair)) continue;
        done.add(pair);
        cut(first, second);
      }
    }
  }
};

const cut = (first: Segment, second: Segment): void => {
  const ux = first.b[0] - first.a[0];
  const uy = first.b[1] - first.a[1];
  const vx = second.b[0] - second.a[0];
  const vy = second.b[1] - second.a[1];
  const cross = ux * vy - uy * vx;
  if (Math.abs(cross) < 1e-9) return;
  const wx = second.a[0] - first.a[0];
  const wy = second.a[1] - first.a[1];
  const s = (wx * vy - wy * vx) / cross;
  const t = (wx * uy - wy * ux) / cross;
  if (s < 0 || s > 1 || t < 0 || t > 1) return;
  first.cuts.push(s);
  second.cuts.push(t);
};

interface Link {
  readonly to: number;
  readonly line: number;
}

/** Neighbours of every node once dead ends are gone; a dead end stays when it is a bridge head. */
const prunedLinks = (
  edges: readonly { readonly a: number; readonly b: number; readonly line: number }[],
  count: number,
  anchors: ReadonlySet<number>,
): Link[][] => {
  const links: Link[][] = Array.from({ length: count }, () => []);
  for (const { a, b, line } of edges) {
    links[a]!.push({ to: b, line });
    links[b]!.push({ to: a, line });
  }
  const ends = links.flatMap((list, node) => (list.length === 1 ? [node] : []));
  for (let node = ends.pop(); node !== undefined; node = ends.pop()) {
    const only = links[node]![0];
    if (links[node]!.length !== 1 || only === undefined || anchors.has(node)) continue;
    links[node] = [];
    links[only.to] = links[only.to]!.filter((link) => link.to !== node);
    if (links[only.to]!.length === 1) ends.push(only.to);
  }
  return links;
};

const streetsOf = (
  links: readonly (readonly Link[])[],
  places: readonly Point[],
  lines: readonly StreetLine[],
): Street[] => {
  const byLine = new Map<number, Map<number, number[]>>();
  for (const [node, list] of links.entries()) {
    for (const { to, line } of list) {
      const own = byLine.get(line) ?? new Map<number, number[]>();
      byLine.set(line, own);
      own.set(node, [...(own.get(node) ?? []), to]);
    }
  }
  const out: Street[] = [];
  for (const [line, own] of byLine) {
    const used = new Set<number>();
    const walk = (start: number): void => {
      for (;;) {
        const chain = [start];
        for (let at = start; ;) {
          const next = own.get(at)?.find((to) => !used.has(Math.min(at, to) * 1e7 + Math.max(at, to)));
          if (next === undefined) break;
          used.add(Math.min(at, next) * 1e7 + Math.max(at, next));
          chain.push(next);
          at = next;
        }
        if (chain.length < 2) return;
        const kind = lines[line]!.class;
        out.push({ class: kind, width: widthOf(lines, line), line: chain.map((node) => places[node]!) });
      }
    };
    for (const [node, list] of own) if (list.length === 1) walk(node);
    for (const node of own.keys()) walk(node);
  }
  return out;
};

const facesOf = (
  links: readonly (readonly Link[])[],
  places: readonly Point[],
  lines: readonly StreetLine[],
): Face[] => {
  const turned = links.map((list, node) => {
    const [x, y] = places[node]!;
    const angle = (link: Link): number => Math.atan2(places[link.to]![1] - y, places[link.to]![0] - x);
    return [...list].sort((p, q) => angle(p) - angle(q));
  });
  const seen = new Set<number>();
  const faces: Face[] = [];
  for (const [start, list] of turned.entries()) {
    for (const first of list) {
      if (seen.has(start * 1e7 + first.to)) continue;
      const ring: Point[] = [];
      const widths: number[] = [];
      let from = start;
      let link = first;
      while (!seen.has(from * 1e7 + link.to)) {
        seen.add(from * 1e7 + link.to);
        ring.push(places[from]!);
        widths.push(widthOf(lines, link.line));
        const around = turned[link.to]!;
        const back = around.findIndex((each) => each.to === from);
        const next = around[(back + around.length - 1) % around.length]!;
        from = link.to;
        link = next;
      }
      if (ring.length > 2 && signedArea(ring) > 0) faces.push({ ring, widths });
    }
  }
  return faces;
};
