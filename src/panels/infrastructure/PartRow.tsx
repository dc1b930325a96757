import { Filter, LocateFixed } from 'lucide-react';
import { withChoice } from '@/contracts/layer';
import type { SeriesCatalogue } from '@/contracts/series';
import type { InfrastructureHealth } from '@/domain/infrastructure';
import type { PlannedPart } from '@/domain/infrastructurePlan';
import { useCity, useScene } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { infrastructureWords as w } from '@/state/wordsInfrastructure';
import { figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { stateTitles } from '@/contracts/sign';
import css from './infrastructure.module.css';

/** Near enough to see the device among its neighbours, metres. */
const rangeM = 900;

/** One part of a class: its numbers, a way to see only its kind on the map, and a way to its worst device. */
export function PartRow(props: {
  readonly part: PlannedPart;
  readonly health: InfrastructureHealth | undefined;
  readonly catalogue: SeriesCatalogue;
}) {
  const { say } = useWords();
  const city = useCity();
  const { part, health, catalogue } = props;
  const name = say(part.definition.title);
  const properties = [...new Set(part.slots.map((slot) => catalogue.series[slot]?.property ?? ''))].sort();
  const wanted = properties.join(',');
  const shown = useScene(
    ({ layers }) => layers.sensors?.visible === true && layers.sensors.options?.['property'] === wanted,
  );
  const worst = health?.worst === undefined ? undefined : catalogue.series[health.worst];
  if (health === undefined) return null;
  const filter = () => {
    const scene = city.scene.getState();
    const options = withChoice(scene.layers.sensors?.options, 'property', shown ? [] : properties);
    scene.setLayer('sensors', { visible: true, options });
  };
  const fly = () => {
    if (worst === undefined) return;
    const scene = city.scene.getState();
    scene.setLayer('sensors', { visible: true });
    city.select({ layer: 'sensors', feature: String(worst.id) });
    const [lon, lat, height] = worst.at;
    scene.fly({ kind: 'place', at: [lon, lat], height, range: rangeM });
  };
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          data-kind="quiet"
          aria-pressed={shown}
          aria-label={shown ? say(w.all) : say(w.show(name))}
          title={shown ? say(w.all) : say(w.show(name))}
          onClick={filter}
        >
          <Filter size="0.75rem" aria-hidden="true" /> {name}
        </button>
      </th>
      <td className={css['number']} data-state={health.state}>
        <StateShape state={health.state} />
        {health.state !== 'normal' && (
          <span className={css['hidden']}>{say(stateTitles[health.state])} </span>
        )}
        {figure(health.online, 1)}
        <small> %</small>
      </td>
      <td className={css['number']}>
        {figure(health.open)}
        {health.unacknowledged > 0 && <small> / {figure(health.unacknowledged)}</small>}
      </td>
      <td className={css['number']}>{figure(health.stale)}</td>
      <td className={css['number']}>
        {figure(health.absent)}
        {worst !== undefined && (
          <button
            type="button"
            data-kind="quiet"
            className={css['fly']}
            aria-label={say(w.fly(name))}
            title={say(worst.name)}
            onClick={fly}
          >
            <LocateFixed size="0.875rem" aria-hidden="true" />
          </button>
        )}
      </td>
    </tr>
  );
}
