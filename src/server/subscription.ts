import { createHash } from 'node:crypto';
import { beatsOfZoom, type ClientMessage } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';

export type Subscribe = Extract<ClientMessage, { type: 'subscribe' }>;

/** What a client is told of, and how often. */
export interface Coverage {
  /** The same for all who ask for the same. */
  readonly key: string;
  /** One byte a slot, 0 where it is left out; `undefined` for all slots. */
  readonly mask: Uint8Array | undefined;
  /** Beats from one frame to the next. */
  readonly beats: number;
}

export const everything: Coverage = { key: 'all 1', mask: undefined, beats: 1 };

/** Ids in whatever order, and twice, name the same readings. */
function keyOf(ask: Subscribe, beats: number): string {
  if (ask.series === undefined && ask.class === undefined && ask.bbox === undefined) {
    return `all ${String(beats)}`;
  }
  const ids = ask.series === undefined ? undefined : [...new Set(ask.series)].sort((a, b) => a - b);
  // A list of ten thousand ids is not kept for each who asks.
  const named = createHash('sha256')
    .update(JSON.stringify([ids, ask.class, ask.bbox]))
    .digest('base64url');
  return `${named} ${String(beats)}`;
}

/**
 * The slots a subscription names, as a mask; `undefined` for all. Several parts narrow each other. `class` is an observed
 * property or a sensing domain. What does not exist selects nothing, and so does an area whose sides are crossed.
 */
function slotsOf(ask: Subscribe, catalogue: SeriesCatalogue): Uint8Array | undefined {
  if (ask.series === undefined && ask.class === undefined && ask.bbox === undefined) return undefined;
  const ids = ask.series === undefined ? undefined : new Set(ask.series);
  const properties =
    ask.class === undefined
      ? undefined
      : new Set(
          catalogue.properties
            .filter((property) => property.id === ask.class || property.domain === ask.class)
            .map((property) => property.id),
        );
  return Uint8Array.from(catalogue.series, (series) => {
    if (ids?.has(series.id) === false || properties?.has(series.property) === false) return 0;
    if (ask.bbox === undefined) return 1;
    const [west, south, east, north] = ask.bbox;
    const [lon, lat] = series.at;
    return lon >= west && lon <= east && lat >= south && lat <= north ? 1 : 0;
  });
}

export function coverageOf(ask: Subscribe, catalogue: SeriesCatalogue): Coverage {
  const beats = beatsOfZoom(ask.zoom);
  return { key: keyOf(ask, beats), mask: slotsOf(ask, catalogue), beats };
}
