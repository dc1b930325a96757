import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import type { DistrictShare } from '@/domain/overlay';
import { authalicLatitude, authalicRadius, planeAt } from './ellipsoid';
import { measuringNotes } from './measuringNotes';
import type { ToolDefinition } from './tool';

export const measureArea = {
  id: 'measureArea',
  title: { zh: '测面积', en: 'Area' },
  key: 'a',
  sketch: 'area',
  leastPoints: 3,
  measure: async (points, pointDoubt, districts) => {
    const [{ area, earthRadius, kinks, polygon }, { sharesOf }] = await Promise.all([
      import('@turf/turf'),
      import('@/domain/overlay'),
    ]);
    const ring = [...points, ...points.slice(0, 1)];
    const crossings = kinks(polygon([ring.map(([lon, lat]) => [lon, lat])])).features.length;
    // Turf measures on a sphere; on authalic latitudes and scaled to the authalic radius that is the ellipsoid's area.
    const onSphere = area(polygon([ring.map(([lon, lat]) => [lon, authalicLatitude(lat)])]));
    return {
      value: onSphere * (authalicRadius / earthRadius) ** 2,
      plusMinus: areaDoubt(points, pointDoubt),
      unit: 'm²' as const,
      notes: [
        ...(crossings === 0
          ? districtNotes(sharesOf(points, await districts()))
          : [
              {
                zh: '边线自相交：交叉处的面积互相抵消，结果不可用。',
                en: 'The outline crosses itself: parts cancel out, so the figure cannot be used.',
              },
            ]),
        ...measuringNotes(pointDoubt),
      ],
    };
  },
} as const satisfies ToolDefinition;

/** Said only of an area without crossings; the outlines are indicative, so whole per cent are enough. */
function districtNotes(shares: readonly DistrictShare[]): readonly Text[] {
  const told = shares.filter(({ share }) => share >= 0.005);
  if (told.length === 0) return [];
  const list = (language: 'zh' | 'en') =>
    told.map(({ name, share }) => `${name[language]} ${Math.round(share * 100)} %`);
  return [
    {
      zh: `所在行政区（示意轮廓）：${list('zh').join('，')}。`,
      en: `By district, indicative outlines: ${list('en').join(', ')}.`,
    },
  ];
}

/** The doubt of a ring's area when each corner may lie `pointDoubt` metres off: half the chord across it, each alone. */
export function areaDoubt(points: readonly LonLat[], pointDoubt: number): number {
  const origin = points[0];
  if (origin === undefined) return 0;
  const plane = points.map(planeAt(origin));
  const squared = plane.reduce((sum, _, index) => {
    const [nextEast, nextNorth] = plane[(index + 1) % plane.length] ?? [0, 0];
    const [lastEast, lastNorth] = plane.at(index - 1) ?? [0, 0];
    return sum + (nextEast - lastEast) ** 2 + (nextNorth - lastNorth) ** 2;
  }, 0);
  return (pointDoubt / 2) * Math.sqrt(squared);
}
