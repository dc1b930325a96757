import { themes, type Theme } from '@/contracts/ids';
import { rampColours } from '@/scene/ramp';
import { signalColours, signalHalos } from '@/scene/signals';
import { firstShade } from './census';
import { signalOf, standings, type Standing } from './standing';

/** A picture by what it shows: the same id is the same picture, and is kept by the engine only once. */
export interface Glyph {
  readonly id: string;
  readonly image: string;
}

const disc = 'M16 5a11 11 0 1 0 0 22a11 11 0 1 0 0-22z';
const outlines: Readonly<Record<Standing, string>> = {
  normal: disc,
  attention: disc,
  warning: 'M16 2L30 16L16 30L2 16z',
  alarm: 'M5 5h22v22H5z',
  stale: disc,
  lost: disc,
  absent: disc,
};

function svg(parts: string): string {
  const words = `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 32 32">${parts}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(words)}`;
}

function shape(path: string, fill: string, stroke: string, width: number, halo: string): string {
  return (
    `<path d="${path}" fill="${halo}" stroke="${halo}" stroke-width="${width + 2.5}" stroke-linejoin="round"/>` +
    `<path d="${path}" fill="${fill}" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`
  );
}

/** Strokes across the disc, clear of its rim. */
const hatch = 'M9 20L20 9M10.5 24L24 10.5M14.5 25.5L25.5 14.5';

function ringed(standing: Standing, colour: string, halo: string): string {
  const ground = shape(disc, halo, colour, 2.5, halo);
  switch (standing) {
    case 'stale':
      return `${ground}<path d="${hatch}" stroke="${colour}" stroke-width="1.8" fill="none"/>`;
    case 'lost':
      return `${shape(disc, halo, halo, 2.5, halo)}<path d="${disc}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="4.5 3.2"/>`;
    case 'absent':
      return `${ground}<path d="M10.5 16h11" stroke="${colour}" stroke-width="3" fill="none"/>`;
    case 'normal':
    case 'attention':
    case 'warning':
    case 'alarm':
      return ground;
  }
}

function drawn(look: number, theme: Theme): string {
  const halo = signalHalos[theme];
  const shade = rampColours[theme][look - firstShade];
  if (shade !== undefined) return svg(shape(disc, shade, shade, 1, halo));
  const standing = standings[look] ?? 'absent';
  const colour = signalColours[theme][signalOf[standing]];
  return standing === 'attention' || standing === 'warning' || standing === 'alarm'
    ? svg(shape(outlines[standing], colour, colour, 1, halo))
    : svg(ringed(standing, colour, halo));
}

/**
 * Every look of the census as a picture whose shape alone tells it: disc, diamond, square, hatched, broken or barred
 * ring. A quiet one is a ring around nothing: for clusters, which hold a number.
 */
export interface Glyphs {
  readonly of: (look: number, theme: Theme) => Glyph;
  readonly all: readonly Glyph[];
}

export function createGlyphs(): Glyphs {
  const idOf = (look: number, theme: Theme) => `${theme}/${look}`;
  const looks = [...standings.keys(), ...rampColours.night.map((_, shade) => firstShade + shade)];
  const all = themes.flatMap((theme) =>
    looks.map((look) => ({ id: idOf(look, theme), image: drawn(look, theme) })),
  );
  const byId = new Map(all.map((glyph) => [glyph.id, glyph]));
  return {
    all,
    of: (look, theme) => {
      const glyph = byId.get(idOf(look, theme));
      if (glyph === undefined) throw new Error(`No glyph is drawn for look ${look}.`);
      return glyph;
    },
  };
}
