import { useRef, useState } from 'react';
import type { SignDefinition } from '@/contracts/sign';
import { stateTitles } from '@/contracts/sign';
import { measureOf } from '@/domain/definitions';
import { useCatalogue } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import { gradeOf } from './boardFile';
import { useTrace, type Explained } from './useTrace';
import { WhyDay } from './WhyDay';
import { WhyInputs } from './WhyInputs';
import { WhyLimits } from './WhyLimits';
import { WhySources } from './WhySources';
import css from './why.module.css';

/** Why a sign reads as it does: formula, inputs, what is missing, limits with their standing. */
export default function WhyDialog({
  sign,
  onClose,
  onFly,
}: {
  readonly sign: SignDefinition;
  readonly onClose: () => void;
  /** What else is in the way of the city. */
  readonly onFly?: () => void;
}) {
  const { say } = useWords();
  const [paused, setPaused] = useState(false);
  const lines = useRef<HTMLElement>(null);
  // Under a pointer or the focus nothing is moved.
  const answer = useTrace(sign.id, paused, () => lines.current?.matches(':hover, :focus-within') === true);
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
      {answer.kind === 'answered' && (
        <Trace
          sign={sign}
          explained={answer.value}
          onLines={(element) => {
            lines.current = element;
          }}
          paused={paused}
          onPause={setPaused}
          onFly={() => {
            onClose();
            onFly?.();
          }}
        />
      )}
    </DialogFrame>
  );
}

function Trace(props: {
  readonly sign: SignDefinition;
  readonly explained: Explained;
  readonly onLines: (element: HTMLElement | null) => void;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly onFly: () => void;
}) {
  const { say, language } = useWords();
  const { sign, paused, onLines } = props;
  const { trace, ranking, late } = props.explained;
  const grade = gradeOf(useCatalogue());
  const w = words.operate.why;
  const note = words.operate.signNote(trace.reading);
  const measure = measureOf(sign, trace.reading.measure);
  return (
    <div className={css['trace']}>
      <p className={css['beat']}>
        <span className={css['quiet']}>
          {say(boardWords.why.updated(clockTime(trace.at)))}
          {paused && ` · ${say(boardWords.why.paused)}`}
        </span>
        <button type="button" aria-pressed={paused} onClick={() => props.onPause(!paused)}>
          {say(paused ? boardWords.why.go : boardWords.why.pause)}
        </button>
        {late !== undefined && <span role="alert">{say(boardWords.why.late(late))}</span>}
      </p>
      <p className={css['answer']}>
        <strong>{figure(trace.reading.value, measure.decimals)}</strong> <small>{say(measure.unit)}</small>{' '}
        <StateMark state={trace.reading.state} /> <GradeChip grade={grade} />
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
      <WhyDay sign={sign} shown={trace.reading.measure} />
      <div ref={onLines}>
        <WhyInputs sign={sign} trace={trace} ranking={ranking} onFly={props.onFly} />
      </div>
      <WhySources trace={trace} />
      <p className={css['quiet']}>
        {say(w.askedAt)} {dayTime(trace.at, language)} · {say(w.knownAt)} {dayTime(trace.knownAt, language)} ·{' '}
        {say(w.simulated)}
      </p>
    </div>
  );
}
