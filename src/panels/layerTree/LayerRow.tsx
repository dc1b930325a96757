import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { LayerDefinition } from '@/scene/layer';
import { useScene } from '@/state/CityContext';
import type { LayerStatus } from '@/state/sceneStore';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { LegendMark } from '../LegendMark';
import { LayerDetails } from './LayerDetails';
import css from './layerTree.module.css';

/** One layer: switch, mark, name, count or state, and its details behind a fold. */
export function LayerRow({ layer }: { readonly layer: LayerDefinition }) {
  const { say } = useWords();
  const { entry } = layer;
  const [open, setOpen] = useState(false);
  const details = useId();
  const view = useScene((scene) => scene.layers[entry.id]) ?? entry.defaults;
  const status = useScene((scene) => scene.layerStatus[entry.id]) ?? { kind: 'off' as const };
  const setLayer = useScene((scene) => scene.setLayer);
  const retryLayer = useScene((scene) => scene.retryLayer);
  const title = say(entry.title);
  const mark = entry.legend[0];
  return (
    <li className={css['row']} data-off={!view.visible || undefined}>
      <div className={css['line']}>
        <label className={css['name']}>
          <input
            type="checkbox"
            role="switch"
            className={css['switch']}
            checked={view.visible}
            onChange={(event) => setLayer(entry.id, { visible: event.currentTarget.checked })}
          />
          {mark && <LegendMark item={mark} />}
          <span className={css['title']}>{title}</span>
        </label>
        {view.visible && <StatusWord status={status} />}
        <GradeChip grade={entry.provenance.grade} />
        <button
          type="button"
          data-kind="quiet"
          className={css['fold']}
          aria-expanded={open}
          aria-controls={details}
          aria-label={say(words.layers.details(title))}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight size="0.875rem" aria-hidden="true" />
        </button>
      </div>
      {view.visible && status.kind === 'ready' && (status.missing ?? 0) > 0 && (
        <p className={css['missing']} role="status">
          {say(words.layers.missing(status.missing ?? 0))}
          {status.why && <span>{say(status.why)}</span>}
          <button
            type="button"
            aria-label={say(words.layers.retry(title))}
            onClick={() => retryLayer(entry.id)}
          >
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {view.visible && status.kind === 'failed' && (
        <p className={css['failed']} role="alert">
          {say(words.layers.failedWhy(status.reason))}
          <button
            type="button"
            aria-label={say(words.layers.retry(title))}
            onClick={() => retryLayer(entry.id)}
          >
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      <div id={details} hidden={!open}>
        {open && <LayerDetails layer={layer} view={view} />}
      </div>
    </li>
  );
}

function StatusWord({ status }: { readonly status: LayerStatus }) {
  const { say } = useWords();
  switch (status.kind) {
    case 'ready':
      return <span className={css['count']}>{countOf(status)}</span>;
    case 'loading':
      return <span className={css['count']}>{say(words.layers.loading)}</span>;
    case 'failed':
      return <span className={css['failedWord']}>{say(words.layers.failed)}</span>;
    case 'off':
      return null;
  }
}

/** 820 / 13,012 where something is filtered out, else the one number. */
function countOf({ count, total }: Extract<LayerStatus, { readonly kind: 'ready' }>): string {
  if (count === undefined) return '';
  return total === undefined || total === count ? figure(count) : `${figure(count)} / ${figure(total)}`;
}
