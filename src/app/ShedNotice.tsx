import { useDoor } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import css from './shell.module.css';

/** Readings were lost so that the city could go on: everyone is told, and that no alarm was among them. */
export function ShedNotice() {
  const { say } = useWords();
  const shed = useDoor()?.queue.shed ?? 0;
  if (shed === 0) return null;
  return (
    <p className={css['notice']} data-kind="stale" role="status">
      {say(words.frame.shed(figure(shed)))}
    </p>
  );
}
