import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import type { SignState } from '@/contracts/sign';
import { useCatalogue, useCity, useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { dayTime } from '@/state/wordsFormat';
import { DialogFrame } from '../DialogFrame';
import { GradeChip } from '../GradeChip';
import { stateTitles } from '@/contracts/sign';
import { BoardCard } from './BoardCard';
import { BoardChoices } from './BoardChoices';
import { BoardExports } from './BoardExports';
import { gradeOf } from './boardFile';
import { boardGroups, everything, stateCounts, type BoardGroup } from './boardOrder';
import { BoardTable } from './BoardTable';
import { boardLines } from './boardTable';
import { signRow, type SignPast } from './signRow';
import { useScopeTitle } from './useScopeTitle';
import { useSignPast, type PastAnswer } from './useSignPast';
import css from './board.module.css';

const WhyDialog = lazy(() => import('./WhyDialog'));

/** All thirty-six signs of the board's scope, by domain or by state; cards, or the same as a table. */
export default function SignBoard({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const [choice, setChoice] = useState(everything);
  const [form, setForm] = useState<'cards' | 'table'>('cards');
  const [asked, setAsked] = useState<string>();
  const scope = useScopeTitle();
  const answer = useSignPast();
  const past = answer.kind === 'known' ? answer.past : undefined;
  // One string, so that the board is drawn again only where a state has changed.
  const states = useSigns(({ readings }) =>
    signDefinitions.map(({ id }) => readings[id]?.state ?? 'absent').join(' '),
  ).split(' ') as readonly SignState[];
  const grade = gradeOf(useCatalogue());
  const groups = boardGroups(signDefinitions, (sign) => states[signDefinitions.indexOf(sign)]!, choice);
  const shown = groups.flatMap(({ signs }) => signs);
  const why = asked === undefined ? undefined : signDefinition(asked);
  const w = boardWords;
  return (
    <DialogFrame full open onClose={onClose} title={say(w.titleOf(say(scope.title)))}>
      <BoardChoices choice={choice} counts={stateCounts(states)} onChoice={setChoice} />
      <div className={css['row']}>
        <div role="group" aria-label={say(w.forms)} className={css['pair']}>
          {(['cards', 'table'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={form === one} onClick={() => setForm(one)}>
              {say(w[one])}
            </button>
          ))}
        </div>
        <BoardExports signs={shown} past={past} scope={scope} grade={grade} />
        <span role="status" className={css['quiet']}>
          {say(w.shown(shown.length, signDefinitions.length))}
        </span>
        <GradeChip grade={grade} />
        <span className={css['hint']}>{say(w.keys)}</span>
      </div>
      <PastNote answer={answer} />
      {shown.length === 0 && <p>{say(w.none)}</p>}
      {form === 'cards' ? (
        <Cards groups={groups} past={past} onWhy={setAsked} />
      ) : (
        <Lines groups={groups} past={past} onWhy={setAsked} />
      )}
      {why && (
        <Suspense fallback={null}>
          <WhyDialog sign={why} onClose={() => setAsked(undefined)} onFly={onClose} />
        </Suspense>
      )}
    </DialogFrame>
  );
}

/** What is said once for all signs where nothing is kept of them. */
function PastNote({ answer }: { readonly answer: PastAnswer }) {
  const { say } = useWords();
  const w = boardWords;
  if (answer.kind === 'none') return <p className={css['note']}>{say(w[answer.why])}</p>;
  if (answer.kind === 'waiting') return <p className={css['note']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'known') return null;
  return (
    <p role="alert" className={css['note']}>
      {say(w.failed(answer.reason))}{' '}
      <button type="button" onClick={answer.again}>
        {say(words.frame.retry)}
      </button>
    </p>
  );
}

interface Shown {
  readonly groups: readonly BoardGroup[];
  readonly past: SignPast | undefined;
  readonly onWhy: (sign: string) => void;
}

const strides: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function Cards({ groups, past, onWhy }: Shown) {
  const { say } = useWords();
  const cards = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const all = [...(cards.current?.querySelectorAll<HTMLButtonElement>('[data-card]') ?? [])];
    const at = all.findIndex((card) => card === document.activeElement);
    const stride = strides[event.key];
    const next =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? all.length - 1
          : stride === undefined
            ? -1
            : at + stride;
    const card = all[next];
    if (at < 0 || card === undefined) return;
    event.preventDefault();
    card.focus();
  };
  return (
    <div ref={cards} onKeyDown={onKey} className={css['groups']}>
      {groups.map(({ id, signs }) => {
        const title = id in stateTitles ? stateTitles[id as SignState] : undefined;
        const name = say(title ?? boardWords.domain[id as keyof typeof boardWords.domain]);
        return (
          <section key={id} aria-label={name}>
            <h3 className={css['group']}>
              {name} <span className={css['quiet']}>{signs.length}</span>
            </h3>
            <ul className={css['cards']}>
              {signs.map((sign) => (
                <BoardCard key={sign.id} sign={sign} past={past} onWhy={() => onWhy(sign.id)} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Lines({ groups, past, onWhy }: Shown) {
  const { say, language } = useWords();
  const city = useCity();
  const readings = useSigns((board) => board.readings);
  const rows = groups.flatMap(({ signs }) => signs).map((sign) => signRow(sign, readings[sign.id], past));
  const caption = `${say(boardWords.title)} · ${dayTime(city.now().at, language)}`;
  return <BoardTable lines={boardLines(rows, language)} caption={caption} onWhy={onWhy} />;
}
