import {
  Cartesian2,
  Cartesian3,
  Color,
  CornerType,
  DistanceDisplayCondition,
  Matrix3,
  PolylineDashMaterialProperty,
  Quaternion,
} from 'cesium';
import { memo } from 'react';
import { BoxGraphics, Entity, PolylineGraphics, PolylineVolumeGraphics } from 'resium';
import type { BridgeRecord } from '@/contracts/base';
import { groundHeight, type Position } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import { engineId } from '@/scene/featureId';
import type { LayerElementProps, MapLabel } from '@/scene/layer';
import { looks } from '@/scene/look';
import { signalColours } from '@/scene/signals';
import { useElements } from '@/scene/useElements';
import { useLabels } from '@/scene/useLabels';
import { useRegister } from '@/scene/useRegister';
import { shapeOf, type Leg } from './shape';

/** Steel and concrete; the carriageway takes the colour of the streets it joins. */
const steel: Readonly<
  Record<Theme, { readonly deck: string; readonly tower: string; readonly cable: string }>
> = {
  night: { deck: '#46566a', tower: '#75879b', cable: '#8ea0b5' },
  day: { deck: '#cfd3d6', tower: '#e4e5e3', cable: '#7c8791' },
  contrast: { deck: '#9a9a9a', tower: '#ffffff', cable: '#ffffff' },
};
const deckThicknessM = 3;
const legM = 5;
/** Farther off, single cables are finer than a pixel and only shimmer. */
const cablesSeen = new DistanceDisplayCondition(0, 14_000);

function earthFixed(positions: readonly Position[]): Cartesian3[] {
  return positions.map(([lon, lat, height]) => Cartesian3.fromDegrees(lon, lat, height));
}

function lifted(positions: readonly Position[], by: number): readonly Position[] {
  return positions.map(([lon, lat, height]) => [lon, lat, height + by]);
}

/** A bar's own z runs from its foot to its top. */
function leaning(foot: Cartesian3, top: Cartesian3): Quaternion {
  const z = Cartesian3.normalize(Cartesian3.subtract(top, foot, new Cartesian3()), new Cartesian3());
  const x = Cartesian3.normalize(Cartesian3.cross(Cartesian3.UNIT_Z, z, new Cartesian3()), new Cartesian3());
  const y = Cartesian3.cross(z, x, new Cartesian3());
  return Quaternion.fromRotationMatrix(new Matrix3(x.x, y.x, z.x, x.y, y.y, z.y, x.z, y.z, z.z));
}

function Tower({ id, leg, colour }: { readonly id: string; readonly leg: Leg; readonly colour: Color }) {
  const [foot, top] = earthFixed([leg.foot, leg.top]) as [Cartesian3, Cartesian3];
  return (
    <Entity
      id={id}
      position={Cartesian3.midpoint(foot, top, new Cartesian3())}
      orientation={leaning(foot, top)}
    >
      <BoxGraphics
        dimensions={new Cartesian3(legM, legM, Cartesian3.distance(foot, top))}
        material={colour}
      />
    </Entity>
  );
}

interface CrossingProps {
  readonly bridge: BridgeRecord;
  readonly theme: Theme;
  readonly opacity: number;
  readonly selected: boolean;
}

const Bridge = memo(function Bridge({ bridge, theme, opacity, selected }: CrossingProps) {
  const { deck, cables, legs } = shapeOf(bridge);
  const id = engineId({ layer: 'bridges', feature: bridge.id });
  const paint = (css: string) =>
    Color.fromCssColorString(selected ? looks[theme].buildings.selected : css).withAlpha(opacity);
  const half = bridge.widthM / 2;
  return (
    <>
      <Entity id={id}>
        <PolylineVolumeGraphics
          positions={earthFixed(deck)}
          shape={[
            new Cartesian2(-half, -deckThicknessM),
            new Cartesian2(half, -deckThicknessM),
            new Cartesian2(half, 0),
            new Cartesian2(-half, 0),
          ]}
          cornerType={CornerType.MITERED}
          material={paint(steel[theme].deck)}
        />
        <PolylineGraphics
          positions={earthFixed(lifted(deck, 1))}
          width={selected ? 4 : 2}
          material={paint(looks[theme].streets.express.colour)}
        />
      </Entity>
      {cables.length > 1 && (
        <Entity id={`${id}#cables`}>
          <PolylineGraphics
            positions={earthFixed(cables)}
            width={1}
            material={paint(steel[theme].cable).withAlpha(0.6 * opacity)}
            distanceDisplayCondition={cablesSeen}
          />
        </Entity>
      )}
      {legs.map((leg, index) => (
        <Tower key={index} id={`${id}#leg${index}`} leg={leg} colour={paint(steel[theme].tower)} />
      ))}
    </>
  );
});

const Tunnel = memo(function Tunnel({ bridge, theme, opacity, selected }: CrossingProps) {
  const css = selected ? looks[theme].buildings.selected : signalColours[theme].stale;
  const colour = Color.fromCssColorString(css);
  const dash = (alpha: number) =>
    new PolylineDashMaterialProperty({ color: colour.withAlpha(alpha * opacity), dashLength: 12 });
  return (
    <Entity id={engineId({ layer: 'bridges', feature: bridge.id })}>
      <PolylineGraphics
        // On the surface above it: where it runs, not how deep.
        positions={earthFixed(bridge.axis.map(([lon, lat]) => [lon, lat, groundHeight + 2]))}
        width={selected ? 4 : 2.5}
        material={dash(0.65)}
        depthFailMaterial={dash(0.2)}
      />
    </Entity>
  );
});

function labelsOf(crossings: readonly BridgeRecord[]): readonly MapLabel[] {
  return crossings.map(({ id, name, at, kind, river, axis, pylons }) => ({
    id,
    text: name,
    at: [at[0], at[1], Math.max(groundHeight, ...axis.map(([, , h]) => h), ...pylons.map((p) => p.topM)) + 8],
    kind: 'bridge',
    priority: (river === 'yangtze' ? 4 : 6) + (kind === 'tunnel' ? 1 : 0),
    far: river === 'yangtze' ? 18_000 : 9000,
  }));
}

export default function BridgeElements({ view, host, city }: LayerElementProps) {
  const crossings = useRegister(host, city.query.bridges);
  const { theme, selected } = useElements(host, city, 'bridges');
  useLabels(host, 'bridges', view.visible ? crossings : undefined, labelsOf);
  if (crossings === undefined || !view.visible) return null;
  return crossings.map((bridge) => {
    const Crossing = bridge.kind === 'tunnel' ? Tunnel : Bridge;
    return (
      <Crossing
        key={bridge.id}
        bridge={bridge}
        theme={theme}
        opacity={view.opacity}
        selected={bridge.id === selected}
      />
    );
  });
}
