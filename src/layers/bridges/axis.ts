import type { Position } from '@/contracts/geo';

const metresPerDegree = 111_195;

/** A crossing's axis, walked by metres from its first point. `off` is metres to the left of the way, heights are ellipsoidal. */
export interface Axis {
  readonly length: number;
  readonly heightAt: (s: number) => number;
  readonly at: (s: number, off: number, height: number) => Position;
  /** A place on the deck's edge, `above` metres over it. */
  readonly deck: (s: number, off: number, above: number) => Position;
  /** How far along the axis a place lies. */
  readonly nearest: (place: readonly [number, number, ...number[]]) => number;
}

interface Local {
  readonly x: number;
  readonly y: number;
  readonly h: number;
  readonly s: number;
}

/** Works in metres around the axis' first point: exact to centimetres over a bridge. Throws where there is no line. */
export function alongAxis(positions: readonly Position[]): Axis {
  const [first] = positions;
  if (first === undefined || positions.length < 2) throw new Error('An axis needs two points.');
  const [lon0, lat0] = first;
  const perLon = metresPerDegree * Math.cos((lat0 * Math.PI) / 180);
  const toX = (lon: number) => (lon - lon0) * perLon;
  const toY = (lat: number) => (lat - lat0) * metresPerDegree;
  const points: Local[] = [];
  for (const [lon, lat, h] of positions) {
    const before = points.at(-1);
    const x = toX(lon);
    const y = toY(lat);
    points.push({ x, y, h, s: before === undefined ? 0 : before.s + Math.hypot(x - before.x, y - before.y) });
  }
  const length = points.at(-1)?.s ?? 0;

  function segment(s: number): readonly [Local, Local, number] {
    const clamped = Math.min(Math.max(s, 0), length);
    const after = Math.max(
      1,
      points.findIndex((point) => point.s >= clamped),
    );
    const from = points[after - 1]!;
    const to = points[after]!;
    const span = to.s - from.s;
    return [from, to, span === 0 ? 0 : (clamped - from.s) / span];
  }

  function heightAt(s: number): number {
    const [from, to, t] = segment(s);
    return from.h + (to.h - from.h) * t;
  }

  function at(s: number, off: number, height: number): Position {
    const [from, to, t] = segment(s);
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const run = Math.hypot(dx, dy) || 1;
    const x = from.x + dx * t - (dy / run) * off;
    const y = from.y + dy * t + (dx / run) * off;
    return [lon0 + x / perLon, lat0 + y / metresPerDegree, height];
  }

  return {
    length,
    heightAt,
    at,
    deck: (s, off, above) => at(s, off, heightAt(s) + above),
    nearest: ([lon, lat]) => {
      const x = toX(lon);
      const y = toY(lat);
      let best = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let index = 1; index < points.length; index += 1) {
        const from = points[index - 1]!;
        const to = points[index]!;
        const dx = to.x - from.x;
        const dy = to.y - from.y;
        const square = dx * dx + dy * dy || 1;
        const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / square));
        const away = Math.hypot(x - from.x - dx * t, y - from.y - dy * t);
        if (away < least) {
          least = away;
          best = from.s + (to.s - from.s) * t;
        }
      }
      return best;
    },
  };
}
