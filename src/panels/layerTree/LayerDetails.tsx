import { lazy, Suspense, useState } from 'react';
import type { LayerLegend } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import { useScene } from '@/state/CityContext';
import type { LayerView } from '@/state/sceneStore';
import { useWords, words } from '@/state/words';
import { LegendMark } from '../LegendMark';
import { ProvenanceList } from '../ProvenanceList';
import { LayerChoices } from './LayerChoices';
import css from './layerTree.module.css';

const FeatureList = lazy(() => import('./FeatureList'));

/** What lies behind a layer's fold: opacity, what one may choose, legend, list, source. */
export function LayerDetails({ layer, view }: { readonly layer: LayerDefinition; readonly view: LayerView }) {
  const { say } = useWords();
  const { entry } = layer;
  const [listed, setListed] = useState(false);
  const setLayer = useScene((scene) => scene.setLayer);
  const status = useScene((scene) => scene.layerStatus[entry.id]);
  const scale = status?.kind === 'ready' ? status.legend : undefined;
  const percent = Math.round(view.opacity * 100);
  return (
    <div className={css['details']}>
      <label className={css['opacity']}>
        <span>{say(words.layers.opacity)}</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-valuetext={`${percent}%`}
          onChange={(event) => setLayer(entry.id, { opacity: Number(event.currentTarget.value) / 100 })}
        />
        <output>{percent}%</output>
      </label>
      {scale && <ScaleLegend scale={scale} />}
      {layer.choices && <LayerChoices layer={layer} view={view} />}
      <ul className={css['legend']} aria-label={say(words.layers.legend)}>
        {entry.legend.map((item) => (
          <li key={item.label.en}>
            <LegendMark item={item} />
            {say(item.label)}
          </li>
        ))}
      </ul>
      <ProvenanceList provenance={entry.provenance} />
      {layer.list && (
        <details onToggle={(event) => setListed(event.currentTarget.open)}>
          <summary className={css['listHead']}>{say(words.layers.list(say(entry.title)))}</summary>
          {listed && (
            <Suspense fallback={<p className={css['hint']}>{say(words.frame.loading)}</p>}>
              <FeatureList layer={layer} />
            </Suspense>
          )}
        </details>
      )}
    </div>
  );
}

/** What the colours mean that a person has chosen to see. */
function ScaleLegend({ scale }: { readonly scale: LayerLegend }) {
  const { say } = useWords();
  const title = say(scale.title);
  return (
    <section className={css['scale']} aria-label={title}>
      <h4>{title}</h4>
      {scale.items.length > 0 && (
        <ol>
          {scale.items.map((item) => (
            <li key={item.label.en}>
              <LegendMark item={item} />
              {say(item.label)}
            </li>
          ))}
        </ol>
      )}
      {scale.note && <p>{say(scale.note)}</p>}
    </section>
  );
}
