import { grade } from '@/contracts/provenance';
import { signStates } from '@/contracts/sign';
import { useWords, words } from '@/state/words';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { StateMark } from '../StateMark';
import css from './help.module.css';

/** The keys, how states and grades read, and what this product is not. */
export default function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const w = words.frame.help;
  return (
    <DialogFrame open onClose={onClose} title={say(w.title)}>
      <dl className={css['keys']}>
        {w.keys.map((key) => (
          <div key={key.keys}>
            <dt>
              <kbd>{key.keys}</kbd>
            </dt>
            <dd>{say(key.does)}</dd>
          </div>
        ))}
      </dl>
      <h3>{say(w.states)}</h3>
      <ul className={css['states']}>
        {signStates.map((state) => (
          <li key={state}>
            <StateMark state={state} />
          </li>
        ))}
      </ul>
      <h3>{say(w.grades)}</h3>
      <dl className={css['keys']}>
        {grade.options.map((one) => (
          <div key={one}>
            <dt>
              <GradeChip grade={one} />
            </dt>
            <dd>{say(w.gradeWhy[one])}</dd>
          </div>
        ))}
      </dl>
      <p className={css['about']}>{say(words.frame.unofficial)}</p>
      <p className={css['about']}>{say(w.about)}</p>
    </DialogFrame>
  );
}
