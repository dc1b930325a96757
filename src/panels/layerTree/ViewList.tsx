import { Home } from 'lucide-react';
import { homePose, namedViews } from '@/scene/camera/views';
import { useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './layerTree.module.css';

/** Home and the named views: one press, and the camera flies. */
export function ViewList() {
  const { say } = useWords();
  const fly = useScene((scene) => scene.fly);
  return (
    <nav aria-label={say(words.layers.views)} className={css['group']}>
      <h3>{say(words.layers.views)}</h3>
      <div className={css['views']}>
        <button type="button" onClick={() => fly({ kind: 'pose', pose: homePose })}>
          <Home size="0.875rem" aria-hidden="true" /> {say(words.layers.home)}
        </button>
        {namedViews.map((view) => (
          <button key={view.id} type="button" onClick={() => fly({ kind: 'pose', pose: view.pose })}>
            {say(view.title)}
          </button>
        ))}
      </div>
    </nav>
  );
}
