import type { LayerChoice } from '@/contracts/layer';
import { sensingDomains, type SeriesCatalogue } from '@/contracts/series';
import { layerWords } from '@/state/wordsLayers';
import { sensorWords as w } from '@/state/wordsSensors';
import { signalOf, standings, type Standing } from './standing';

const shapes: Readonly<Record<Standing, 'point' | 'diamond' | 'square' | 'hatched' | 'ring' | 'barred'>> = {
  normal: 'point',
  attention: 'point',
  warning: 'diamond',
  alarm: 'square',
  stale: 'hatched',
  lost: 'ring',
  absent: 'barred',
};

/** What the catalogue lets one choose: only what some device of the city really is. */
export function choicesOf({ properties, series }: SeriesCatalogue): readonly LayerChoice[] {
  const observed = new Set(series.map(({ property }) => property));
  const present = properties.filter(({ id }) => observed.has(id));
  const domains = new Set(present.map(({ domain }) => domain));
  const districts = [...new Set(series.map(({ district }) => district))].filter((code) => code !== '').sort();
  const values = present.map(({ id, name }) => ({ id, title: name }));
  return [
    { key: 'colour', title: w.colour, kind: 'one', otherwise: w.byState, values },
    { key: 'property', title: w.property, kind: 'many', otherwise: w.anyProperty, values },
    {
      key: 'state',
      title: w.state,
      kind: 'many',
      otherwise: w.all,
      values: standings.map((id) => ({
        id,
        title: w.states[id],
        mark: { swatch: signalOf[id], shape: shapes[id] },
      })),
    },
    {
      key: 'domain',
      title: w.domain,
      kind: 'many',
      otherwise: w.all,
      values: sensingDomains.filter((id) => domains.has(id)).map((id) => ({ id, title: w.domains[id] })),
    },
    {
      key: 'district',
      title: w.district,
      kind: 'many',
      otherwise: w.all,
      values: districts.map((id) => ({ id, title: layerWords.district(id) })),
    },
  ];
}
