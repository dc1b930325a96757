import type { SignDefinition, SignMeasure, SignTrace } from '@/contracts/sign';
import { stateTitles } from '@/contracts/sign';
import { signTextOf } from '@/domain/signTexts';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { StateMark } from '../StateMark';
import css from './why.module.css';

/** Each measure of the sign with its limits; then who set them, since when, and whose affair the sign is. */
export function WhyLimits({ sign, trace }: { readonly sign: SignDefinition; readonly trace: SignTrace }) {
  const { say } = useWords();
  const w = words.operate.why;
  const { threshold } = trace;
  return (
    <>
      <h3>{say(w.threshold)}</h3>
      {sign.measures.map((measure) => (
        <MeasureLimits key={measure.id} measure={measure} sign={sign} trace={trace} />
      ))}
      <dl className={css['facts']}>
        <dt>{say(w.source)}</dt>
        <dd>
          {say(threshold.source)}{' '}
          <span className={css['standing']}>{say(w.standing[threshold.standing])}</span>
        </dd>
        <dt>{say(w.version)}</dt>
        <dd>
          {threshold.version} · {say(w.effective)} {threshold.effective}
        </dd>
        <dt>{say(w.clause)}</dt>
        <dd>
          {say(words.layers.clause(sign.clause))} · {say(words.layers.draft)}
        </dd>
        <dt>{say(w.owner)}</dt>
        <dd>{say(signTextOf(sign.id).owner)}</dd>
      </dl>
      <p className={css['quiet']}>
        {say(w.coverageRule(sign.coverage))} {say(w.dwellRule(sign.dwell.worseS, sign.dwell.betterS))}
      </p>
    </>
  );
}

function MeasureLimits(props: {
  readonly measure: SignMeasure;
  readonly sign: SignDefinition;
  readonly trace: SignTrace;
}) {
  const { say } = useWords();
  const w = words.operate.why;
  const { measure, sign, trace } = props;
  const part = trace.reading.parts.find(({ id }) => id === measure.id);
  const comparison = measure.direction === 'above' ? '≥' : '<';
  const crossed = part?.state === 'attention' || part?.state === 'warning' || part?.state === 'alarm';
  const limit = crossed ? measure.thresholds[part.state as 'attention'] : null;
  const weight = measure.weight / sign.measures.reduce((sum, one) => sum + one.weight, 0);
  return (
    <section aria-label={say(measure.title)}>
      {sign.measures.length > 1 && part !== undefined && (
        <p className={css['part']}>
          <b>{say(measure.title)}</b> {figure(part.value, measure.decimals)}{' '}
          <small>{say(measure.unit)}</small> <StateMark state={part.state} />{' '}
          <span className={css['quiet']}>{say(w.weight(weight))}</span>
        </p>
      )}
      <ul className={css['limits']}>
        {(['attention', 'warning', 'alarm'] as const).map(
          (level) =>
            measure.thresholds[level] !== null && (
              <li key={level} aria-current={part?.state === level || undefined}>
                <StateMark state={level} /> {comparison} {figure(measure.thresholds[level], measure.decimals)}{' '}
                <small>{say(measure.unit)}</small>
              </li>
            ),
        )}
      </ul>
      {part !== undefined && part.value !== null && (
        <p>
          {limit === null || !crossed
            ? say(w.notCrossed)
            : say(w.crossed(say(stateTitles[part.state]), figure(limit, measure.decimals)))}
        </p>
      )}
    </section>
  );
}
