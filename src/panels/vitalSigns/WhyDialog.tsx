import type { SignDefinition, SignTrace } from '@/contracts/sign';
import { stateTitles } from '@/contracts/sign';
import { measureOf } from '@/domain/definitions';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import { useAnswer } from '../useAnswer';
import { WhyInputs } from './WhyInputs';
import { WhyLimits } from './WhyLimits';
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
  const answer = useAnswer(() => city.query.why(sign.id, city.now(), city.signs.getState().scope), sign.id);
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
  const measure = measureOf(sign, trace.reading.measure);
  return (
    <div className={css['trace']}>
      <p className={css['answer']}>
        <strong>{figure(trace.reading.value, measure.decimals)}</strong> <small>{say(measure.unit)}</small>{' '}
        <StateMark state={trace.reading.state} /> <GradeChip grade="simulated" />
        <span className={css['quiet']}>
          {sign.measures.length > 1 && `${say(measure.title)} · `}
          {say(words.operate.signs.coverage(trace.reading.coverage))}
        </span>
      </p>
      {note && <p>{say(note)}</p>}
      {trace.pending && (
        <p className={css['quiet']}>
          {say(w.pending(say(stateTitles[trace.pending.state]), clockTime(trace.pending.since)))}
        </p>
      )}
      {trace.gaps.map(({ measure: id, reason }) => (
        <p key={id}>
          <StateMark state="absent" /> {sign.measures.length > 1 && `${say(measureOf(sign, id).title)}: `}
          {say(reason)}
        </p>
      ))}
      <h3>{say(w.formula)}</h3>
      <p>{say(trace.formula)}</p>
      <WhyLimits sign={sign} trace={trace} />
      <WhyInputs sign={sign} trace={trace} onFly={props.onClose} />
      <p className={css['quiet']}>
        {say(w.askedAt)} {dayTime(trace.at, language)} · {say(w.knownAt)} {dayTime(trace.knownAt, language)} ·{' '}
        {say(w.simulated)}
      </p>
    </div>
  );
}
