import { BoundingSphere } from 'cesium';
import type { PrincipleMap } from '@/domain/principles/map';
import { createShapePicture, type DrawnShape, type ShapeStyle } from '@/scene/ground/drawnShapes';
import { createShapeLayer } from '@/scene/ground/shapeLayer';
import type { AttachLayer } from '@/scene/layer';
import { chosenPrinciple } from '@/state/chosenPrinciple';
import { principleBoard } from '@/state/principleBoard';
import { legendOf } from './legend';
import { principleLooks } from './looks';

export const attach: AttachLayer = async (host, first, city) => {
  const board = await principleBoard(city);
  let view = first;
  let map: PrincipleMap | undefined;
  let worst = new Set<number>();

  const shapes = board.outlines.map((ring, index): DrawnShape => {
    const [west = 0, south = 0, east = 0, , , north = 0] = ring;
    return { id: board.cells[index]!.id, kind: 'area', rings: [ring], box: [west, south, east, north] };
  });
  // Frames come after all fills, so that none is drawn over by the cell beside it.
  const frames = new Set<DrawnShape>(shapes.map((shape) => ({ ...shape })));
  const places = new Map(shapes.map(({ id }, index) => [id, index]));

  function styleOf(shape: DrawnShape, metresPerPx: number): ShapeStyle | undefined {
    const index = places.get(shape.id);
    if (map === undefined || index === undefined) return undefined;
    const look = principleLooks[host.theme()];
    if (frames.has(shape))
      return worst.has(index) ? { stroke: look.frame, width: frameWidth(metresPerPx) } : undefined;
    const level = map.levels[index];
    if (level === undefined) return { fill: look.none, hatch: look.hatch };
    return { fill: look.levels[level]!, ...(metresPerPx < 25 ? { stroke: look.rim, width: 1 } : {}) };
  }
  const picture = createShapePicture([...shapes, ...frames], (shape, _look, metresPerPx) =>
    styleOf(shape, metresPerPx),
  );
  const drawn = createShapeLayer(host, picture, first);

  /** Takes the newest map; the places of the cells that look otherwise than before, or nothing where all may. */
  function take(): readonly number[] | undefined {
    const next = board.told(chosenPrinciple(view))?.map;
    const before = map;
    map = next;
    worst = new Set(next?.worst);
    return before === undefined || before.id !== next?.id ? undefined : changedBetween(before, next);
  }
  function show(): void {
    const changed = take();
    // Only what changed is drawn anew: the rest of the map stays while it is read again.
    if (changed === undefined) drawn.redraw();
    else if (changed.length > 0) drawn.redraw(changed.map((cell) => shapes[cell]!.box));
    host.retell?.();
  }
  let unfollow = board.follow(chosenPrinciple(view), show);
  take();

  return {
    ...drawn,
    apply: (next) => {
      const before = chosenPrinciple(view);
      view = next;
      drawn.apply(next);
      if (chosenPrinciple(next) === before) return;
      unfollow();
      unfollow = board.follow(chosenPrinciple(next), show);
      show();
    },
    locate: (feature) => {
      const sphere = drawn.locate(feature);
      // From near enough to see the cell, from far enough to see what is around it.
      return sphere && new BoundingSphere(sphere.center, Math.max(sphere.radius, 900));
    },
    count: () => board.cells.length,
    legend: () => legendOf(chosenPrinciple(view), board.told(chosenPrinciple(view))),
    destroy: () => {
      unfollow();
      drawn.destroy();
    },
  };
};

/** Pixels of the tile, thinner where a cell is small. */
function frameWidth(metresPerPx: number): number {
  return metresPerPx > 60 ? 2 : 4;
}

function changedBetween(one: PrincipleMap, other: PrincipleMap): readonly number[] {
  const [before, after] = [new Set(one.worst), new Set(other.worst)];
  return other.levels.flatMap((level, cell) =>
    level === one.levels[cell] && before.has(cell) === after.has(cell) ? [] : [cell],
  );
}
