import { useLayers } from '@/layers';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { GradeChip } from '../GradeChip';
import css from './cityData.module.css';

/** Every layer's source, with its licence, date and datum. */
export function Sources() {
  const { say } = useWords();
  const layers = useLayers();
  return (
    <>
      <p className={css['hint']}>{say(recordWords.data.sourcesCount(layers.length))}</p>
      <ul className={css['sources']}>
        {layers.map(({ entry }) => (
          <li key={entry.id}>
            <span className={css['sourceHead']}>
              <strong>{say(entry.title)}</strong> <GradeChip grade={entry.provenance.grade} />
            </span>
            <span>{say(entry.provenance.source)}</span>
            <span className={css['quiet']}>
              {say(words.layers.licence)} {entry.provenance.licence} · {say(words.layers.date)}{' '}
              {entry.provenance.date} · {say(words.layers.datum)} {entry.provenance.datum}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
