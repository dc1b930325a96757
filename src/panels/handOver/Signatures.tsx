import { useState } from 'react';
import type { HandOverPage } from '@/contracts/handOver';
import { useSession } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { dayTime } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import css from './handOver.module.css';

interface SignaturesProps {
  readonly page: HandOverPage;
  readonly writes: boolean;
  readonly pending: boolean;
  readonly onSign: (password: string) => Promise<boolean>;
  readonly onWithdraw: () => void;
}

/** Who waits for whom, and one's own signature. */
export function Signatures({ page, writes, pending, onSign, onWithdraw }: SignaturesProps) {
  const { say } = useWords();
  const { user } = useSession();
  const { state, handsOver, takesOver } = page;
  const mine = state === 'offered' && handsOver?.by === user;
  return (
    <section aria-label={say(w.waitsFor)}>
      <h3>{say(w.waitsFor)}</h3>
      <dl className={css['signers']}>
        <Signer title={say(w.handsOver)} signed={handsOver} />
        <Signer title={say(w.takesOver)} signed={takesOver} />
      </dl>
      {writes && mine && (
        <div className={css['form']}>
          <p className={css['quiet']}>{say(w.waitsForOther)}</p>
          <button type="button" aria-disabled={pending} onClick={() => !pending && onWithdraw()}>
            {say(w.withdraw)}
          </button>
        </div>
      )}
      {writes && state !== 'signed' && !mine && page.faults.length === 0 && (
        <SignForm key={state} first={state === 'draft'} pending={pending} onSign={onSign} />
      )}
    </section>
  );
}

function Signer({ title, signed }: { readonly title: string; readonly signed: HandOverPage['handsOver'] }) {
  const { say, language } = useWords();
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {signed === null ? (
          <span className={css['quiet']}>{say(w.waiting)}</span>
        ) : (
          <>
            <strong>{signed.by}</strong>{' '}
            <time dateTime={signed.at}>{dayTime(Date.parse(signed.at), language)}</time>
          </>
        )}
      </dd>
    </div>
  );
}

function SignForm(props: {
  readonly first: boolean;
  readonly pending: boolean;
  readonly onSign: (password: string) => Promise<boolean>;
}) {
  const { say } = useWords();
  const { first, pending, onSign } = props;
  const [password, setPassword] = useState('');
  const ready = password !== '' && !pending;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        setPassword('');
        void onSign(password);
      }}
    >
      <p className={css['quiet']}>{say(first ? w.signFirstHint : w.signSecondHint)}</p>
      <label>
        {say(w.password)}
        <input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <button type="submit" data-kind="primary" aria-disabled={!ready}>
        {say(pending ? w.pending : first ? w.signFirst : w.signSecond)}
      </button>
    </form>
  );
}
