import { useEffect, useState } from 'react';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './header.module.css';
import { followReadiness, type Coming } from './readiness';

const nothing: readonly Coming[] = [];

/** What the server is still preparing behind the open page; gone when nothing is. */
export function ProgressChip() {
  const { say } = useWords();
  const { served } = useCity().query;
  const [coming, setComing] = useState(nothing);
  useEffect(() => (served ? followReadiness(setComing) : undefined), [served]);
  const first = coming[0];
  if (first === undefined) return null;
  const w = words.frame.progress;
  const name = ({ part, failed, progress }: Coming) => {
    const title = say(w.part[part] ?? { zh: part, en: part });
    if (failed !== undefined) return `${title} ${say(w.failed)} ${failed}`;
    return progress === undefined ? title : `${title} ${Math.round(progress * 100)}%`;
  };
  return (
    <p className={css['progress']} title={coming.map(name).join('\n')}>
      {say(w.title)} · {name(first)}
      {coming.length > 1 && ` +${coming.length - 1}`}
    </p>
  );
}
