import type { Point } from '../plane';
import { rectangle, type Rectangle } from '../rectangle';
import { between, type Random } from '../random';
import type { Design } from './building';
import type { Site } from './site';

/** Draws the building for a plot of a row. */
export type Draw = (plot: Rectangle, height: number) => Design;

/** How the plots of a row are cut, metres, and built on. */
export interface Cut {
  readonly length: readonly [number, number];
  readonly depth: readonly [number, number];
  readonly draw: Draw;
}

/** Rows cut otherwise than the rest of their block, and their share of all (0 … 1). */
export interface OtherRows extends Cut {
  readonly share: number;
}

export interface RowRule extends Cut {
  /** Direction of the rows, radians from east. */
  readonly angle: number;
  /** Wings, courts and bows take deeper plots. */
  readonly other?: OtherRows;
  readonly height: () => number;
  /** Clear distance between rows for a height (the sunlight rule), metres. */
  readonly rowGap: (height: number) => number;
  /** Clear distance between neighbours of a row, metres. */
  readonly sideGap: number;
  /** Share of the places left empty: yards, gardens, car parks. */
  readonly empty?: number;
}

const slide = 7;

/** Fills a block with rows of buildings, from its south edge northwards; every plot is slid along its row until it fits. */
export const fillRows = (site: Site, random: Random, rule: RowRule): Design[] => {
  const c = Math.cos(rule.angle);
  const s = Math.sin(rule.angle);
  const us = site.ring.map(([x, y]) => x * c + y * s);
  const vs = site.ring.map(([x, y]) => y * c - x * s);
  const [west, east] = [Math.min(...us), Math.max(...us)];
  const [south, north] = [Math.min(...vs), Math.max(...vs)];
  const out: Design[] = [];
  let v = south + 8 + random() * 6;
  while (v < north) {
    const height = rule.height();
    const cut = rule.other !== undefined && random() < rule.other.share ? rule.other : rule;
    const depth = between(random, cut.depth[0], cut.depth[1]);
    let u = west + random() * 10;
    let placed = false;
    let length = between(random, cut.length[0], cut.length[1]);
    while (u < east) {
      const middle: Point = [u + length / 2, v + depth / 2];
      const plot = rectangle(
        middle[0] * c - middle[1] * s,
        middle[0] * s + middle[1] * c,
        rule.angle,
        length,
        depth,
      );
      if (site.fits(plot, rule.sideGap)) {
        placed = true;
        if (random() >= (rule.empty ?? 0)) {
          site.take(plot);
          out.push(cut.draw(plot, height));
        }
        u += length + rule.sideGap;
        length = between(random, cut.length[0], cut.length[1]);
      } else {
        u += slide;
      }
    }
    v += placed ? depth + rule.rowGap(height) : slide;
  }
  return out;
};

export interface EdgeRule {
  /** Least width of the street a shop row looks on, metres. */
  readonly street: number;
  readonly length: readonly [number, number];
  readonly depth: number;
  readonly gap: number;
  readonly share: number;
  readonly draw: (plot: Rectangle) => Design;
}

/** Lines the block's wider streets, walls parallel to the kerb. */
export const fillEdges = (site: Site, random: Random, rule: EdgeRule): Design[] => {
  const out: Design[] = [];
  for (let i = 0; i < site.ring.length; i += 1) {
    if (site.widths[i]! < rule.street) continue;
    const a = site.ring[i]!;
    const b = site.ring[(i + 1) % site.ring.length]!;
    const side = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    // The ring runs counter-clockwise: inwards is to the left.
    const inwards = site.widths[i]! / 2 + 6 + rule.depth / 2;
    let t = 6;
    let length = between(random, rule.length[0], rule.length[1]);
    while (t + length < side) {
      const m = t + length / 2;
      const plot = rectangle(
        a[0] + Math.cos(angle) * m - Math.sin(angle) * inwards,
        a[1] + Math.sin(angle) * m + Math.cos(angle) * inwards,
        angle,
        length,
        rule.depth,
      );
      if (random() < rule.share && site.fits(plot, rule.gap)) {
        site.take(plot);
        out.push(rule.draw(plot));
        t += length + rule.gap;
        length = between(random, rule.length[0], rule.length[1]);
      } else {
        t += 12;
      }
    }
  }
  return out;
};
