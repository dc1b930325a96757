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
import { groundHeight, type LonLat } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { Text } from '@/contracts/text';
import { engineId } from '@/scene/featureId';
import type { LayerElementProps, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { signalColours } from '@/scene/signals';
import { useElements } from '@/scene/useElements';
import { useLabels } from '@/scene/useLabels';
import { useRegister } from '@/scene/useRegister';
import { figure } from '@/state/wordsFormat';
import { ringAround } from './ring';

const ringHeight = groundHeight + 4;
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
  readonly theme: Theme;
  readonly opacity: number;
  readonly selected: boolean;
}

const Centre = memo(function Centre({ centre, theme, opacity, selected }: CentreProps) {
  const [lon, lat] = centre.at;
  const radius = centre.accuracyM ?? 0;
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
            positions={ringAround(centre.at, radius).map(([x, y]) =>
              Cartesian3.fromDegrees(x, y, ringHeight),
            )}
            width={selected ? 3 : 2}
            material={
              new PolylineDashMaterialProperty({ color: colour.withAlpha(0.85 * opacity), dashLength: 14 })
            }
          />
        </Entity>
      )}
      {radius > 0 && selected && (
        <Entity id={`${id}#doubt`} position={Cartesian3.fromDegrees(lon, lat, ringHeight)}>
          <EllipseGraphics
            semiMajorAxis={radius}
            semiMinorAxis={radius}
            height={ringHeight}
            material={hatch}
          />
        </Entity>
      )}
      {radius <= pointAccuracyM && (
        <Entity id={id} position={Cartesian3.fromDegrees(lon, lat, groundHeight)}>
          <EllipseGraphics
            semiMajorAxis={14}
            semiMinorAxis={14}
            height={groundHeight}
            extrudedHeight={groundHeight + columnM}
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

function labelsOf(centres: readonly ComputeCentre[]): readonly MapLabel[] {
  const stacked = new Map<string, number>();
  return centres.filter(isPlaced).map((centre) => {
    // Centres placed in the same area would write over each other: each next one stands higher.
    const area = centre.at.map((degrees) => degrees.toFixed(2)).join();
    const below = stacked.get(area) ?? 0;
    stacked.set(area, below + 1);
    return {
      id: centre.id,
      text: labelText(centre),
      at: [centre.at[0], centre.at[1], groundHeight + labelM * (below + 1)],
      kind: 'compute',
      priority: 3,
    };
  });
}

export default function ComputeElements({ view, host, city }: LayerElementProps) {
  const centres = useRegister(host, city.query.compute);
  const { theme, selected } = useElements(host, city, 'compute');
  useLabels(host, 'compute', view.visible ? centres : undefined, labelsOf);
  if (centres === undefined || !view.visible) return null;
  return centres
    .filter(isPlaced)
    .map((centre) => (
      <Centre
        key={centre.id}
        centre={centre}
        theme={theme}
        opacity={view.opacity}
        selected={centre.id === selected}
      />
    ));
}
