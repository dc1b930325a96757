import type { LayerLegend } from '@/contracts/layer';
import { signStates, stateTitles } from '@/contracts/sign';
import { measureOf } from '@/domain/definitions';
import { perHeadRule } from '@/domain/signs/perHead';
import { scopeWords as w } from '@/state/wordsScope';
import { levelOf, type Face } from './faces';
import { legendShapes, levelSwatch } from './looks';
import type { Wish } from './wish';

/** What the fills mean, with how many areas stand in each state; per head the census it goes by is named. */
export function legendOf(wish: Wish, faces: readonly Face[], subdistricts: boolean): LayerLegend {
  return wish.perHead ? headLegend(wish, faces) : stateLegend(wish, faces, subdistricts);
}

function stateLegend({ sign }: Wish, faces: readonly Face[], subdistricts: boolean): LayerLegend {
  const items = signStates.map((state) => {
    const count = faces.filter((face) => face.state === state).length;
    const { zh, en } = stateTitles[state];
    return {
      label: { zh: `${zh} ${count}`, en: `${en} ${count}` },
      swatch: state,
      shape: legendShapes[state],
    };
  });
  const note = subdistricts
    ? { zh: `${w.generated.zh}。${w.atOnce.zh}`, en: `${w.generated.en}. ${w.atOnce.en}` }
    : w.generated;
  return { title: sign.title, items, note };
}

function headLegend({ sign }: Wish, faces: readonly Face[]): LayerLegend {
  const rule = perHeadRule(sign);
  const measure = measureOf(sign, rule?.measure);
  const missing = faces.filter((face) => levelOf(face) === undefined).length;
  const untold = {
    label: { zh: `${w.noResidents.zh} ${missing}`, en: `${w.noResidents.en} ${missing}` },
    swatch: 'absent',
    shape: 'frame' as const,
  };
  const title = w.perHeadTitle(sign.title, sign.measures.length > 1 ? measure.title : sign.title);
  if (rule === undefined) {
    const why = w.unfit(measure.aggregate);
    return { title, items: [untold], note: why };
  }
  const items = w.classes(rule.starts).map((label, level) => ({
    label: {
      zh: `${label.zh} ${measure.unit.zh}`.trim(),
      en: `${label.en} ${measure.unit.en}`.trim(),
    },
    swatch: levelSwatch(level),
    shape: 'area' as const,
  }));
  return { title, items: [...items, untold], note: w.census };
}
