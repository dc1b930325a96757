import { BillboardCollection, BlendOption, Cartesian3, Color, type Billboard } from 'cesium';
import type { Glyph } from './glyphs';

export interface StandingGlyph {
  readonly glyph: Glyph;
  /** Width and height, CSS pixels. */
  readonly size: number;
  /** Earth-fixed metres. */
  readonly at: Cartesian3;
}

/** Pictures on the map by a number of the caller's; only what differs is written, and what is put away is used again. */
export interface GlyphBoard {
  readonly primitive: BillboardCollection;
  /** Fetches pictures before they are needed: one fetched late would leave a gap on the map for several drawings. */
  readonly ready: (glyphs: Iterable<Glyph>) => void;
  readonly put: (key: number, standing: StandingGlyph) => void;
  readonly remove: (key: number) => void;
  readonly has: (key: number) => boolean;
  readonly keys: () => Iterable<number>;
  /** Is a picture still to come, so that one more drawing of the map is due? */
  readonly waits: () => boolean;
  readonly fade: (opacity: number) => void;
}

/** A picture of ours is decoded within a few drawings; one that never is must not keep the map awake. */
const mostDrawings = 200;

export function createGlyphBoard(): GlyphBoard {
  const primitive = new BillboardCollection({ blendOption: BlendOption.TRANSLUCENT });
  const held = new Map<number, Billboard>();
  const spare: Billboard[] = [];
  let patience = 0;
  const awaited = new Set<Billboard>();
  let colour = Color.WHITE;

  function dress(billboard: Billboard, { glyph, size, at }: StandingGlyph): void {
    if (!billboard.position.equals(at)) billboard.position = at;
    if (billboard.width !== size) {
      billboard.width = size;
      billboard.height = size;
    }
    if (billboard.image === glyph.id) return;
    billboard.setImage(glyph.id, glyph.image);
    awaited.add(billboard);
    patience = mostDrawings;
  }

  function fresh(): Billboard {
    return primitive.add({
      position: Cartesian3.ZERO,
      // A state that needs a person, and a count that may hold one, are never hidden by a house.
      disableDepthTestDistance: Number.POSITIVE_INFINITY,
    });
  }

  return {
    primitive,
    ready: (glyphs) => {
      for (const { id, image } of glyphs) {
        const billboard = fresh();
        billboard.show = false;
        // Before it has a size: the picture is kept as large as it was drawn, and made smaller for each that shows it.
        billboard.setImage(id, image);
        awaited.add(billboard);
        spare.push(billboard);
      }
      patience = mostDrawings;
    },
    put: (key, standing) => {
      const billboard = held.get(key) ?? spare.pop() ?? fresh();
      dress(billboard, standing);
      billboard.color = colour;
      billboard.show = true;
      held.set(key, billboard);
    },
    remove: (key) => {
      const known = held.get(key);
      if (known === undefined) return;
      known.show = false;
      held.delete(key);
      spare.push(known);
    },
    has: (key) => held.has(key),
    keys: () => held.keys(),
    waits: () => {
      for (const billboard of awaited) if (billboard.ready) awaited.delete(billboard);
      patience -= 1;
      return awaited.size > 0 && patience > 0;
    },
    fade: (opacity) => {
      colour = Color.WHITE.withAlpha(opacity);
      for (const billboard of held.values()) billboard.color = colour;
    },
  };
}
