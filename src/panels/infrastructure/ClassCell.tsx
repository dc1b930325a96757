import type { InfrastructureClass } from '@/contracts/infrastructure';
import type { InfrastructureHealth } from '@/domain/infrastructure';
import { useWords } from '@/state/words';
import { infrastructureWords as w } from '@/state/wordsInfrastructure';
import { figure } from '@/state/wordsFormat';
import { StateMark } from '../StateMark';
import css from './infrastructure.module.css';

/** A class at a glance: how much of it reports, its state, its alarms. Without a source it says so and has no rate. */
export function ClassCell(props: {
  readonly definition: InfrastructureClass;
  readonly health: InfrastructureHealth | undefined;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const { say } = useWords();
  const { definition, health } = props;
  const silent = health === undefined || health.series === 0;
  return (
    <li className={css['cell']} data-open={props.open || undefined}>
      <button
        type="button"
        data-kind="quiet"
        aria-expanded={props.open}
        aria-label={say(w.open(say(definition.title)))}
        onClick={props.onOpen}
      >
        {say(definition.short)}
      </button>
      <p className={css['rate']}>
        {silent ? '–' : figure(health.online, 1)}
        {!silent && <small> %</small>}
      </p>
      <p>
        <StateMark state={health?.state ?? 'absent'} />
      </p>
      <p className={css['quiet']}>
        {silent
          ? say(w.noFeed)
          : say(health.open === 0 ? w.noAlarm : w.alarmCount(health.open, health.unacknowledged))}
      </p>
    </li>
  );
}
