import * as z from 'zod/mini';
import { community, groundFiles, registers } from '@/contracts/base';
import { panoramaFile, panoramaPath, type PanoramaFile } from '@/contracts/panorama';
import { planningCellsFile, planningCellsPath, type PlanningCellsFile } from '@/contracts/planningCells';
import { subdistrictAreas, type Partitions } from '@/contracts/partitions';
import { readJson, type Fetch } from './http';

export async function readPanorama(fetch: Fetch, tiles: URL): Promise<PanoramaFile> {
  return readJson(fetch, new URL(panoramaPath, tiles), panoramaFile);
}

export async function readPlanningCells(fetch: Fetch, tiles: URL): Promise<PlanningCellsFile> {
  return readJson(fetch, new URL(planningCellsPath, tiles), planningCellsFile);
}

export async function readPartitions(fetch: Fetch, tiles: URL): Promise<Partitions> {
  const [areas, communities] = await Promise.all([
    readJson(fetch, new URL(groundFiles.subdistricts, tiles), subdistrictAreas),
    readJson(fetch, new URL(registers.communities, tiles), z.array(community)),
  ]);
  return { subdistricts: areas.features, communities };
}
