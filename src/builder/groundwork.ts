import type { Box } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';
import { generateCity, type City, type OnProgress } from './city';
import { readGeography, type Geography } from './ground/geography';
import { makeRelief } from './ground/relief';
import { above, importedRelief, type ImportedRelief } from './import/importedRelief';
import type { FinishedImport } from './import/importFolder';

/** The city before any building is imported: what is known of it, the ground it stands on, and what is generated there. */
export interface Groundwork {
  readonly geography: Geography;
  readonly made: ReturnType<typeof makeRelief>;
  readonly terrain: ImportedRelief | undefined;
  readonly relief: Relief;
  readonly laidOut: City;
}

export interface GroundworkOptions {
  readonly dataRoot: string;
  readonly seed: number;
  readonly box?: Box;
  readonly onProgress: OnProgress;
  readonly imports: readonly FinishedImport[];
}

/** Lays the city out once for the view of an import under way and for the build that ends it. */
export const layGroundwork = async ({
  dataRoot,
  seed,
  box,
  onProgress,
  imports,
}: GroundworkOptions): Promise<Groundwork> => {
  const geography = await readGeography(dataRoot);
  const terrain = await importedRelief(imports);
  const made = makeRelief(geography);
  const relief = terrain === undefined ? made.relief : above(terrain, made);
  return {
    geography,
    made,
    terrain,
    relief,
    laidOut: generateCity(geography, seed, box, onProgress, relief),
  };
};
