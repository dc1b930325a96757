import type { LayerChoice, LayerEntry } from '@/contracts/layer';
import { elementClasses } from '@/contracts/panorama';
import type { Text } from '@/contracts/text';
import { cellsOf, completenessOf, panoramaAspects, type PanoramaCell } from '@/domain/panorama';
import type { FeatureSheet, FeatureSummary } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
import entryFile from '@data/layers/panorama.json';
import { classTitles, panoramaWords as w, wordsOf } from './words';

const entry = entryFile as LayerEntry;

async function cellOf(feature: string, city: City): Promise<PanoramaCell | undefined> {
  return cellsOf(await city.query.panorama()).find(({ id }) => id === feature);
}

function countWords({ sourced, generated }: { readonly sourced: number; readonly generated: number }): Text {
  const parts = [
    ...(sourced === 0 ? [] : [w.sourced(figure(sourced))]),
    ...(generated === 0 ? [] : [w.generated(figure(generated))]),
  ];
  if (parts.length === 0) return w.none;
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
}

function middleOf({ box: [west, south, east, north] }: PanoramaCell): readonly [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

/** A cell in one line, in the list and beside the pointer. */
function lineOf(cell: PanoramaCell): Text {
  const { sourced, present } = completenessOf(cell);
  return w.inList(cell.id, sourced, present);
}

function sheetOf(cell: PanoramaCell): FeatureSheet {
  const { sourced } = completenessOf(cell);
  return {
    title: w.cell(cell.id),
    subtitle: w.subtitle,
    rows: [
      row(w.summary, `${sourced} / ${elementClasses.length}`),
      row(w.cim, cell.cim === 0 ? w.none : `CIM${cell.cim}`),
      ...elementClasses.map((id) => row(classTitles[id], countWords(cell.classes[id]))),
      row(w.mesh, w.none, undefined, w.notCounted),
      placeRow(middleOf(cell)),
    ],
    provenance: entry.provenance,
  };
}

export const choices: readonly LayerChoice[] = [
  {
    key: 'by',
    title: w.by,
    kind: 'one',
    otherwise: wordsOf('completeness').title,
    values: panoramaAspects
      .filter((aspect) => aspect !== 'completeness')
      .map((aspect) => ({ id: aspect, title: wordsOf(aspect).title })),
  },
];

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const cell = await cellOf(feature, city);
  return cell === undefined ? undefined : sheetOf(cell);
}

/** Every cell, those with most from sources first: the map told in lines. */
export async function list(city: City): Promise<readonly FeatureSummary[]> {
  const cells = cellsOf(await city.query.panorama());
  const told = cells.map((cell) => ({ cell, ...completenessOf(cell) }));
  return told
    .sort((one, other) => other.sourced - one.sourced || other.present - one.present)
    .map(({ cell }) => ({ feature: cell.id, title: lineOf(cell), at: middleOf(cell) }));
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const cell = await cellOf(feature, city);
  return cell === undefined ? undefined : lineOf(cell);
}
