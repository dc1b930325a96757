import { lengthOf, minus, substances, unit, type Place, type Substance } from './mesh';

/**
 * Round lines seen from any side: cables, hangers, rails. Each piece is a strip that always faces the eye, as wide as it
 * really is from near and never thinner than a pixel from afar, where it fades instead; so nothing shimmers.
 */
export interface Ribbons {
  readonly positions: number[];
  readonly along: number[];
  /** Metres along the line, and its number of its own (see `Finish`). */
  readonly texture: number[];
  /** Substance, side (−1 or 1), radius in metres, half the least width in pixels. */
  readonly traits: number[];
  readonly indices: number[];
}

export const emptyRibbons = (): Ribbons => ({
  positions: [],
  along: [],
  texture: [],
  traits: [],
  indices: [],
});

export interface RibbonLook {
  readonly substance: Substance;
  readonly radius: number;
  /** Half of the pixels it keeps from afar. */
  readonly leastPx?: number;
  readonly own?: number;
}

/** A line through places. */
export function ribbon(ribbons: Ribbons, path: readonly Place[], look: RibbonLook): void {
  const { substance, radius, leastPx = 0.5, own = 0 } = look;
  let walked = 0;
  for (let i = 1; i < path.length; i += 1) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const way = unit(minus(to, from));
    const length = lengthOf(minus(to, from));
    if (length < 1e-6) continue;
    const first = ribbons.positions.length / 3;
    for (const [place, at] of [
      [from, walked],
      [to, walked + length],
    ] as const) {
      for (const side of [-1, 1]) {
        ribbons.positions.push(...place);
        ribbons.along.push(...way);
        ribbons.texture.push(at, own);
        ribbons.traits.push(substances[substance], side, radius, leastPx);
      }
    }
    ribbons.indices.push(first, first + 1, first + 3, first, first + 3, first + 2);
    walked += length;
  }
}
