import { Cartesian3, Color, DistanceDisplayCondition } from 'cesium';
import { memo } from 'react';
import { Entity, PointGraphics, PolylineGraphics } from 'resium';
import type { MetroRegister } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import { engineId } from '@/scene/featureId';
import type { LayerElementProps, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { signalHalos } from '@/scene/signals';
import { useElements } from '@/scene/useElements';
import { useLabels } from '@/scene/useLabels';
import { useRegister } from '@/scene/useRegister';

/** Above the streets and below the roofs, metres: a course on the map, not a track in the air. */
const lineHeight = groundHeight + 3;
const stationHeight = groundHeight + 6;
const stationSeen = new DistanceDisplayCondition(0, 30_000);

interface LineProps {
  readonly line: MetroRegister['lines'][number];
  readonly opacity: number;
  readonly selected: boolean;
}

const Line = memo(function Line({ line, opacity, selected }: LineProps) {
  const colour = Color.fromCssColorString(line.colour);
  return (
    <Entity id={engineId({ layer: 'metro', feature: line.id })}>
      <PolylineGraphics
        positions={line.path.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat, lineHeight))}
        width={selected ? 6 : 3}
        material={colour.withAlpha((selected ? 1 : 0.85) * opacity)}
        // Most of it runs below the houses: it shows through them, faintly.
        depthFailMaterial={colour.withAlpha((selected ? 0.6 : 0.25) * opacity)}
      />
    </Entity>
  );
});

interface StationProps {
  readonly station: MetroRegister['stations'][number];
  readonly theme: Theme;
  readonly opacity: number;
  readonly selected: boolean;
}

const Station = memo(function Station({ station, theme, opacity, selected }: StationProps) {
  const [lon, lat] = station.at;
  const rim = selected ? looks[theme].buildings.selected : signalHalos[theme === 'day' ? 'night' : 'day'];
  return (
    <Entity
      id={engineId({ layer: 'metro', feature: station.id })}
      position={Cartesian3.fromDegrees(lon, lat, stationHeight)}
    >
      <PointGraphics
        pixelSize={selected ? 9 : 5}
        color={Color.fromCssColorString(signalHalos[theme]).withAlpha(opacity)}
        outlineColor={Color.fromCssColorString(rim).withAlpha(0.85 * opacity)}
        outlineWidth={selected ? 3 : 1.5}
        distanceDisplayCondition={stationSeen}
      />
    </Entity>
  );
});

function labelsOf({ stations }: MetroRegister): readonly MapLabel[] {
  return stations.map(({ id, name, at, lines }) => ({
    id,
    text: name,
    at: [at[0], at[1], stationHeight + 12],
    kind: 'station',
    // Where lines meet, a name helps most.
    priority: lines.length > 1 ? 6 : 8,
    far: lines.length > 1 ? 9000 : 5000,
  }));
}

export default function MetroElements({ view, host, city }: LayerElementProps) {
  const register = useRegister(host, city.query.metro);
  const { theme, selected } = useElements(host, city, 'metro');
  useLabels(host, 'metro', view.visible ? register : undefined, labelsOf);
  if (register === undefined || !view.visible) return null;
  return (
    <>
      {register.lines.map((line) => (
        <Line key={line.id} line={line} opacity={view.opacity} selected={line.id === selected} />
      ))}
      {register.stations.map((station) => (
        <Station
          key={station.id}
          station={station}
          theme={theme}
          opacity={view.opacity}
          selected={station.id === selected}
        />
      ))}
    </>
  );
}
