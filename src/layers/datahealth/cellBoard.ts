import {
  BoundingSphere,
  BufferPolygon,
  BufferPolygonCollection,
  BufferPolygonMaterial,
  Cartesian3,
  Color,
} from 'cesium';
import type { Box } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { HealthCell, HealthLevel } from '@/domain/dataHealth';
import type { Relief } from '@/domain/relief';
import { engineId } from '@/scene/featureId';
import { looks } from '@/scene/look';
import { healthLooks } from './looks';
import { cutToGround, frameShape, hatchShape, wholeShape, type CellShape } from './shapes';

/** How a cell shows: its fill by level (none where nobody can say), hatched in trouble, framed among the worst. */
export interface CellFace {
  readonly shown: boolean;
  readonly level: HealthLevel | undefined;
  readonly hatched: boolean;
  readonly framed: boolean;
}

/**
 * All cells in one collection, allocated once: three shapes a cell, of which a face shows those it needs. They lie on the
 * relief they were made for.
 */
export interface CellBoard {
  readonly primitive: BufferPolygonCollection;
  /** Repaints a cell if its face is another; is it? */
  readonly paint: (index: number, face: CellFace) => boolean;
  readonly dress: (theme: Theme, opacity: number) => void;
  readonly select: (index: number | undefined) => void;
  readonly locate: (index: number) => BoundingSphere;
}

/** Metres above the ground of fill, hatch and frame, so that none of them flickers through another. */
const lifts = [3, 5, 7] as const;
const shapes: readonly CellShape[] = [wholeShape, hatchShape, frameShape];
const hillShapes = shapes.map(cutToGround);
/** Metres within which the ground under a cell counts as level; and so many places a side are asked. */
const levelWithinM = 1.5;
const asked = 9;
const hidden: CellFace = { shown: false, level: undefined, hatched: false, framed: false };

export function createCellBoard(cells: readonly HealthCell[], relief: Relief, first: Theme): CellBoard {
  const own = cells.map(({ box }) => (isLevel(relief, box) ? shapes : hillShapes));
  const inAll = (count: (shape: CellShape) => number) =>
    Math.max(
      1,
      own.flat().reduce((sum, shape) => sum + count(shape), 0),
    );
  const corners = (box: Box) => cornersOf(relief, box);
  const bounds = BoundingSphere.fromPoints(
    cells.length === 0
      ? [Cartesian3.fromDegrees(114.3, 30.6, relief.heightAt(114.3, 30.6))]
      : cells.flatMap(({ box }) => corners(box)),
  );
  const primitive = new BufferPolygonCollection({
    primitiveCountMax: Math.max(1, cells.length) * shapes.length,
    vertexCountMax: inAll((shape) => shape.corners.length),
    triangleCountMax: inAll((shape) => shape.triangles.length / 3),
    holeCountMax: 0,
    boundingVolume: bounds,
    allowPicking: true,
  });
  const polygon = new BufferPolygon();
  const material = new BufferPolygonMaterial();
  // Shape by shape, so that all fills are drawn before the first hatch.
  shapes.forEach((_, kind) => {
    cells.forEach(({ id, box }, index) => {
      const shape = own[index]![kind]!;
      primitive.add(
        {
          positions: place(shape, box, relief, lifts[kind]!),
          triangles: Uint32Array.from(shape.triangles),
          pickObject: { id: engineId({ layer: 'datahealth', feature: id }) },
        },
        polygon,
      );
    });
  });
  const faces: CellFace[] = cells.map(() => hidden);
  let theme = first;
  let opacity = 1;
  let selected: number | undefined;

  function set(kind: number, index: number, show: boolean, colour: string, alpha: number): void {
    primitive.get(kind * cells.length + index, polygon);
    material.color = Color.fromCssColorString(colour).withAlpha(alpha * opacity);
    polygon.setMaterial(material);
    polygon.show = show;
  }
  function draw(index: number): void {
    const { shown, level, hatched, framed } = faces[index]!;
    const look = healthLooks[theme];
    const [colour, alpha] = look.levels[level ?? 0]!;
    const chosen = index === selected;
    set(0, index, shown, colour, level === undefined ? 0 : alpha);
    set(1, index, shown && hatched, look.hatch, 0.75);
    set(2, index, shown && (framed || chosen), chosen ? looks[theme].buildings.selected : look.frame, 1);
  }
  cells.forEach((_, index) => draw(index));

  return {
    primitive,
    paint: (index, face) => {
      const before = faces[index]!;
      const same =
        before.shown === face.shown &&
        before.level === face.level &&
        before.hatched === face.hatched &&
        before.framed === face.framed;
      if (same) return false;
      faces[index] = face;
      draw(index);
      return true;
    },
    dress: (nextTheme, nextOpacity) => {
      theme = nextTheme;
      opacity = nextOpacity;
      cells.forEach((_, index) => draw(index));
    },
    select: (index) => {
      const before = selected;
      selected = index;
      if (before !== undefined) draw(before);
      if (index !== undefined) draw(index);
    },
    locate: (index) => BoundingSphere.fromPoints([...corners(cells[index]!.box)]),
  };
}

function cornersOf({ heightAt }: Relief, [west, south, east, north]: Box): readonly Cartesian3[] {
  const places = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as const;
  return places.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat)));
}

function isLevel({ heightAt }: Relief, [west, south, east, north]: Box): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (let row = 0; row < asked; row += 1)
    for (let column = 0; column < asked; column += 1) {
      const [u, v] = [column / (asked - 1), row / (asked - 1)];
      const height = heightAt(west + u * (east - west), south + v * (north - south));
      low = Math.min(low, height);
      high = Math.max(high, height);
    }
  return high - low <= levelWithinM;
}

function place(
  shape: CellShape,
  [west, south, east, north]: Box,
  { heightAt }: Relief,
  lift: number,
): Float64Array {
  const at = new Cartesian3();
  const positions = new Float64Array(shape.corners.length * 3);
  shape.corners.forEach(([u, v], index) => {
    const [lon, lat] = [west + u * (east - west), south + v * (north - south)];
    Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat) + lift, undefined, at);
    positions.set([at.x, at.y, at.z], index * 3);
  });
  return positions;
}
