import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { districtOutlines, groundFiles } from '@/contracts/base';
import { subdistrictAreas } from '@/contracts/partitions';
import { createScopes, type CityScopes } from '@/domain/signs/scopes';
import type { Base } from './base';

/** The parts of the city that signs are read of; a base without 街道 has the city and its districts alone. */
export async function readScopes({ folder, catalogue }: Base): Promise<CityScopes> {
  const read = async (path: string): Promise<unknown> => {
    try {
      return JSON.parse(await readFile(join(folder, path), 'utf8'));
    } catch {
      return undefined;
    }
  };
  const areas = subdistrictAreas.safeParse(await read(groundFiles.subdistricts));
  const outlines = districtOutlines.safeParse(await read(groundFiles.districts));
  return createScopes(catalogue, {
    districts: outlines.success ? outlines.data.features.map(({ properties }) => properties) : [],
    subdistricts: areas.success ? areas.data.features : [],
  });
}
