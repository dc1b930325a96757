import type { SeriesCatalogue } from '@/contracts/series';
import type { InfrastructureClassHealth } from '@/domain/infrastructure';
import { infrastructureTable, type InfrastructurePlan, type PlannedClass } from '@/domain/infrastructurePlan';
import { useCity, usePreferences } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { infrastructureWords as w } from '@/state/wordsInfrastructure';
import { figure } from '@/state/wordsFormat';
import css from './infrastructure.module.css';
import { PartRow } from './PartRow';

/** The parts of a class by the words of its article: what reports, what is wrong, why nothing is known. */
export function ClassParts(props: {
  readonly planned: PlannedClass;
  readonly health: InfrastructureClassHealth;
  readonly plan: InfrastructurePlan;
  readonly catalogue: SeriesCatalogue;
}) {
  const { say } = useWords();
  const city = useCity();
  const workspace = usePreferences((preferences) => preferences.workspace);
  const { planned, health, plan } = props;
  const { definition } = planned;
  const known = planned.parts.filter(({ slots }) => slots.length > 0);
  const silent = planned.parts.filter(({ slots }) => slots.length === 0);
  const outside = plan.outside.filter(({ slots }) => slots.length > 0);
  const beside = outside.reduce((sum, { slots }) => sum + slots.length, 0);
  return (
    <section className={css['parts']} aria-label={say(definition.title)}>
      <p className={css['quiet']}>
        {say(definition.title)} · {say(words.layers.clause(definition.clause))} ·{' '}
        {say(w.counts(figure(health.series), figure(health.stale), figure(health.absent)))}
      </p>
      {health.sources > 0 && <p className={css['quiet']}>{say(w.sources(health.sources))}</p>}
      {known.length > 0 && (
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{say(w.part)}</th>
              {[w.online, w.alarms, w.stale, w.absent].map((column) => (
                <th key={column.en} scope="col" className={css['number']}>
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {known.map((part) => (
              <PartRow
                key={part.definition.id}
                part={part}
                health={health.parts.find(({ id }) => id === part.definition.id)}
                catalogue={props.catalogue}
              />
            ))}
          </tbody>
        </table>
      )}
      {silent.length > 0 && (
        <ul className={css['silent']} aria-label={say(w.absent)}>
          {silent.map(({ definition: part }) => (
            <li key={part.id}>
              <b>{say(part.title)}</b> {say(w.absent)}
              {part.absent && <small> · {say(part.absent)}</small>}
            </li>
          ))}
        </ul>
      )}
      <div className={css['ways']}>
        {definition.id === 'compute' && workspace !== 'plan' && (
          <button type="button" onClick={() => city.preferences.getState().setWorkspace('plan')}>
            {say(w.centres)}
          </button>
        )}
      </div>
      {definition.id === 'converged' && beside > 0 && (
        <p className={css['quiet']}>
          {say(w.outside(figure(beside)))}{' '}
          {outside.map(({ definition: { id, reason }, slots }) => (
            <span key={id}>{say(w.reason(say(reason), figure(slots.length)))} </span>
          ))}
        </p>
      )}
      <p className={css['quiet']}>
        {say(infrastructureTable.source)}{' '}
        {say(w.rule(infrastructureTable.version, infrastructureTable.least))}
      </p>
    </section>
  );
}
