import type { LayerChoice } from '@/contracts/layer';
import type { SiteEntry } from '@/contracts/siteScene';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary, ObjectLevels, SheetRow } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import type { City } from '@/state/city';
import { kinds } from '.';
import { featureBook, type SiteFeature } from './featureBook';
import { whole } from './whole';

/** The selection of a mesh's house is the base's own building: its sheet is told by the layer of buildings. The rest is the whole. */
type Told = (entry: SiteEntry, feature: string, city: City) => Promise<FeatureSheet | undefined>;

const longest = 200;

function wordsOf(value: unknown): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function rowsOf(entry: Extract<SiteEntry, { kind: 'features' }>, { fields, shape }: SiteFeature) {
  const [west, south, east, north] = shape.box;
  return [
    ...entry.fields.flatMap(({ name }) => {
      const value = fields[name];
      return value === undefined || value === null ? [] : [row(same(name), wordsOf(value))];
    }),
    placeRow([(west + east) / 2, (south + north) / 2]),
  ];
}

const w = {
  kind: { zh: '类型', en: 'Kind' },
  from: { zh: '服务主机', en: 'Served by' },
  ownServer: { zh: '本平台', en: 'this platform' },
  raised: { zh: '整体抬升', en: 'Raised by' },
  picture: { zh: '图层', en: 'Layer' },
  cut: { zh: '坐标参考', en: 'Reference system' },
  as4326: { zh: '按 EPSG:4326 显示，相差厘米级', en: 'drawn as EPSG:4326, centimetres apart' },
  passedOn: { zh: '天地图，经本平台转接', en: 'Tianditu, passed on by this platform' },
  heights: { zh: '高程', en: 'Heights' },
  groundOnly: {
    zh: '只替换地面；建筑、桥梁仍按底座的高程',
    en: 'the ground only; buildings and bridges keep the heights of the base',
  },
  split: { zh: '单体化', en: 'Split into houses' },
  byFootprints: { zh: '按底座的建筑轮廓', en: 'by the footprints of the base' },
} as const;

function hostRow(entry: SiteEntry): readonly SheetRow[] {
  if (entry.kind === 'tianditu') return [row(w.from, w.passedOn)];
  return [row(w.from, URL.canParse(entry.url) ? same(new URL(entry.url).host) : w.ownServer)];
}

/** What an entry is that holds no things of its own. */
function wholeRows(entry: SiteEntry): readonly SheetRow[] {
  const more = (): readonly SheetRow[] => {
    switch (entry.kind) {
      case '3dtiles':
      case 'i3s':
        return [
          ...(entry.heightOffsetM === 0 ? [] : [row(w.raised, entry.heightOffsetM, 'm')]),
          ...(entry.footprints ? [row(w.split, w.byFootprints)] : []),
        ];
      case 'terrain':
        return [row(w.heights, w.groundOnly)];
      case 'wmts':
        return [
          row(w.picture, same(entry.layer)),
          row(w.cut, same(entry.system), undefined, entry.system === 'EPSG:4490' ? w.as4326 : undefined),
        ];
      case 'tms':
      case 'tianditu':
        return [
          row(w.cut, same(entry.system), undefined, entry.system === 'EPSG:4490' ? w.as4326 : undefined),
        ];
      case 'features':
        return [];
    }
  };
  return [row(w.kind, kinds[entry.kind]), ...hostRow(entry), ...more()];
}

export const describe: Told = async (entry, feature) => {
  if (entry.kind !== 'features')
    return feature === whole
      ? { title: entry.title, rows: wholeRows(entry), provenance: entry.provenance }
      : undefined;
  const found = (await featureBook(entry)).features.get(feature);
  if (found === undefined) return undefined;
  return {
    title: found.title,
    subtitle: entry.title,
    rows: rowsOf(entry, found),
    provenance: entry.provenance,
  };
};

export async function nameOf(entry: SiteEntry, feature: string): Promise<Text | undefined> {
  if (entry.kind !== 'features') return feature === whole ? entry.title : undefined;
  return (await featureBook(entry)).features.get(feature)?.title;
}

export async function list(entry: SiteEntry): Promise<readonly FeatureSummary[]> {
  if (entry.kind !== 'features') return [{ feature: whole, title: entry.title }];
  return [...(await featureBook(entry)).features.values()].map(({ shape, title }) => ({
    feature: shape.id,
    title,
    at: [(shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2],
  }));
}

/** What a source reaches, and when it was surveyed, it says itself: what it leaves out is told as not stated. */
export function levels({ kind, cim, realScene, provenance }: SiteEntry): ObjectLevels {
  const { grade, date } = provenance;
  const scene = realScene ?? (kind === 'features' ? undefined : 'unstated');
  return {
    cim,
    ...(scene === undefined ? {} : { realScene: scene }),
    surveyed: grade !== 'measured' ? '' : date === '' ? undefined : date,
    grade,
  };
}

/** What one may choose about a mesh that is split by footprints. */
export const choices: readonly LayerChoice[] = [
  {
    key: 'colour',
    title: { zh: '着色', en: 'Colour' },
    kind: 'one',
    otherwise: { zh: '模型原样', en: 'As the model is' },
    values: [{ id: 'use', title: { zh: '按建筑用途', en: 'By use of the building' } }],
  },
];
