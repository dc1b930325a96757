import { Cartesian3, Color, VerticalOrigin } from 'cesium';
import { memo, useEffect } from 'react';
import { BillboardGraphics, Entity, PolylineGraphics } from 'resium';
import { useStore } from 'zustand';
import type { Alarm } from '@/contracts/alarm';
import type { Theme } from '@/contracts/ids';
import { alarmRules } from '@/domain/alarmDefinitions';
import { observedProperties } from '@/domain/definitions';
import { engineId } from '@/scene/featureId';
import type { LayerElementProps, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { signalColours, signalGlyphs } from '@/scene/signals';
import { useElements } from '@/scene/useElements';
import { useLabels } from '@/scene/useLabels';
import { chosenAlarms } from '@/state/chosenAlarms';
import { figure } from '@/state/wordsFormat';
import { glyphOf, ringOf } from './glyph';

const stemM = 60;
const priorities = { alarm: 0, warning: 1, attention: 2 } as const;

interface PinProps {
  readonly alarm: Alarm;
  readonly theme: Theme;
  readonly opacity: number;
  readonly selected: boolean;
}

const Pin = memo(function Pin({ alarm, theme, opacity, selected }: PinProps) {
  const [lon, lat, height] = alarm.place;
  const returned = alarm.condition === 'returned';
  const colour = selected
    ? looks[theme].buildings.selected
    : signalColours[theme][returned || alarm.kind === 'source' ? 'stale' : alarm.severity];
  const top = Cartesian3.fromDegrees(lon, lat, height + stemM);
  const size = (selected ? 28 : 20) - (returned ? 4 : 0);
  const foot = Cartesian3.fromDegrees(lon, lat, height);
  return (
    <>
      {selected && alarm.kind === 'condition' && (
        <Entity id={engineId({ layer: 'alarms', feature: alarm.id }, 'device')} position={foot}>
          <BillboardGraphics
            image={ringOf(theme)}
            width={34}
            height={34}
            disableDepthTestDistance={Number.POSITIVE_INFINITY}
          />
        </Entity>
      )}
      <Entity id={engineId({ layer: 'alarms', feature: alarm.id })} position={top}>
        <PolylineGraphics
          positions={[foot, top]}
          width={selected ? 3 : 1.5}
          material={Color.fromCssColorString(colour).withAlpha(0.9 * opacity)}
          depthFailMaterial={Color.fromCssColorString(colour).withAlpha(0.35 * opacity)}
        />
        <BillboardGraphics
          image={glyphOf(alarm, theme)}
          width={size}
          height={size}
          color={Color.WHITE.withAlpha(opacity)}
          // Hangs below its words, which stand on the stem's top.
          verticalOrigin={VerticalOrigin.TOP}
          // An alarm is never hidden by a house.
          disableDepthTestDistance={Number.POSITIVE_INFINITY}
        />
      </Entity>
    </>
  );
});

function labelsOf(alarms: readonly Alarm[]): readonly MapLabel[] {
  return alarms
    .filter(
      ({ kind, handling, condition, shelved }) =>
        kind === 'condition' && handling !== 'closed' && condition === 'active' && shelved === undefined,
    )
    .map(({ id, title, severity, place, evidence }) => {
      const property = observedProperties.find(
        (known) => known.id === alarmRules.find((rule) => rule.id === evidence.rule)?.property,
      );
      const said = `${figure(evidence.value, property?.decimals ?? 2)} ${property?.unitTitle ?? ''}`.trim();
      return {
        id,
        text: {
          zh: `${signalGlyphs[severity]} ${title.zh} ${said}`,
          en: `${signalGlyphs[severity]} ${title.en} ${said}`,
        },
        at: [place[0], place[1], place[2] + stemM],
        kind: 'alarm',
        signal: severity,
        priority: priorities[severity],
      };
    });
}

export default function AlarmElements({ view, host, city }: LayerElementProps) {
  const alarms = useStore(city.alarms, (board) => board.alarms);
  const { theme } = useElements(host, city, 'alarms');
  const selection = useStore(city.scene, (scene) => scene.selection);
  const catalogue = useStore(city.catalogue, (store) => store.catalogue);
  const chosen = chosenAlarms(selection, alarms, catalogue);
  useLabels(host, 'alarms', view.visible ? alarms : undefined, labelsOf);
  const open = alarms.filter(({ handling }) => handling !== 'closed');
  const count = open.length;
  // Alarms come and go while the layer stands; the tree counts those that are open now.
  useEffect(() => {
    city.scene.getState().reportLayer('alarms', { kind: 'ready', count });
  }, [city, count]);
  if (!view.visible) return null;
  return open.map((alarm) => (
    <Pin key={alarm.id} alarm={alarm} theme={theme} opacity={view.opacity} selected={chosen.has(alarm.id)} />
  ));
}
