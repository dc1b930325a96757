import type { FeatureRef } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import { layers } from '@/layers';
import type { LayerDefinition, SheetRow } from '@/scene/layer';
import { aboveGroundRow } from '@/scene/aboveGround';
import { placeRow, row } from '@/scene/sheet';
import { useCity, useDoor, useScene, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { sensorWords } from '@/state/wordsSensors';
import { figure } from '@/state/wordsFormat';
import { SheetRows } from '../SheetRows';
import { useAnswer } from '../useAnswer';
import type { DevicePart } from './DeviceCard';
import css from './device.module.css';

/** Who has it, where it stands and on what, how often it speaks, how well its clock goes. */
export function DeviceFacts({ series, property }: DevicePart) {
  const { say } = useWords();
  const w = deviceWords;
  const ground = useScene((scene) => scene.ground);
  const rows: readonly SheetRow[] = [
    row(w.interval, figure(series.intervalS), 's'),
    row(w.owner, series.owner),
    row(w.district, words.layers.district(series.district)),
    row(w.domain, sensorWords.domains[property.domain]),
    row(w.thing, series.thing),
    ...useDoorRows(series.id),
    row(
      w.range,
      `${figure(property.min, property.decimals)} … ${figure(property.max, property.decimals)}`,
      property.unitTitle,
      w.rangeNote,
    ),
    aboveGroundRow(series.at, ground),
    placeRow(series.at),
  ];
  return (
    <section aria-label={say(w.facts)} className={css['facts']}>
      <h3 className={css['partTitle']}>{say(w.facts)}</h3>
      {series.on !== undefined && <Mount on={series.on} />}
      <SheetRows rows={rows} />
    </section>
  );
}

/** What the server's door knows of this device; it knows only the present. */
function useDoorRows(series: number): readonly SheetRow[] {
  const city = useCity();
  const door = useDoor();
  const replaying = useTime((time) => time.mode === 'replay');
  const w = deviceWords;
  if (!city.query.served) return [];
  if (replaying)
    return [row(w.clock, '–', undefined, w.presentOnly), row(w.refused, '–', undefined, w.presentOnly)];
  if (door === undefined) return [];
  const offset = door.clocks.find(([id]) => id === series)?.[1];
  const refused = door.refused.bySeries.find(([id]) => id === series)?.[1] ?? 0;
  return [
    row(w.clock, offset === undefined ? w.clockFine : w.clockOff(offset)),
    row(w.refused, figure(refused), undefined, w.refusedSince),
  ];
}

/** The bridge or building it is mounted on, by its name, one press away. */
function Mount({ on }: { readonly on: string }) {
  const { say } = useWords();
  const city = useCity();
  const colon = on.indexOf(':');
  const feature = on.slice(colon + 1);
  const drawn: readonly LayerDefinition[] = layers;
  const layer = drawn.find(({ entry }) => entry.id === on.slice(0, colon));
  const answer = useAnswer(() => layer?.nameOf?.(feature, city) ?? Promise.resolve(undefined), on);
  const kind = deviceWords.onKind[on.slice(0, colon)] ?? { zh: on, en: on };
  const plain: Text = { zh: `${kind.zh} ${feature}`, en: `${kind.en} ${feature}` };
  const name = (answer.kind === 'answered' ? answer.value : undefined) ?? plain;
  if (layer === undefined) return <p>{say(plain)}</p>;
  const ref: FeatureRef = { layer: layer.entry.id, feature };
  return (
    <p className={css['mount']}>
      <span className={css['quiet']}>{say(deviceWords.on)}</span>
      <button
        type="button"
        aria-label={say(deviceWords.showOn(say(name)))}
        onClick={() => {
          city.scene.getState().setLayer(ref.layer, { visible: true });
          city.select(ref);
          city.scene.getState().fly({ kind: 'feature', ref });
        }}
      >
        {say(name)}
      </button>
    </p>
  );
}
