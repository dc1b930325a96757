import type { Language } from '@/contracts/text';
import { middleOf, type PrincipleBoard, type ToldMap } from '@/state/principleBoard';
import { principleOf, principleRules, type PrincipleId } from '@/domain/principles/rules';
import { layerWords } from '@/state/wordsLayers';
import { facilitiesTold, principleWords as w, residentsTold } from '@/state/wordsPrinciples';
import { cityTime, type Cell } from '../csv';

/** The ten worst cells as a file that carries its source, time, unit and grade; residents as they are told on screen. */
export function worstFile(
  id: PrincipleId,
  { map, at }: ToldMap,
  board: PrincipleBoard,
  language: Language,
): { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] } {
  const principle = principleOf(id);
  const source = [principleRules.source, ...(board.census === undefined ? [] : [board.census.source])]
    .map((text) => text[language])
    .join('; ');
  const rows = map.worst.map((index, place): readonly Cell[] => {
    const cell = board.cells[index]!;
    const [lon, lat] = middleOf(board, index);
    return [
      place + 1,
      cell.id,
      cell.district === '' ? '' : layerWords.district(cell.district)[language],
      cell.street?.name[language],
      principle.title[language],
      Math.round(map.values[index]! * 10) / 10,
      '%',
      residentsTold(cell.residents)[language],
      facilitiesTold(cell.facilities)[language],
      Math.round(lon * 1e5) / 1e5,
      Math.round(lat * 1e5) / 1e5,
      'WGS 84',
      cityTime(at),
      w.gradeTold[language],
      source,
      `${principleRules.version} (${principleRules.effective})`,
    ];
  });
  return { head: w.fileColumns[language], rows };
}
