import type { Metres } from './plane';

export function distance(a: Metres, b: Metres): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Distance from `p` to the segment `a`–`b`. */
export function segmentDistance(p: Metres, a: Metres, b: Metres): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** Points every `step` metres along the line, its ends included; the last step is stretched to fit. */
export function resample(line: readonly Metres[], step: number): Metres[] {
  const lengths = [0];
  for (let i = 1; i < line.length; i++) lengths.push(lengths[i - 1]! + distance(line[i - 1]!, line[i]!));
  const total = lengths.at(-1)!;
  const count = Math.max(1, Math.round(total / step));
  const out: Metres[] = [];
  for (let k = 0, i = 1; k <= count; k++) {
    const at = (total * k) / count;
    while (i < line.length - 1 && lengths[i]! < at) i++;
    const [a, b] = [line[i - 1]!, line[i]!];
    const span = lengths[i]! - lengths[i - 1]!;
    const t = span === 0 ? 0 : (at - lengths[i - 1]!) / span;
    out.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
  }
  return out;
}

/** Gaussian smoothing of an evenly sampled open line; mirrored at its ends, so that they stay where they are. */
export function smoothOpen(line: readonly Metres[], sigma: number): Metres[] {
  const reach = Math.ceil(sigma * 3);
  const last = line.length - 1;
  const at = (i: number): Metres => {
    if (i < 0) return reflect(line[0]!, line[Math.min(last, -i)]!);
    if (i > last) return reflect(line[last]!, line[Math.max(0, 2 * last - i)]!);
    return line[i]!;
  };
  return line.map((_, i) => {
    let [x, y, sum] = [0, 0, 0];
    for (let k = -reach; k <= reach; k++) {
      const weight = Math.exp((-0.5 * k * k) / (sigma * sigma));
      const p = at(i + k);
      x += weight * p[0];
      y += weight * p[1];
      sum += weight;
    }
    return [x / sum, y / sum];
  });
}

function reflect(centre: Metres, p: Metres): Metres {
  return [2 * centre[0] - p[0], 2 * centre[1] - p[1]];
}

/**
 * Takes out hairpins: a stretch that comes back to within `mouth` of where it left after at least `detour` times that way.
 * Borders do this at harbours and islands, rivers do not.
 */
export function withoutHairpins(
  line: readonly Metres[],
  mouth: number,
  detour: number,
  reach: number,
): Metres[] {
  const along = [0];
  for (let i = 1; i < line.length; i++) along.push(along[i - 1]! + distance(line[i - 1]!, line[i]!));
  const out: Metres[] = [];
  for (let i = 0; i < line.length; i++) {
    out.push(line[i]!);
    let next = i;
    for (let j = i + 2; j < line.length && along[j]! - along[i]! < reach; j++) {
      const chord = distance(line[i]!, line[j]!);
      if (chord < mouth && along[j]! - along[i]! > detour * Math.max(chord, mouth / 3)) next = j;
    }
    if (next > i) i = next - 1;
  }
  return out;
}

/** Douglas–Peucker: indices of the points of an open line to keep. */
export function keptIndices(line: readonly Metres[], tolerance: number): number[] {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let range = stack.pop(); range !== undefined; range = stack.pop()) {
    const [from, to] = range;
    let [worst, index] = [tolerance, -1];
    for (let i = from + 1; i < to; i++) {
      const d = segmentDistance(line[i]!, line[from]!, line[to]!);
      if (d > worst) [worst, index] = [d, i];
    }
    if (index > 0) {
      keep[index] = 1;
      stack.push([from, index], [index, to]);
    }
  }
  return [...keep.keys()].filter((i) => keep[i] === 1);
}

export function simplify(line: readonly Metres[], tolerance: number): Metres[] {
  return keptIndices(line, tolerance).map((i) => line[i]!);
}

/** Simplifies a closed ring (first point repeated at the end) from its two farthest points, so that no corner is favoured. */
export function simplifyRing(ring: readonly Metres[], tolerance: number): Metres[] {
  const open = ring.slice(0, -1);
  let far = 0;
  open.forEach((p, i) => {
    if (distance(p, open[0]!) > distance(open[far]!, open[0]!)) far = i;
  });
  const first = simplify(open.slice(0, far + 1), tolerance);
  const second = simplify([...open.slice(far), open[0]!], tolerance);
  return [...first, ...second.slice(1)];
}

/** Positive when the ring runs counter-clockwise, m². */
export function signedArea(ring: readonly Metres[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}

export function inside(p: Metres, ring: readonly Metres[]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
      odd = !odd;
  }
  return odd;
}
