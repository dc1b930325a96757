import { useState } from 'react';
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components';
import type { FeatureSummary, LayerDefinition } from '@/scene/layer';
import { useCity, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { useAnswer } from '../useAnswer';
import css from './layerTree.module.css';

/** A layer's countable things. Only the rows in sight exist, so two thousand sensors are as light as ten bridges. */
export default function FeatureList({ layer }: { readonly layer: LayerDefinition }) {
  const { say } = useWords();
  const city = useCity();
  const [filter, setFilter] = useState('');
  const options = useScene((scene) => scene.layers[layer.entry.id]?.options);
  const answer = useAnswer(
    () => layer.list?.(city) ?? Promise.resolve([]),
    `${layer.entry.id} ${JSON.stringify(options ?? {})}`,
  );
  const selected = useScene((scene) =>
    scene.selection?.layer === layer.entry.id ? scene.selection.feature : undefined,
  );
  if (answer.kind === 'waiting') return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'failed') {
    return (
      <p className={css['failed']} role="alert">
        {say(words.layers.listFailed(answer.reason))}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  }
  const shown = answer.value.filter((item) => matches(item, filter));
  const choose = (feature: string) => {
    const ref = { layer: layer.entry.id, feature };
    city.select(ref);
    const at = answer.value.find((item) => item.feature === feature)?.at;
    if (at !== undefined) city.scene.getState().fly({ kind: 'feature', ref });
  };
  return (
    <div className={css['list']}>
      <input
        type="search"
        value={filter}
        placeholder={say(words.layers.filter)}
        aria-label={say(words.layers.filter)}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <p className={css['hint']} role="status">
        {shown.length === 0
          ? say(words.layers.listEmpty)
          : say(words.layers.listCount(shown.length, answer.value.length))}
      </p>
      {shown.length > 0 && (
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: rowHeight() }}>
          <ListBox
            aria-label={say(words.layers.list(say(layer.entry.title)))}
            className={css['listBox'] ?? ''}
            items={shown.map((item) => ({ id: item.feature, words: say(item.title) }))}
            selectionMode="single"
            selectedKeys={selected === undefined ? [] : [selected]}
            onSelectionChange={(keys) => {
              const feature = keys === 'all' ? undefined : [...keys][0];
              if (feature !== undefined) choose(String(feature));
            }}
          >
            {(item) => (
              <ListBoxItem textValue={item.words} className={css['listItem'] ?? ''}>
                {item.words}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      )}
    </div>
  );
}

function matches(item: FeatureSummary, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || item.title.zh.includes(wanted) || item.title.en.toLowerCase().includes(wanted);
}

/** Rows are 1.75 rem, as the style says; the layout wants pixels. */
function rowHeight(): number {
  return 1.75 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
}
