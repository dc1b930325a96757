import { Cartesian3, Color, NearFarScalar, PointPrimitiveCollection } from 'cesium';
import type { Position } from '@/contracts/geo';

/** Lamps along the decks and red lights on the towers, seen while lamps are lit; one thing to draw for the whole city. */
export interface BridgeLights {
  readonly points: PointPrimitiveCollection;
  readonly add: (lamps: readonly Position[], beacons: readonly Position[]) => void;
  /** Takes all of them down, before they are hung anew. */
  readonly clear: () => void;
  readonly fade: (opacity: number) => void;
}

const lampColour = Color.fromCssColorString('#ffd9a0');
const lampHalo = Color.fromCssColorString('rgba(255, 196, 120, 0.22)');
const beaconColour = Color.fromCssColorString('#ff4a3d');
const beaconHalo = Color.fromCssColorString('rgba(255, 60, 48, 0.28)');

export function createLights(): BridgeLights {
  const points = new PointPrimitiveCollection();
  const put = ([lon, lat, height]: Position, lamp: boolean) =>
    points.add({
      position: Cartesian3.fromDegrees(lon, lat, height),
      color: lamp ? lampColour : beaconColour,
      outlineColor: lamp ? lampHalo : beaconHalo,
      outlineWidth: lamp ? 2 : 3,
      pixelSize: lamp ? 2.4 : 3.5,
      ...(lamp
        ? {
            scaleByDistance: new NearFarScalar(600, 1.5, 9000, 0.55),
            translucencyByDistance: new NearFarScalar(2500, 1, 15_000, 0),
          }
        : {}),
    });
  return {
    points,
    add: (lamps, beacons) => {
      for (const lamp of lamps) put(lamp, true);
      for (const beacon of beacons) put(beacon, false);
    },
    clear: () => points.removeAll(),
    fade: (opacity) => {
      for (let i = 0; i < points.length; i += 1) {
        const point = points.get(i);
        point.color = Color.clone(point.color).withAlpha(opacity);
      }
    },
  };
}
