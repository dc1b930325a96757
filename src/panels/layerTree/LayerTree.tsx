import { layerGroups } from '@/contracts/layer';
import { useLayers } from '@/layers';
import { useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { PanelFrame } from '../PanelFrame';
import { LayerRow } from './LayerRow';
import { ViewList } from './ViewList';
import css from './layerTree.module.css';

/** The catalogue as a tree, grouped as the law groups it. */
export function LayerTree() {
  const { say } = useWords();
  const layers = useLayers();
  const views = useScene((scene) => scene.layers);
  const allOff = layers.every(({ entry }) => !(views[entry.id] ?? entry.defaults).visible);
  const groups = layerGroups
    .map((group) => ({ group, members: layers.filter(({ entry }) => entry.group === group) }))
    .filter(({ members }) => members.length > 0);
  return (
    <PanelFrame title={say(words.layers.title)}>
      {groups.map(({ group, members }) => (
        <div key={group} className={css['group']}>
          <h3>
            {say(words.layers.group[group])}
            <span className={css['clause']}>{say(words.layers.clause(members[0]?.entry.clause ?? ''))}</span>
          </h3>
          <ul>
            {members.map((layer) => (
              <LayerRow key={layer.entry.id} layer={layer} />
            ))}
          </ul>
        </div>
      ))}
      {allOff && <p className={css['hint']}>{say(words.layers.none)}</p>}
      <ViewList />
      <p className={css['hint']}>{say(words.frame.unofficial)}</p>
    </PanelFrame>
  );
}
