import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './header.module.css';

/** Stands where 实时 would stand and is as large: nobody may take this city for the real one. */
export function CityMark() {
  const { say } = useWords();
  const { served } = useCity().query;
  const w = words.frame;
  return (
    <p className={css['mark']} title={say(served ? w.demoWhy : w.staticWhy)}>
      {!served && <span className={css['static']}>{say(w.staticMark)}</span>}
      {say(w.demoMark)}
    </p>
  );
}
