import type { ElementClass } from '@/contracts/panorama';
import type { Text } from '@/contracts/text';
import type { PanoramaAspect, PanoramaLevel } from '@/domain/panorama';

const t = (zh: string, en: string): Text => ({ zh, en });

export const classTitles: Readonly<Record<ElementClass, Text>> = {
  buildings: t('建筑', 'Buildings'),
  streets: t('道路', 'Streets'),
  water: t('水系', 'Water'),
  green: t('绿地、山体', 'Green and hills'),
  bridges: t('桥隧', 'Crossings'),
  devices: t('感知设备', 'Devices'),
  subdistricts: t('街道分区', 'Subdistricts'),
  terrain: t('地形', 'Terrain'),
  records: t('一标三实记录', 'Records'),
};

const ofClass = (title: Text): readonly Text[] => [
  t(`无${title.zh}`, `no ${title.en.toLowerCase()}`),
  t('只有示意生成或模拟', 'generated or simulated only'),
  t('少于一半有来源', 'under half from a source'),
  t('半数以上有来源', 'half or more from a source'),
  t('全部有来源', 'all from a source'),
];

export const aspectWords: Readonly<
  Record<'completeness' | 'cim', { readonly title: Text; readonly levels: readonly Text[] }>
> = {
  completeness: {
    title: t('完整程度：有来源的要素类', 'Completeness: classes from a source'),
    levels: [
      t('无要素', 'nothing'),
      t('只有示意生成或模拟', 'generated or simulated only'),
      t('1 类有来源', '1 class from a source'),
      t('2 类有来源', '2 classes from a source'),
      t('3 类及以上有来源', '3 classes or more'),
    ],
  },
  cim: {
    title: t('最高 CIM 等级', 'Highest CIM level'),
    levels: [
      t('无', 'none'),
      ...[1, 2, 3].map((level) => t(`CIM${level}`, `CIM${level}`)),
      t('CIM4 及以上', 'CIM4 or more'),
    ],
  },
};

export function wordsOf(aspect: PanoramaAspect): { readonly title: Text; readonly levels: readonly Text[] } {
  if (aspect === 'completeness' || aspect === 'cim') return aspectWords[aspect];
  return { title: classTitles[aspect], levels: ofClass(classTitles[aspect]) };
}

export const panoramaWords = {
  subtitle: t('要素全景，约 1 km 网格', 'What is in the twin, a cell of about 1 km'),
  cell: (id: string): Text => t(`全景格 ${id}`, `Cell ${id}`),
  cells: (label: Text, count: string): Text =>
    t(`${label.zh}：${count}\u00a0格`, `${label.en}: ${count}\u00a0cells`),
  inList: (cell: string, sourced: number, present: number): Text =>
    t(
      `全景格 ${cell}：有 ${present} 类，${sourced} 类有来源`,
      `Cell ${cell}: ${present} classes, ${sourced} from a source`,
    ),
  none: t('无', 'none'),
  sourced: (count: string): Text => t(`${count} 有来源`, `${count} from a source`),
  generated: (count: string): Text => t(`${count} 示意生成或模拟`, `${count} generated or simulated`),
  summary: t('有来源的要素类', 'Classes from a source'),
  cim: t('最高 CIM 等级', 'Highest CIM level'),
  mesh: t('实景三维模型', '3D real-scene model'),
  notCounted: t('由现场接入，不在清点之内', 'added by a site, not counted'),
  by: t('按', 'By'),
} as const;

export const levelSwatch = (level: PanoramaLevel): string => `panorama-${level}`;
