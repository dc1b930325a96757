import type { Theme } from '@/contracts/ids';
import { cellsOf, countsOf, levelOf, panoramaAspects, type PanoramaAspect } from '@/domain/panorama';
import { createShapePicture, type DrawnShape } from '@/scene/ground/drawnShapes';
import { createShapeLayer } from '@/scene/ground/shapeLayer';
import type { AttachLayer } from '@/scene/layer';
import type { LayerView } from '@/state/sceneStore';
import { figure } from '@/state/wordsFormat';
import { levelSwatch, panoramaWords, wordsOf } from './words';

/** sRGB; the same stand in the page's style as `--swatch-panorama-…`. Light grows with what comes from a source. */
const colours: Readonly<Record<'night' | 'day', readonly string[]>> = {
  night: ['#2a3446', '#5b6b86', '#3f8f8a', '#6cc08f', '#d8e58a'],
  day: ['#d8dce2', '#aab3bf', '#7fb5ad', '#3f8f78', '#0f5a46'],
};
const hatches = { night: '#9fb0c8', day: '#5b6675' } as const;

export function aspectOf({ options }: LayerView): PanoramaAspect {
  return panoramaAspects.find((aspect) => aspect === options?.['by']) ?? 'completeness';
}

const dayOrNight = (theme: Theme) => (theme === 'day' ? 'day' : 'night');

export const attach: AttachLayer = async (host, first, city) => {
  const cells = cellsOf(await city.query.panorama());
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  let view = first;
  const shapes = cells.map(({ id, box: [west, south, east, north] }): DrawnShape => ({
    id,
    kind: 'area',
    rings: [Float64Array.of(west, south, east, south, east, north, west, north)],
    box: [west, south, east, north],
  }));
  const picture = createShapePicture(shapes, ({ id }, _look, metresPerPx) => {
    const cell = byId.get(id);
    if (cell === undefined) return undefined;
    const when = dayOrNight(host.theme());
    const aspect = aspectOf(view);
    const level = levelOf(cell, aspect);
    return {
      fill: colours[when][level] ?? '',
      // From afar the gaps between cells would be all there is to see.
      ...(metresPerPx < 40 ? { stroke: 'rgba(0, 0, 0, 0.25)', width: 1 } : {}),
      ...(level === 1 && aspect !== 'cim' ? { hatch: hatches[when] } : {}),
    };
  });
  const drawn = createShapeLayer(host, picture, first);
  return {
    ...drawn,
    apply: (next) => {
      const before = aspectOf(view);
      view = next;
      drawn.apply(next);
      if (aspectOf(next) === before) return;
      drawn.redraw();
      host.retell?.();
    },
    count: () => cells.length,
    legend: () => {
      const { title, levels } = wordsOf(aspectOf(view));
      const counts = countsOf(cells, aspectOf(view));
      return {
        title,
        items: levels.map((label, level) => ({
          label: panoramaWords.cells(label, figure(counts[level] ?? 0)),
          swatch: levelSwatch(level as 0 | 1 | 2 | 3 | 4),
          shape: 'area' as const,
        })),
      };
    },
  };
};
