import * as z from 'zod/mini';
import { layerIds, type LayerId } from './ids';
import { provenance } from './provenance';
import { text, type Text } from './text';

export const layerGroups = [
  'base',
  'network',
  'sensing',
  'newtech',
  'compute',
  'fusion',
  'standard',
  'construction',
  'governance',
] as const;

/**
 * `point` is a disc; `diamond` and `square` with it are the three states that need a person; `hollow`, `hatched`, `ring`
 * (broken) and `barred` are discs without news: any, old, silent, never heard. `dotted`, `striped` and `crossed` are areas in
 * the three states that need a person.
 */
export const legendShapes = [
  'area',
  'line',
  'dash',
  'point',
  'diamond',
  'square',
  'hollow',
  'column',
  'ring',
  'hatch',
  'frame',
  'hatched',
  'barred',
  'dotted',
  'striped',
  'crossed',
] as const;

/** A layer as the catalogue tells it: everything but how it is drawn. */
export const layerEntry = z.object({
  id: z.enum(layerIds),
  title: text,
  group: z.enum(layerGroups),
  clause: z.string(),
  /** `swatch` names a colour token of the look; `shape` is drawn beside the words. */
  legend: z.array(z.object({ label: text, swatch: z.string(), shape: z.enum(legendShapes) })),
  provenance,
  defaults: z.object({ visible: z.boolean(), opacity: z.number() }),
});
export type CatalogueEntry = Readonly<z.infer<typeof layerEntry>>;
/** The same of any layer, also of one a site has added. */
export type LayerEntry = Omit<CatalogueEntry, 'id'> & { readonly id: LayerId };

type LegendItem = LayerEntry['legend'][number];

/** What the colours mean by which a layer is drawn just now, beside what its entry always says. */
export interface LayerLegend {
  readonly title: Text;
  readonly items: readonly Readonly<LegendItem>[];
  readonly note?: Text;
}

/**
 * Something a layer lets one choose, as data, so that one panel can offer it for any layer. What is chosen is kept in the
 * layer's view under `key`: the id of one value, or for `many` the ids of several, a comma between them.
 */
export interface LayerChoice {
  readonly key: string;
  readonly title: Text;
  readonly kind: 'one' | 'many';
  /** What holds while nothing is chosen. */
  readonly otherwise: Text;
  readonly values: readonly {
    /** Letters, digits, `-` and `_`, so that a link can carry it. */
    readonly id: string;
    readonly title: Text;
    readonly mark?: Pick<LegendItem, 'swatch' | 'shape'>;
  }[];
}

/** The values chosen under one key of a layer's options; none where nothing is chosen. */
export function chosenOf(
  options: Readonly<Record<string, string>> | undefined,
  key: string,
): readonly string[] {
  return (options?.[key] ?? '').split(',').filter((id) => id !== '');
}

/** The options with another choice under one key; a key without a choice is left out. */
export function withChoice(
  options: Readonly<Record<string, string>> | undefined,
  key: string,
  ids: readonly string[],
): Readonly<Record<string, string>> {
  const others = Object.entries(options ?? {}).filter(([other]) => other !== key);
  return Object.fromEntries(ids.length === 0 ? others : [...others, [key, ids.join(',')]]);
}
