import { Cartesian3, Color, PointPrimitiveCollection } from 'cesium';
import type { SceneHost } from '@/scene/layer';
import type { City } from '@/state/city';

/** Towers from here on carry a warning light, metres. */
const warnedFrom = 150;

/** Red lights on the tops of the highest towers, which aircraft are warned by; filled once the register has come. */
export function createTowerLights(host: SceneHost, city: City): PointPrimitiveCollection {
  const lights = new PointPrimitiveCollection();
  void city.query.landmarks().then(
    (landmarks) => {
      if (lights.isDestroyed()) return;
      for (const { at, heightM } of landmarks) {
        if (heightM === undefined || heightM < warnedFrom) continue;
        lights.add({
          position: Cartesian3.fromDegrees(at[0], at[1], host.ground.heightAt(at[0], at[1]) + heightM + 2),
          color: Color.fromCssColorString('#ff4a3d'),
          outlineColor: Color.fromCssColorString('rgba(255, 60, 48, 0.28)'),
          outlineWidth: 3,
          pixelSize: 3.5,
        });
      }
      host.requestRender();
    },
    // Without the register the towers only lack their lights.
    () => undefined,
  );
  return lights;
}
