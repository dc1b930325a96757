import type { LayerId } from '@/contracts/ids';
import { gradeTitles, type Grade } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import type { City } from '@/state/city';
import levelsFile from '@data/cim-levels.json';
import type { FeatureSheet, LayerFace, ObjectLevels, SheetRow } from './layer';
import { row } from './sheet';

interface LevelsFile {
  readonly cim: readonly { readonly level: number; readonly title: Text }[];
  readonly realScene: Readonly<Record<Exclude<ObjectLevels['realScene'], undefined | 'unstated'>, Text>>;
  /** What each layer's things reach where they do not say more themselves; 0 is a mark without a model. */
  readonly layers: Readonly<Partial<Record<LayerId, { readonly cim: number }>>>;
}
const file: LevelsFile = levelsFile;

const w = {
  cim: { zh: 'CIM 等级', en: 'CIM level' },
  markOnly: { zh: '仅标注，无模型', en: 'a mark only, no model' },
  mark: { zh: '标注', en: 'mark' },
  unstated: { zh: '未注明', en: 'not stated' },
  standard: {
    zh: 'CJJ/T 315；名称凭通行说法，未核对原文 [K]',
    en: 'CJJ/T 315; names as commonly told, not read again in the standard [K]',
  },
  realScene: { zh: '实景三维', en: '3D real scene' },
  notRealScene: { zh: '不属实景三维', en: 'not 3D real scene' },
  realSceneSource: { zh: '自然资办发〔2022〕7 号', en: 'Ministry of Natural Resources 2022 no. 7' },
  surveyed: { zh: '测绘日期', en: 'Surveyed' },
  notSurveyed: { zh: '未测绘', en: 'not surveyed' },
  code: { zh: '统一识别代码', en: 'Uniform code' },
  noCode: { zh: '未赋码', en: 'no code assigned' },
  example: (number: string): Text => ({
    zh: `示意编号 ${number}，不是统一识别代码`,
    en: `indicative number ${number}, which is no uniform code`,
  }),
} as const;

function titleOfCim(cim: number | undefined): Text {
  if (cim === undefined) return w.unstated;
  const title = file.cim.find(({ level }) => level === cim)?.title;
  if (title === undefined) return w.markOnly;
  return { zh: `CIM${cim} ${title.zh}`, en: `CIM${cim}, ${title.en}` };
}

function realSceneRow(realScene: ObjectLevels['realScene'], grade: Grade): SheetRow {
  if (realScene === undefined) return row(w.realScene, notRealScene(grade));
  if (realScene === 'unstated') return row(w.realScene, w.unstated);
  return row(w.realScene, file.realScene[realScene], undefined, w.realSceneSource);
}

function notRealScene(grade: Grade): Text {
  const { zh, en } = gradeTitles[grade];
  return { zh: `${w.notRealScene.zh}（${zh}）`, en: `${w.notRealScene.en} (${en.toLowerCase()})` };
}

/** CIM level, 实景三维 level, day of survey and code of a thing: what everyone reads of it, whatever its layer. */
export function levelRows({
  cim,
  realScene,
  surveyed,
  code,
  number,
  grade,
}: ObjectLevels): readonly SheetRow[] {
  return [
    row(w.cim, titleOfCim(cim), undefined, w.standard),
    realSceneRow(realScene, grade),
    row(w.surveyed, surveyed === '' ? w.notSurveyed : (surveyed ?? w.unstated)),
    row(
      w.code,
      code ?? w.noCode,
      undefined,
      number === undefined || number === '' ? undefined : w.example(number),
    ),
  ];
}

/** The second line beside the pointer, so that a block is never taken for a survey: `CIM2 · 示意生成`. */
export function levelBadge({ cim, grade }: ObjectLevels): Text {
  const titles = gradeTitles[grade];
  if (cim === undefined)
    return { zh: `CIM ${w.unstated.zh} · ${titles.zh}`, en: `CIM ${w.unstated.en} · ${titles.en}` };
  return cim === 0
    ? { zh: `${w.mark.zh} · ${titles.zh}`, en: `${w.mark.en} · ${titles.en}` }
    : { zh: `CIM${cim} · ${titles.zh}`, en: `CIM${cim} · ${titles.en}` };
}

/** What a thing reaches: as its layer says of it, else as all of its layer do; nothing where its layer shows no things. */
async function levelsOf(
  layer: LayerFace,
  feature: string,
  city: City,
  grade: Grade,
): Promise<ObjectLevels | undefined> {
  if (layer.levels !== undefined) return layer.levels(feature, city);
  const usual = file.layers[layer.entry.id];
  return usual === undefined ? undefined : { ...usual, surveyed: '', grade };
}

/** The sheet of a thing with its levels; `undefined` where the layer does not know it. */
export async function tellOf(
  layer: LayerFace,
  feature: string,
  city: City,
): Promise<FeatureSheet | undefined> {
  const sheet = await layer.describe?.(feature, city);
  if (sheet === undefined) return undefined;
  const levels = await levelsOf(layer, feature, city, sheet.provenance.grade);
  return levels === undefined ? sheet : { ...sheet, levels: levelRows(levels) };
}

/** What stands beside the pointer: a thing's name, and its level below; nothing where it has no name. */
export async function hoverOf(
  layer: LayerFace,
  feature: string,
  city: City,
): Promise<{ readonly name: Text; readonly detail?: Text } | undefined> {
  const name = await layer.nameOf?.(feature, city);
  if (name === undefined) return undefined;
  const levels = await levelsOf(layer, feature, city, layer.entry.provenance.grade);
  return levels === undefined ? { name } : { name, detail: levelBadge(levels) };
}
