import { stateTitles } from '@/contracts/sign';
import { limitsOf } from '@/domain/limits';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import type { DevicePart } from './DeviceCard';
import css from './device.module.css';

/** The limits drawn in the charts, each with who set it and whence. */
export function LimitList({ property }: DevicePart) {
  const { say } = useWords();
  const limits = limitsOf(property.id);
  const w = words.device;
  return (
    <section aria-label={say(w.limits)}>
      <h3 className={css['partTitle']}>{say(w.limits)}</h3>
      {limits.length === 0 && <p className={css['quiet']}>{say(w.noLimits)}</p>}
      <ul className={css['limits']}>
        {limits.map(({ value, severity, direction, said }) => (
          <li key={`${severity} ${direction} ${value}`}>
            <span className={css['state']} data-state={severity}>
              <StateShape state={severity} /> {say(stateTitles[severity])}
            </span>
            <span>
              {say(w[direction])} {figure(value, property.decimals)} <small>{property.unitTitle}</small>
            </span>
            <span className={css['quiet']}>
              {said.map(({ title, source }) => `${say(title)}：${say(source)}`).join('；')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
