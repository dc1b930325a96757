import { layers } from '@/layers';
import { useCatalogue, useCity, useHealth, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { ago, figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { PanelFrame } from '../PanelFrame';
import { useNow } from '../useNow';
import { PropertyTable } from './PropertyTable';
import { Refusals } from './Refusals';
import css from './cityData.module.css';

/** What stands behind the picture: the feed, every source with its licence and date, and what the door refused. */
export default function CityData() {
  const { say } = useWords();
  const city = useCity();
  const session = useSession();
  const w = words.records.data;
  return (
    <>
      <Feed />
      <PanelFrame grow title={say(w.sources)} aside={say(w.sourcesCount(layers.length))}>
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
        <PropertyTable />
      </PanelFrame>
      <PanelFrame title={say(w.refused)}>
        {!city.query.served ? (
          <p className={css['hint']}>{say(w.noServer)}</p>
        ) : session.user === null ? (
          <p className={css['hint']}>{say(w.refusedSignIn)}</p>
        ) : (
          <Refusals key={session.user} />
        )}
      </PanelFrame>
    </>
  );
}

function Feed() {
  const { say } = useWords();
  const health = useHealth((health) => health);
  const revision = useCatalogue()?.revision;
  const now = useNow();
  const w = words.records.data;
  const rows: readonly (readonly [string, string])[] = [
    [say(w.state), say(words.frame.feed[health.state])],
    [say(w.rate), figure(health.rate, 0)],
    [say(w.fresh), `${figure(health.fresh)} / ${figure(health.total)}`],
    [say(w.dropped), figure(health.dropped)],
    [
      say(w.newest),
      health.lastMessageAt === undefined ? say(words.frame.feed.never) : say(ago(now - health.lastMessageAt)),
    ],
    [say(w.revision), revision === undefined ? '–' : String(revision)],
  ];
  return (
    <PanelFrame title={say(w.health)}>
      <dl className={css['facts']}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </PanelFrame>
  );
}
