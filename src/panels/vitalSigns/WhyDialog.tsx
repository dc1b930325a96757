import type { SignDefinition, SignTrace } from '@/contracts/sign';
import { stateTitles } from '@/contracts/sign';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { dayTime, figure } from '@/state/wordsFormat';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import { useAnswer } from '../useAnswer';
import { WhyInputs } from './WhyInputs';
import css from './why.module.css';

/** Why a sign reads as it does: formula, inputs, what is missing, limits with their standing. */
export default function WhyDialog({
  sign,
  onClose,
}: {
  readonly sign: SignDefinition;
  readonly onClose: () => void;
}) {
  const { say } = useWords();
  const city = useCity();
  const answer = useAnswer(() => city.query.why(sign.id, city.now()), sign.id);
  return (
    <DialogFrame wide open onClose={onClose} title={say(words.operate.signs.whyOf(say(sign.title)))}>
      {answer.kind === 'waiting' && <p role="status">{say(words.frame.loading)}</p>}
      {answer.kind === 'failed' && (
        <p role="alert">
          {say(words.operate.why.failed(answer.reason))}{' '}
          <button type="button" onClick={answer.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {answer.kind === 'answered' && <Trace sign={sign} trace={answer.value} onClose={onClose} />}
    </DialogFrame>
  );
}

function Trace(props: {
  readonly sign: SignDefinition;
  readonly trace: SignTrace;
  readonly onClose: () => void;
}) {
  const { say, language } = useWords();
  const { sign, trace } = props;
  const w = words.operate.why;
  const note = words.operate.signNote(trace.reading);
  return (
    <div className={css['trace']}>
      <p className={css['answer']}>
        <strong>{figure(trace.reading.value, sign.decimals)}</strong> <small>{sign.unit}</small>{' '}
        <StateMark state={trace.reading.state} /> <GradeChip grade="simulated" />
        <span className={css['quiet']}>{say(words.operate.signs.coverage(trace.reading.coverage))}</span>
      </p>
      {note && <p>{say(note)}</p>}
      <h3>{say(w.formula)}</h3>
      <p>{say(trace.formula)}</p>
      <Limits sign={sign} trace={trace} />
      <WhyInputs sign={sign} trace={trace} onFly={props.onClose} />
      <p className={css['quiet']}>
        {say(w.askedAt)} {dayTime(trace.at, language)} · {say(w.knownAt)} {dayTime(trace.knownAt, language)} ·{' '}
        {say(w.simulated)}
      </p>
    </div>
  );
}

function Limits({ sign, trace }: { readonly sign: SignDefinition; readonly trace: SignTrace }) {
  const { say } = useWords();
  const w = words.operate.why;
  const { threshold } = trace;
  const sign_ = sign.direction === 'above' ? '≥' : '≤';
  return (
    <>
      <h3>{say(w.threshold)}</h3>
      <ul className={css['limits']}>
        {(['attention', 'warning', 'alarm'] as const).map((level) => (
          <li key={level} aria-current={threshold.crossed === level || undefined}>
            <StateMark state={level} /> {sign_} {figure(sign.thresholds[level], sign.decimals)}{' '}
            <small>{sign.unit}</small>
          </li>
        ))}
      </ul>
      <p>
        {threshold.crossed === null
          ? say(w.notCrossed)
          : say(w.crossed(say(stateTitles[threshold.crossed]), figure(threshold.limit, sign.decimals)))}
      </p>
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
        <dd>{say(sign.owner)}</dd>
      </dl>
      <p className={css['quiet']}>{say(w.coverageRule(sign.coverage))}</p>
    </>
  );
}
