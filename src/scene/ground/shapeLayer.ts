import { BoundingSphere, Cartesian3, Color, Material, PolylineCollection } from 'cesium';
import type { Box } from '@/contracts/geo';
import type { LayerHandle, SceneHost } from '../layer';
import { looks } from '../look';
import type { LayerView } from '@/state/sceneStore';
import type { DrawnShape, ShapePicture } from './drawnShapes';
import type { LaidPicture } from './laidPictures';

export interface ShapeLayer {
  readonly apply: (view: LayerView) => void;
  readonly highlight: NonNullable<LayerHandle['highlight']>;
  readonly locate: NonNullable<LayerHandle['locate']>;
  readonly pickGround: NonNullable<LayerHandle['pickGround']>;
  /** Draws anew, after another choice: all of it, or what lies in these boxes. */
  readonly redraw: (within?: readonly Box[]) => void;
  readonly destroy: () => void;
}

/** Above the ground by so much, the outline of what is selected neither sinks in nor floats, metres. */
const liftM = 4;
/** A pointer may miss a line by so many pixels. */
const missPx = 6;
const metresPerDegree = 111_195;

/** What every layer drawn on the ground has in common: the picture, the outline of what is selected, the place of a thing. */
export function createShapeLayer(
  host: SceneHost,
  picture: ShapePicture,
  first: LayerView,
  place: 'under' | 'over' = 'over',
): ShapeLayer {
  const laid: LaidPicture = host.lay(picture.painter, place);
  const outline = new PolylineCollection();
  host.primitives.add(outline);
  let view = first;
  let selected: DrawnShape | undefined;

  const positionsOf = (shape: DrawnShape): Cartesian3[][] =>
    shape.rings.map((ring) => {
      const line: Cartesian3[] = [];
      for (let index = 0; index < ring.length; index += 2) {
        const [lon, lat] = [ring[index]!, ring[index + 1]!];
        line.push(Cartesian3.fromDegrees(lon, lat, host.ground.heightAt(lon, lat) + liftM));
      }
      if (shape.kind === 'area' && line[0] !== undefined) line.push(line[0]);
      return line;
    });
  const draw = () => {
    outline.removeAll();
    const colour = Color.fromCssColorString(looks[host.theme()].buildings.selected);
    for (const positions of selected === undefined ? [] : positionsOf(selected)) {
      if (positions.length < 2) continue;
      outline.add({ positions, width: 3, material: Material.fromType('Color', { color: colour }) });
    }
    outline.show = view.visible;
    host.requestRender();
  };
  const undoTheme = host.onTheme(() => {
    laid.redraw();
    draw();
  });
  const apply = (next: LayerView) => {
    view = next;
    outline.show = next.visible;
    laid.show(next);
  };
  apply(first);

  return {
    apply,
    highlight: (features) => {
      const [id] = features;
      const next = id === undefined ? undefined : picture.find(id);
      if (next === selected) return;
      selected = next;
      draw();
    },
    locate: (feature) => {
      const shape = picture.find(feature);
      if (shape === undefined) return undefined;
      const sphere = BoundingSphere.fromPoints(positionsOf(shape).flat());
      sphere.radius = Math.max(120, sphere.radius);
      return sphere;
    },
    pickGround: (at, metresPerPixel) => picture.at(at, (missPx * metresPerPixel) / metresPerDegree)?.id,
    redraw: laid.redraw,
    destroy: () => {
      undoTheme();
      laid.remove();
      host.primitives.remove(outline);
    },
  };
}
