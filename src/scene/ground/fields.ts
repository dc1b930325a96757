import type { Box } from '@/contracts/geo';
import type { Look } from '../look';
import type { TilePen } from './paint';
import type { TileFrame } from './path';

/** Side of a group of plots, degrees of latitude and longitude: about 600 m either way. */
const group = { lat: 0.0054, lon: 0.0063 } as const;
/** Metres a pixel may span: coarser the plots are finer than a pixel, and from near the ground is plain. */
const shown = { from: 0.35, until: 34, stripsUntil: 7 } as const;

/** 0…1 from two whole numbers and a stream, the same in every tile that shows the place. */
function chance(i: number, j: number, stream: number): number {
  let h = Math.imul(i ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(j ^ stream, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
}

/** A corner four groups share, moved a little from the even grid. */
function corner(i: number, j: number): readonly [lon: number, lat: number] {
  return [(i + 0.62 * (chance(i, j, 1) - 0.5)) * group.lon, (j + 0.62 * (chance(i, j, 2) - 0.5)) * group.lat];
}

/**
 * The country as plots of fields: indicative, by place alone, so that tiles meet without a seam. Groups in which
 * `inTown` says a town lies are left out.
 */
export function paintFields(
  pen: TilePen,
  frame: TileFrame,
  look: Look['fields'],
  inTown: (window: Box) => boolean,
): void {
  const { box, metresPerPx } = frame;
  if (metresPerPx > shown.until || metresPerPx < shown.from) return;
  const x = (lon: number) => (lon - box[0]) * frame.pxPerLon;
  const y = (lat: number) => (box[3] - lat) * frame.pxPerLat;
  for (let j = Math.floor(box[1] / group.lat) - 1; j <= Math.floor(box[3] / group.lat) + 1; j += 1) {
    for (let i = Math.floor(box[0] / group.lon) - 1; i <= Math.floor(box[2] / group.lon) + 1; i += 1) {
      const corners = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)] as const;
      const window: Box = [
        Math.min(corners[0][0], corners[3][0]),
        Math.min(corners[0][1], corners[1][1]),
        Math.max(corners[1][0], corners[2][0]),
        Math.max(corners[2][1], corners[3][1]),
      ];
      if (inTown(window)) continue;
      pen.beginPath();
      corners.forEach(([lon, lat], index) => {
        if (index === 0) pen.moveTo(x(lon), y(lat));
        else pen.lineTo(x(lon), y(lat));
      });
      pen.closePath();
      const { tones } = look;
      pen.fillStyle = tones[Math.floor(chance(i, j, 3) * tones.length)]!;
      pen.fill();
      if (metresPerPx < shown.stripsUntil) {
        // One side's balks are drawn with the group, the other sides' by the neighbours.
        pen.strokeStyle = look.balk;
        pen.lineWidth = Math.max(0.6, 1.6 / metresPerPx);
        pen.stroke();
        strips(
          pen,
          corners.map(([lon, lat]) => [x(lon), y(lat)] as const),
          i,
          j,
          look,
        );
      }
    }
  }
}

type Px = readonly [x: number, y: number];

/** Plots side by side across a group, every other one of another tone. */
function strips(pen: TilePen, corners: readonly Px[], i: number, j: number, look: Look['fields']): void {
  const count = 4 + Math.floor(chance(i, j, 4) * 7);
  const [a, b, c, d] = (chance(i, j, 5) < 0.5 ? corners : [...corners.slice(1), corners[0]!]) as [
    Px,
    Px,
    Px,
    Px,
  ];
  const along = (p: Px, q: Px, t: number): Px => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
  for (let k = 0; k < count; k += 2) {
    const [from, to] = [k / count, Math.min(1, (k + 0.7 + 0.6 * chance(i + k, j, 6)) / count)];
    pen.beginPath();
    pen.moveTo(...along(a, b, from));
    pen.lineTo(...along(a, b, to));
    pen.lineTo(...along(d, c, to));
    pen.lineTo(...along(d, c, from));
    pen.closePath();
    pen.fillStyle = look.tones[(k / 2 + Math.floor(chance(i, j, 7) * 4)) % look.tones.length]!;
    pen.fill();
  }
}
