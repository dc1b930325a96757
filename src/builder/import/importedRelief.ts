import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groundFiles } from '@/contracts/base';
import { reliefFile } from '@/contracts/relief';
import { reliefOf, type Relief } from '@/domain/relief';
import { importFiles, type FinishedImport } from './importFolder';

export interface ImportedRelief {
  readonly relief: Relief;
  /** Files of the base, by path. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

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
  const [grid] = file.grids;
  if (grid === undefined) return undefined;
  return {
    relief: reliefOf(file, [new Uint8Array(bytes).buffer]),
    files: new Map<string, string | Uint8Array>([
      [groundFiles.relief, text],
      [grid.file, bytes],
    ]),
  };
};
