import type { SeriesCatalogue } from '@/contracts/series';

/**
 * Whether any of what the city shows as readings is simulated. Before the catalogue is known it may be, and is taken for
 * it: nothing made up may pass for live, not even for a moment.
 */
export function holdsSimulated(catalogue: SeriesCatalogue | undefined): boolean {
  return (
    catalogue === undefined || catalogue.series.some(({ provenance }) => provenance.grade === 'simulated')
  );
}
