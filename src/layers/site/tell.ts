import type { LayerChoice } from '@/contracts/layer';
import type { SiteEntry } from '@/contracts/siteScene';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary, ObjectLevels } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import type { City } from '@/state/city';
import { featureBook, type SiteFeature } from './featureBook';

/** The selection of a mesh's house is the base's own building: its sheet is told by the layer of buildings. */
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

export const describe: Told = async (entry, feature) => {
  if (entry.kind !== 'features') return undefined;
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
  if (entry.kind !== 'features') return undefined;
  return (await featureBook(entry)).features.get(feature)?.title;
}

export async function list(entry: SiteEntry): Promise<readonly FeatureSummary[]> {
  if (entry.kind !== 'features') return [];
  return [...(await featureBook(entry)).features.values()].map(({ shape, title }) => ({
    feature: shape.id,
    title,
    at: [(shape.box[0] + shape.box[2]) / 2, (shape.box[1] + shape.box[3]) / 2],
  }));
}

/** What a source reaches it says itself; an entry that does not say is told as a mark on the map. */
export function levels({ cim, realScene, provenance }: SiteEntry): ObjectLevels {
  return {
    cim: cim ?? 0,
    ...(realScene === undefined ? {} : { realScene }),
    surveyed: provenance.grade === 'measured' ? provenance.date : '',
    grade: provenance.grade,
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
