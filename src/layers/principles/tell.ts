import type { LayerChoice, LayerEntry } from '@/contracts/layer';
import type { Text } from '@/contracts/text';
import { observedProperties } from '@/domain/definitions';
import type { CellReading, PrinciplePart } from '@/domain/principles/read';
import { principleIds, principleOf, principleRules, type PrincipleId } from '@/domain/principles/rules';
import type { FeatureSheet, FeatureSummary, SheetRow } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import { chosenPrinciple } from '@/state/chosenPrinciple';
import type { City } from '@/state/city';
import { middleOf, principleBoard, type PrincipleBoard } from '@/state/principleBoard';
import { figure } from '@/state/wordsFormat';
import {
  facilitiesTold,
  joined,
  placeTold,
  principleWords as w,
  residentsTold,
} from '@/state/wordsPrinciples';
import entryFile from '@data/layers/principles.json';

const entry = entryFile as LayerEntry;

function chosenIn(city: City): PrincipleId {
  return chosenPrinciple(city.scene.getState().layers.principles);
}

function titleOf(board: PrincipleBoard, index: number): Text {
  const cell = board.cells[index]!;
  return w.cell(placeTold(cell), cell.id);
}

function propertyTitle(id: string): Text {
  return observedProperties.find((property) => property.id === id)?.name ?? same(id);
}

function partRow({ of, value, unit, withinM }: PrinciplePart): SheetRow {
  const label = w.part(of) ?? propertyTitle(of);
  const note = withinM === undefined ? undefined : unit === '%' ? w.nearest(withinM) : w.within(withinM);
  if (value === undefined) return row(label, unit === '%' ? w.noData : w.unknown, undefined, note);
  if (withinM !== undefined && unit === 'count' && value === 0) return row(label, gapTold(), undefined, note);
  return row(label, figure(value, unit === 'ratio' ? 2 : 0), unit === '%' ? '%' : undefined, note);
}

/** A kind that nobody reports is said in words, not by a zero. */
function gapTold(): Text {
  return { zh: `无（${w.gap.zh}）`, en: `none (${w.gap.en})` };
}

function sheetOf(
  board: PrincipleBoard,
  index: number,
  id: PrincipleId,
  reading: CellReading | undefined,
): FeatureSheet {
  const cell = board.cells[index]!;
  const principle = principleOf(id);
  const { value, parts = [] } = reading ?? {};
  const worst = board.told(id)?.map.worst.indexOf(index) ?? -1;
  const note = worst < 0 ? w.direction[principle.better] : w.rank(worst + 1);
  const year = board.census?.year;
  return {
    title: titleOf(board, index),
    subtitle: w.subtitle,
    rows: [
      value === undefined ? row(principle.title, w.noData) : row(principle.title, figure(value), '%', note),
      ...parts.map(partRow),
      row(
        w.residents,
        residentsTold(cell.residents),
        undefined,
        year === undefined ? undefined : w.residentsNote(year),
      ),
      row(w.floor, figure(cell.floorM2), 'm²'),
      row(w.lived, figure(cell.floors.residential ?? 0), 'm²'),
      row(w.columns.facilities, facilitiesTold(cell.facilities)),
      row(
        w.formula,
        principle.formula,
        undefined,
        w.version(principleRules.version, principleRules.effective),
      ),
      row(w.lacks, joined(principle.lacks, '；', '; ')),
      placeRow(middleOf(board, index)),
    ],
    provenance: entry.provenance,
  };
}

/** What it is coloured by. */
export const choices: readonly LayerChoice[] = [
  {
    key: 'by',
    title: w.by,
    kind: 'one',
    otherwise: principleOf('layout').title,
    values: principleIds.filter((id) => id !== 'layout').map((id) => ({ id, title: principleOf(id).title })),
  },
];

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const board = await principleBoard(city);
  const index = board.placeOf(feature);
  if (index === undefined) return undefined;
  const id = chosenIn(city);
  return sheetOf(board, index, id, board.cell(id, index));
}

/** Every cell, the worst of the principle chosen first. */
export async function list(city: City): Promise<readonly FeatureSummary[]> {
  const board = await principleBoard(city);
  const worst = board.told(chosenIn(city))?.map.worst ?? [];
  const first = new Set(worst);
  const rest = board.cells.map((_, index) => index).filter((index) => !first.has(index));
  return [...worst, ...rest].map((index) => ({
    feature: board.cells[index]!.id,
    title: titleOf(board, index),
    at: middleOf(board, index),
  }));
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const board = await principleBoard(city);
  const index = board.placeOf(feature);
  return index === undefined ? undefined : titleOf(board, index);
}
