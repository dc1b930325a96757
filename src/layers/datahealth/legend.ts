import type { LayerLegend } from '@/contracts/layer';
import type { HealthAspect } from '@/domain/dataHealth';
import { healthWords } from '@/state/wordsHealth';

/** What the five fills mean by one aspect; `presentOnly` where the door's own aspects cannot be told. */
export function legendOf(aspect: HealthAspect, presentOnly: boolean): LayerLegend {
  const { title, levels } = healthWords.aspect[aspect];
  const untold = presentOnly && (aspect === 'refused' || aspect === 'clock');
  return {
    title,
    items: levels.map((label, level) => ({ label, swatch: `health-${level}`, shape: 'area' as const })),
    ...(untold ? { note: healthWords.presentOnly } : {}),
  };
}
