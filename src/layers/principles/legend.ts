import type { LayerLegend } from '@/contracts/layer';
import { principleOf, type PrincipleId } from '@/domain/principles/rules';
import type { ToldMap } from '@/state/principleBoard';
import { clockTime, figure } from '@/state/wordsFormat';
import { classesOf, principleWords as w } from '@/state/wordsPrinciples';

/** What the five fills mean by one principle, what it comes to in the whole city, and as of when. */
export function legendOf(id: PrincipleId, told: ToldMap | undefined): LayerLegend {
  const { title, better } = principleOf(id);
  const direction = w.direction[better];
  const items = classesOf(id).map((label, level) => ({
    label,
    swatch: `principle-${level}`,
    shape: 'area' as const,
  }));
  const heading = { zh: `${title.zh}（%，${direction.zh}）`, en: `${title.en} (%, ${direction.en})` };
  if (told === undefined) return { title: heading, items, note: w.waiting };
  const asOf = w.asOf(clockTime(told.at), told.replay);
  const city = told.map.city === undefined ? undefined : `${figure(told.map.city)} %`;
  return {
    title: heading,
    items,
    note: {
      zh: `${w.city.zh} ${city ?? w.noData.zh}，${asOf.zh}，${w.gradeTold.zh}`,
      en: `${w.city.en} ${city ?? w.noData.en}, ${asOf.en}, ${w.gradeTold.en}`,
    },
  };
}
