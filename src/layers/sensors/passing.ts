import type { Series, SeriesCatalogue } from '@/contracts/series';
import { alarmRules } from '@/domain/alarmDefinitions';
import type { City } from '@/state/city';
import { rulesByProperty, standingOf, type Standing } from './standing';
import { admits, passesState, readWish } from './wish';

/** A series that passes the layer's filters, with what it stands for now. */
export interface PassingSeries {
  readonly series: Series;
  readonly slot: number;
  readonly standing: Standing;
}

/** What the list, the sheets and the map agree to show, in the order of the catalogue. */
export function passingSeries({ series, properties }: SeriesCatalogue, city: City): readonly PassingSeries[] {
  const wish = readWish(city.scene.getState().layers.sensors?.options);
  const { values, states } = city.telemetry();
  const domainOf = new Map(properties.map(({ id, domain }) => [id, domain]));
  const rulesOf = rulesByProperty(alarmRules);
  return series.flatMap((one, slot) => {
    if (!admits(wish, one, domainOf.get(one.property))) return [];
    const standing = standingOf(states[slot] ?? 0, values[slot] ?? Number.NaN, rulesOf(one.property));
    return passesState(wish, standing) ? [{ series: one, slot, standing }] : [];
  });
}
