import { importSystems, writtenSystem, type ImportSystem } from './crs';
import { guessSystem, sampleOf } from './guessSystem';
import type { Outlines } from './outlines';
import { ImportRefused, type FeatureSource } from './rawFeature';

export interface SettledSystem {
  readonly system: ImportSystem;
  /** What the operator should know of how it was settled. */
  readonly notice?: string;
}

/**
 * The reference system to read a file in: what the operator declares, else what the file writes. Without either it refuses,
 * and says what the coordinates look like; it never guesses on its own, because 586 m pass unseen.
 */
export const settleSystem = async (
  file: string,
  source: FeatureSource,
  declared: ImportSystem | undefined,
  outlines: Outlines,
): Promise<SettledSystem> => {
  const written = source.writtenCrs === undefined ? undefined : writtenSystem(source.writtenCrs);
  if (declared !== undefined) {
    return written === undefined || written === declared
      ? { system: declared }
      : {
          system: declared,
          notice: `the file says ${written === 'unknown' ? shown(source.writtenCrs) : written}; read as ${declared}, as told`,
        };
  }
  if (written !== undefined && written !== 'unknown') return { system: written };
  const why =
    written === 'unknown'
      ? `${file} is in a reference system this city does not read (${shown(source.writtenCrs)})`
      : `${file} does not say its reference system`;
  const { system, evidence } = guessSystem(await sampleOf(source.features()), outlines);
  const looks =
    system === undefined
      ? `The coordinates do not tell which it is: ${evidence}`
      : `The coordinates look like ${system}: ${evidence}`;
  throw new ImportRefused(`${why}. Declare it with --crs ${importSystems.join('|')}.\n${looks}`);
};

const shown = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').slice(0, 80);
