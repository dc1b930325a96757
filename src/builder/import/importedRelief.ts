import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groundFiles } from '@/contracts/base';
import type { Provenance } from '@/contracts/provenance';
import { reliefFile, type ReliefFile } from '@/contracts/relief';
import { reliefOf, type Relief } from '@/domain/relief';
import { importFiles, type FinishedImport } from './importFolder';

export interface ImportedRelief {
  readonly relief: Relief;
  readonly file: ReliefFile;
  /** The heights of its one grid, as the file beside it holds them. */
  readonly bytes: Uint8Array;
}

/** Where heights were imported those, elsewhere what the generator knows: a small survey does not flatten the mountains. */
export const above = ({ file, relief }: ImportedRelief, made: Pick<ImportedRelief, 'relief'>): Relief => {
  const [west, south, east, north] = file.grids[0]!.box;
  return {
    heightAt: (lon, lat) =>
      lon >= west && lon <= east && lat >= south && lat <= north
        ? relief.heightAt(lon, lat)
        : made.relief.heightAt(lon, lat),
  };
};

/** Files of the base, by path; they take the place of the generated list of grids. Throws where the two count otherwise. */
export const filesAbove = (
  { file, bytes }: ImportedRelief,
  made: { readonly file: ReliefFile },
): ReadonlyMap<string, string | Uint8Array> => {
  if (file.stepM !== made.file.stepM)
    throw new Error('imported and generated heights are kept in other steps');
  const joined: ReliefFile = {
    ...made.file,
    provenance: beside(file.provenance, made.file.provenance),
    grids: [...file.grids, ...made.file.grids],
  };
  return new Map<string, string | Uint8Array>([
    [groundFiles.relief, JSON.stringify(joined)],
    [file.grids[0]!.file, bytes],
  ]);
};

/** The import's provenance, which also says what the ground is beyond it. */
const beside = (own: Provenance, other: Provenance): Provenance => {
  const said = own.note ?? { zh: '', en: '' };
  const [zh, en] = [said.zh === '' ? '' : `${said.zh}；`, said.en === '' ? '' : `${said.en}; `];
  return {
    ...own,
    note: {
      zh: `${zh}导入范围以外为示意生成：${other.source.zh}`,
      en: `${en}generated beyond the import: ${other.source.en}`,
    },
  };
};

/** The heights that were imported; of several the one imported last. Nothing where none was. */
export const importedRelief = async (
  imports: readonly FinishedImport[],
): Promise<ImportedRelief | undefined> => {
  const last = imports
    .filter(({ manifest }) => manifest.kind === 'terrain')
    .sort((a, b) => b.manifest.importedAt.localeCompare(a.manifest.importedAt))[0];
  if (last === undefined) return undefined;
  const text = await readFile(join(last.folder, importFiles.relief), 'utf8');
  const file = reliefFile.parse(JSON.parse(text));
  const bytes = await readFile(join(last.folder, 'relief.bin'));
  if (file.grids.length === 0) return undefined;
  return { relief: reliefOf(file, [new Uint8Array(bytes).buffer]), file, bytes };
};
