import { useCatalogue, useDoor, useHealth } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { healthWords } from '@/state/wordsHealth';
import { ago, figure } from '@/state/wordsFormat';
import { PanelFrame } from '../PanelFrame';
import { useNow } from '../useNow';
import css from './cityData.module.css';

/** How readings reach the page, and what waits to be written behind it. */
export function Feed() {
  const { say } = useWords();
  const health = useHealth((health) => health);
  const revision = useCatalogue()?.revision;
  const door = useDoor();
  const now = useNow();
  const w = recordWords.data;
  const queue = healthWords.queue;
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
    ...(door === undefined
      ? []
      : ([
          [say(queue.waiting), figure(door.queue.waiting)],
          [say(queue.written), figure(door.queue.written)],
        ] as const)),
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
      {door !== undefined && (
        <p className={css['hint']} data-shed={door.queue.shed > 0 || undefined}>
          {say(door.queue.shed > 0 ? words.frame.shed(figure(door.queue.shed)) : queue.nothingShed)}
        </p>
      )}
    </PanelFrame>
  );
}
