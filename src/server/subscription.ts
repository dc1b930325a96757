import type { ClientMessage } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';

type Subscribe = Extract<ClientMessage, { type: 'subscribe' }>;

/**
 * The slots a subscription names, as a mask; `undefined` for all. Several parts narrow each other. `class` is an observed
 * property or a sensing domain; what does not exist selects nothing.
 */
export function slotsOf(ask: Subscribe, catalogue: SeriesCatalogue): Uint8Array | undefined {
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
