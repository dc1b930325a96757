import { createShapePicture } from '@/scene/ground/drawnShapes';
import { createShapeLayer } from '@/scene/ground/shapeLayer';
import type { AttachLayer } from '@/scene/layer';
import { partitionsOf } from './areas';

/** From further away the borders of 社区 are a grey haze. */
const communitiesUntil = 24;

export const attach: AttachLayer = async (host, first, city) => {
  const partitions = await city.query.partitions().catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`底座中没有街道与社区 · this base holds no subdistricts: ${why}`);
  });
  const all = partitionsOf(partitions);
  let view = first;
  const finest = () => view.options?.['show'] ?? '';
  const picture = createShapePicture(
    [...all.values()].map(({ shape }) => shape),
    ({ id }, _look, metresPerPx) => {
      const community = all.get(id)?.kind === 'community';
      const colour = host.theme() === 'day' ? '#6a3fb0' : '#c8a6ff';
      if (!community) return { fill: `${colour}0d`, stroke: colour, width: 2 };
      const shown = finest() !== 'subdistricts' && metresPerPx < communitiesUntil;
      return shown ? { stroke: `${colour}b0`, width: 1, dash: [5, 4] } : undefined;
    },
  );
  const communities = createShapePicture(
    [...all.values()].filter(({ kind }) => kind === 'community').map(({ shape }) => shape),
    () => undefined,
  );
  const drawn = createShapeLayer(host, picture, first);
  return {
    ...drawn,
    apply: (next) => {
      const before = finest();
      view = next;
      drawn.apply(next);
      if (finest() !== before) drawn.redraw();
    },
    // Near enough for the borders of 社区 to be seen one points at them, else at the 街道 around.
    pickGround: (at, metresPerPixel) => {
      const wanted = finest() !== 'subdistricts' && metresPerPixel < communitiesUntil / 2;
      const community = wanted ? communities.at(at, 0) : undefined;
      return community?.id ?? drawn.pickGround(at, metresPerPixel);
    },
    count: () => all.size,
  };
};
