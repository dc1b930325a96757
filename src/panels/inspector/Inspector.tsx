import { Link2, LocateFixed, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import type { FeatureRef } from '@/contracts/ids';
import { useLayers } from '@/layers';
import type { FeatureSheet } from '@/scene/layer';
import { flyToAlarm } from '@/state/alarmSteps';
import { useAlarms, useCatalogue, useCity, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { ProvenanceStrip } from '../ProvenanceList';
import { SheetRows } from '../SheetRows';
import { useAnswer } from '../useAnswer';
import { LiveValue } from './LiveValue';
import css from './inspector.module.css';

const DeviceCard = lazy(() => import('../device/DeviceCard'));
const CellCard = lazy(() => import('../health/CellCard'));
const PrincipleCell = lazy(() => import('../principles/PrincipleCell'));
const AlarmCard = lazy(() => import('../alarmBoard/AlarmCard'));
const RecordCard = lazy(() => import('./RecordCard'));

/** What is told in more than lines, by whose layer it is; it counts on while it is looked at. */
function cardOf({ layer, feature }: FeatureRef, sheet: FeatureSheet | undefined) {
  // A cluster of sensors is no device: it has rows of its own.
  const device = sheet?.series?.[0];
  if (layer === 'sensors') return device === undefined ? undefined : <DeviceCard id={device} />;
  if (layer === 'principles' && sheet !== undefined) return <PrincipleCell id={feature} rows={sheet.rows} />;
  return layer === 'datahealth' ? <CellCard id={feature} /> : undefined;
}

/** What a pick tells: one sheet for whatever is selected, wherever it was selected. */
export function Inspector() {
  const selection = useScene((scene) => scene.selection);
  if (selection === undefined) return null;
  const key = `${selection.layer}:${selection.feature}`;
  return selection.layer === 'alarms' ? (
    <AlarmSheet key={key} selected={selection} />
  ) : (
    <Sheet key={key} selected={selection} />
  );
}

/** An alarm goes on while it is looked at, and may not have been raised yet at the time shown. */
function AlarmSheet({ selected }: { readonly selected: FeatureRef }) {
  const { say } = useWords();
  const alarm = useAlarms((board) => board.alarms.find(({ id }) => id === selected.feature));
  const series = useCatalogue()?.series.find(({ id }) => id === alarm?.evidence.series);
  return (
    <section data-over-map className={css['sheet']} aria-label={say(words.layers.sheet.region)}>
      <header className={css['head']}>
        <div className={css['names']}>
          <h2 aria-live="polite">{say(alarm?.title ?? words.operate.alarms.title)}</h2>
        </div>
        <SheetActions selected={selected} alarm={alarm} />
      </header>
      <div className={css['body']} tabIndex={0} role="group" aria-label={say(words.layers.sheet.region)}>
        {alarm === undefined ? (
          <p>{say(words.operate.alarms.notThen)}</p>
        ) : (
          <Suspense fallback={<p>{say(words.frame.loading)}</p>}>
            <AlarmCard alarm={alarm} />
          </Suspense>
        )}
        {series && <ProvenanceStrip provenance={series.provenance} />}
      </div>
    </section>
  );
}

function Sheet({ selected }: { readonly selected: FeatureRef }) {
  const { say } = useWords();
  const city = useCity();
  const layer = useLayers().find(({ entry }) => entry.id === selected.layer);
  const answer = useAnswer(
    async () =>
      layer === undefined
        ? undefined
        : (await import('@/scene/levels')).tellOf(layer, selected.feature, city),
    `${selected.layer}:${selected.feature}`,
  );
  const sheet = answer.kind === 'answered' ? answer.value : undefined;
  const card = cardOf(selected, sheet);
  return (
    <section data-over-map className={css['sheet']} aria-label={say(words.layers.sheet.region)}>
      <header className={css['head']}>
        <div className={css['names']}>
          <h2 aria-live="polite">
            {sheet ? say(sheet.title) : ((layer && say(layer.entry.title)) ?? selected.feature)}
          </h2>
          {sheet?.subtitle && <p className={css['subtitle']}>{say(sheet.subtitle)}</p>}
        </div>
        <SheetActions selected={selected} />
      </header>
      <div className={css['body']} tabIndex={0} role="group" aria-label={say(words.layers.sheet.region)}>
        {answer.kind === 'waiting' && <p>{say(words.frame.loading)}</p>}
        {answer.kind === 'answered' && sheet === undefined && <p>{say(words.layers.sheet.unknown)}</p>}
        {answer.kind === 'failed' && (
          <p role="alert">
            {say(words.frame.partFailed(answer.reason))}{' '}
            <button type="button" onClick={answer.again}>
              {say(words.frame.retry)}
            </button>
          </p>
        )}
        {sheet && card && <Suspense fallback={<p>{say(words.frame.loading)}</p>}>{card}</Suspense>}
        {sheet && !card && (
          <>
            {sheet.series?.map((series) => (
              <LiveValue key={series} series={series} />
            ))}
            <SheetRows rows={sheet.rows} />
          </>
        )}
        {sheet?.levels && <SheetRows rows={sheet.levels} />}
        {selected.layer === 'buildings' && (
          <Suspense fallback={<p>{say(words.frame.loading)}</p>}>
            <RecordCard building={selected.feature} />
          </Suspense>
        )}
        {sheet && <ProvenanceStrip provenance={sheet.provenance} />}
      </div>
    </section>
  );
}

/** Where an alarm is it knows itself; of anything else its layer is asked. */
function SheetActions(props: { readonly selected: FeatureRef; readonly alarm?: Alarm | undefined }) {
  const { selected, alarm } = props;
  const { say } = useWords();
  const city = useCity();
  const w = words.layers.sheet;
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setCopied('yes');
    } catch {
      // Refused by the browser, or the page is not on a secure origin: the person is told what else to do.
      setCopied('refused');
    }
  };
  const fly = () => {
    if (alarm === undefined) city.scene.getState().fly({ kind: 'feature', ref: selected });
    else flyToAlarm(city, alarm);
  };
  return (
    <div className={css['actions']}>
      <button type="button" data-kind="quiet" aria-label={say(w.flyTo)} title={say(w.flyTo)} onClick={fly}>
        <LocateFixed size="1rem" aria-hidden="true" />
      </button>
      <button
        type="button"
        data-kind="quiet"
        aria-label={say(w.copyLink)}
        title={say(w.copyLink)}
        onClick={() => void copy()}
      >
        <Link2 size="1rem" aria-hidden="true" />
      </button>
      <button
        type="button"
        data-kind="quiet"
        aria-label={say(w.clear)}
        title={say(w.clear)}
        onClick={() => city.select(undefined)}
      >
        <X size="1rem" aria-hidden="true" />
      </button>
      <span role="status" className={css['copied']}>
        {copied === 'yes' && say(w.copied)}
        {copied === 'refused' && say(w.copyFailed)}
      </span>
    </div>
  );
}
