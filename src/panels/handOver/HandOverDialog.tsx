import { useCity, useSession, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { handOverWords as w } from '@/state/wordsHandOver';
import { DialogFrame } from '../DialogFrame';
import { useAnswer } from '../useAnswer';
import { HandOverDesk } from './HandOverDesk';
import css from './handOver.module.css';

/** The hand-over: of the present, with a server, for a person. Anything else is said. */
export default function HandOverDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const city = useCity();
  const { user } = useSession();
  const { served } = city.query;
  return (
    <DialogFrame full open onClose={onClose} title={say(w.title)}>
      {!served && <p>{say(w.noServer)}</p>}
      {served && user === null && <p>{say(w.needsPerson)}</p>}
      {served && user !== null && <Served onClose={onClose} />}
    </DialogFrame>
  );
}

function Served({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const city = useCity();
  const { mode, goLive } = useTime((time) => time);
  const desk = useAnswer(() => city.query.handOvers(), 'desk');
  return (
    <>
      {mode === 'replay' && (
        <p className={css['band']} role="status">
          {say(w.ofThePresent)}{' '}
          <button type="button" onClick={goLive}>
            {say(w.goLive)}
          </button>
        </p>
      )}
      {desk.kind === 'waiting' && <p role="status">{say(words.frame.loading)}</p>}
      {desk.kind === 'failed' && (
        <p role="alert">
          {say(w.failed(desk.reason))}{' '}
          <button type="button" onClick={desk.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {desk.kind === 'answered' && (
        <HandOverDesk query={desk.value} live={mode === 'live'} onClose={onClose} />
      )}
    </>
  );
}
