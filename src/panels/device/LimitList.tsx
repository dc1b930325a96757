import { stateTitles } from '@/contracts/sign';
import { limitsOf } from '@/domain/limits';
import { signTextOf } from '@/domain/signTexts';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import type { DevicePart } from './DeviceCard';
import css from './device.module.css';

/** The limits drawn in the charts, each with who set it; whence, behind a fold. */
export function LimitList({ property }: DevicePart) {
  const { say, language } = useWords();
  const limits = limitsOf(property.id);
  const w = deviceWords;
  const comma = language === 'zh' ? '、' : ', ';
  const said = limits.flatMap((limit) => limit.said);
  const sources = new Map(said.map((one) => [`${one.by} ${one.title.en}`, one]));
  return (
    <section aria-label={say(w.limits)}>
      <h3 className={css['partTitle']}>{say(w.limits)}</h3>
      {limits.length === 0 && <p className={css['quiet']}>{say(w.noLimits)}</p>}
      <ul className={css['limits']}>
        {limits.map(({ value, severity, direction, said: setters }) => (
          <li key={`${severity} ${direction} ${value}`}>
            <span className={css['state']} data-state={severity}>
              <StateShape state={severity} /> {say(stateTitles[severity])}
            </span>
            <span>
              {say(w[direction])} {figure(value, property.decimals)} <small>{property.unitTitle}</small>
            </span>
            <span className={css['quiet']}>
              {setters.map(({ by, title }) => `${say(w.limitOf[by])} ${say(title)}`).join(comma)}
            </span>
          </li>
        ))}
      </ul>
      {sources.size > 0 && (
        <details className={css['sources']}>
          <summary>{say(w.limitSources)}</summary>
          <dl>
            {[...sources.values()].map((one) => (
              <div key={`${one.by} ${one.title.en}`}>
                <dt>
                  {say(w.limitOf[one.by])} {say(one.title)}
                </dt>
                <dd>{say(one.by === 'rule' ? one.source : signTextOf(one.sign).source)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
