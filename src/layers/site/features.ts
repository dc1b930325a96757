import { createShapePicture, type DrawnShape, type ShapeStyle } from '@/scene/ground/drawnShapes';
import { createShapeLayer } from '@/scene/ground/shapeLayer';
import type { LayerHandle, SceneHost } from '@/scene/layer';
import type { Look } from '@/scene/look';
import type { LayerView } from '@/state/sceneStore';
import { featureBook, type FeaturesEntry } from './featureBook';

function styleOf({ kind }: DrawnShape, look: Look): ShapeStyle {
  const colour = look.buildings.night > 0.5 ? '#7fd6c2' : '#0b6b5a';
  switch (kind) {
    case 'point':
      return { fill: colour, stroke: look.land, width: 1.5, radius: 5 };
    case 'line':
      return { stroke: colour, width: 2 };
    case 'area':
      return { fill: `${colour}40`, stroke: colour, width: 1.5 };
  }
}

/** Features a site has imported, drawn on the ground. */
export async function attachFeatures(
  entry: FeaturesEntry,
  host: SceneHost,
  view: LayerView,
): Promise<LayerHandle> {
  const { features } = await featureBook(entry);
  const picture = createShapePicture(
    [...features.values()].map(({ shape }) => shape),
    styleOf,
  );
  return { ...createShapeLayer(host, picture, view), count: () => features.size };
}
