import {
  Cartesian3,
  Color,
  ColorMaterialProperty,
  PolylineDashMaterialProperty,
  StripeMaterialProperty,
} from 'cesium';
import { memo } from 'react';
import { EllipseGraphics, Entity, PolylineGraphics } from 'resium';
import type { ComputeCentre } from '@/contracts/base';
import type { LonLat, Position } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import type { Relief } from '@/domain/relief';
import { engineId } from '@/scene/featureId';
import type { LayerElementProps, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { signalColours } from '@/scene/signals';
import { useElements } from '@/scene/useElements';
import { useLabels } from '@/scene/useLabels';
import { useRegister } from '@/scene/useRegister';
import { useRelief } from '@/scene/useRelief';
import { figure } from '@/state/wordsFormat';
import { ringAround } from './ring';

/** Metres above the ground, so that the ring is no part of it. */
const ringM = 4;
/** A centre known better than this stands as a column; one known worse is only as wide as its doubt. */
const pointAccuracyM = 300;
const columnM = 160;
const labelM = 220;

type Placed = ComputeCentre & { readonly at: LonLat };

function isPlaced(centre: ComputeCentre): centre is Placed {
  return centre.at !== undefined;
}

interface CentreProps {
  readonly centre: Placed;
  readonly relief: Relief;
  readonly theme: Theme;
  readonly opacity: number;
  readonly selected: boolean;
}

const Centre = memo(function Centre({ centre, relief, theme, opacity, selected }: CentreProps) {
  const [lon, lat] = centre.at;
  const radius = centre.accuracyM ?? 0;
  const foot = relief.heightAt(lon, lat);
  const ring = ringAround(centre.at, radius).map(([x, y]): Position => [x, y, relief.heightAt(x, y) + ringM]);
  // The doubt is a level sheet: as high as its rim on the mean, so that hills within stand out of it.
  const sheet = ring.reduce((sum, [, , height]) => sum + height, 0) / ring.length;
  const look = looks[theme];
  const colour = Color.fromCssColorString(selected ? look.buildings.selected : signalColours[theme].normal);
  const id = engineId({ layer: 'compute', feature: centre.id });
  const hatch = new StripeMaterialProperty({
    evenColor: colour.withAlpha(0.14 * opacity),
    oddColor: Color.TRANSPARENT,
    repeat: 48,
  });
  return (
    <>
      {radius > 0 && (
        <Entity id={`${id}#ring`}>
          <PolylineGraphics
            positions={ring.map((at) => Cartesian3.fromDegrees(...at))}
            width={selected ? 3 : 2}
            material={
              new PolylineDashMaterialProperty({ color: colour.withAlpha(0.85 * opacity), dashLength: 14 })
            }
          />
        </Entity>
      )}
      {radius > 0 && selected && (
        <Entity id={`${id}#doubt`} position={Cartesian3.fromDegrees(lon, lat, sheet)}>
          <EllipseGraphics semiMajorAxis={radius} semiMinorAxis={radius} height={sheet} material={hatch} />
        </Entity>
      )}
      {radius <= pointAccuracyM && (
        <Entity id={id} position={Cartesian3.fromDegrees(lon, lat, foot)}>
          <EllipseGraphics
            semiMajorAxis={14}
            semiMinorAxis={14}
            height={foot}
            extrudedHeight={foot + columnM}
            material={new ColorMaterialProperty(colour.withAlpha(0.9 * opacity))}
          />
        </Entity>
      )}
    </>
  );
});

const unstated: Text = { zh: '精度未说明', en: 'precision not stated' };

function labelText({ name, pflops, precision }: ComputeCentre): Text {
  if (pflops === undefined) return { zh: `${name.zh}`, en: `${name.en}` };
  const said = `${figure(pflops)} PFLOPS`;
  const exact = precision === 'unstated' ? unstated : { zh: precision, en: precision };
  return { zh: `${name.zh} ${said} · ${exact.zh}`, en: `${name.en} ${said} · ${exact.en}` };
}

function labelsOf(centres: readonly ComputeCentre[], relief: Relief): readonly MapLabel[] {
  const stacked = new Map<string, number>();
  return centres.filter(isPlaced).map((centre) => {
    // Centres placed in the same area would write over each other: each next one stands higher.
    const area = centre.at.map((degrees) => degrees.toFixed(2)).join();
    const below = stacked.get(area) ?? 0;
    stacked.set(area, below + 1);
    return {
      id: centre.id,
      text: labelText(centre),
      at: [...centre.at, relief.heightAt(...centre.at) + labelM * (below + 1)],
      kind: 'compute',
      priority: 3,
    };
  });
}

export default function ComputeElements({ view, host, city }: LayerElementProps) {
  const centres = useRegister(host, city.query.compute);
  const { theme, selected } = useElements(host, city, 'compute');
  const relief = useRelief(host);
  useLabels(host, 'compute', view.visible ? centres : undefined, labelsOf);
  if (centres === undefined || !view.visible) return null;
  return centres
    .filter(isPlaced)
    .map((centre) => (
      <Centre
        key={centre.id}
        centre={centre}
        relief={relief}
        theme={theme}
        opacity={view.opacity}
        selected={centre.id === selected}
      />
    ));
}
