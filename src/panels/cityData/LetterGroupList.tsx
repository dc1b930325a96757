import type { Refusal } from '@/contracts/ingest';
import { useWords } from '@/state/words';
import { healthWords } from '@/state/wordsHealth';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import type { LetterGroup } from './deadLetters';
import css from './cityData.module.css';

/** Letters of a sender in sight before the rest is asked for. */
const inSight = 3;
/** Characters of a sample in its row; the whole of it opens below. */
const cut = 72;

export function LetterGroupList({ groups }: { readonly groups: readonly LetterGroup[] }) {
  return (
    <ul className={css['groups']}>
      {groups.map((group) => (
        <Group key={group.device} group={group} />
      ))}
    </ul>
  );
}

function Group({ group }: { readonly group: LetterGroup }) {
  const { say, language } = useWords();
  const w = healthWords.letters;
  const rest = group.letters.slice(inSight);
  return (
    <li>
      <h3 className={css['groupHead']}>
        <span className={css['code']}>{group.device}</span>
        <span>{say(w.count(figure(group.count)))}</span>
      </h3>
      <p className={css['quiet']}>
        {say(w.seen(dayTime(group.first, language), dayTime(group.last, language)))}
      </p>
      {group.drift !== undefined && (
        <p className={css['drift']}>
          {say(
            w.drift(
              clockTime(group.drift.since),
              figure(group.drift.count),
              healthWords.reasonOf(group.drift.reason),
            ),
          )}
        </p>
      )}
      <ol>
        {group.letters.slice(0, inSight).map((letter, index) => (
          <Letter key={`${letter.at} ${index}`} letter={letter} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{say(w.more(figure(rest.length)))}</summary>
          <ol>
            {rest.map((letter, index) => (
              <Letter key={`${letter.at} ${index}`} letter={letter} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

/** One refused message. What came is shown as plain text: it may be anything. */
function Letter({ letter }: { readonly letter: Refusal }) {
  const { say } = useWords();
  const w = healthWords.letters;
  const { at, reason, topic, sample } = letter;
  return (
    <li className={css['letter']}>
      <span>
        <time dateTime={at}>{clockTime(Date.parse(at))}</time>{' '}
        <strong>{say(healthWords.reasonOf(reason))}</strong>
      </span>
      <span className={css['code']}>{topic}</span>
      {sample === '' ? (
        <span className={css['quiet']}>{say(w.empty)}</span>
      ) : sample.length <= cut ? (
        <code className={css['sample']}>{sample}</code>
      ) : (
        <details>
          <summary aria-label={say(w.whole)}>
            <code className={css['sample']}>{sample.slice(0, cut)}…</code>
          </summary>
          <code className={css['sample']}>{sample}</code>
        </details>
      )}
    </li>
  );
}
