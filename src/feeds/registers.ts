import * as z from 'zod/mini';
import {
  baseManifest,
  bridgeRecord,
  computeCentre,
  districtOutlines,
  groundFiles,
  landmarkRecord,
  metroRegister,
  registers,
} from '@/contracts/base';
import { seriesCatalogue } from '@/contracts/series';
import type { CityQuery } from './cityQuery';
import { readJson, type Fetch } from './http';

/** The base's registers, each read once and kept; a failed read is tried again when next asked for. */
export function createRegisters(
  fetch: Fetch,
  tiles: URL,
): Pick<
  CityQuery,
  | 'panorama'
  | 'planningCells'
  | 'partitions'
  | 'manifest'
  | 'bridges'
  | 'metro'
  | 'compute'
  | 'landmarks'
  | 'districts'
> & {
  readonly series: CityQuery['catalogue'];
} {
  const read = <T>(path: string, shape: z.ZodMiniType<T>): (() => Promise<T>) =>
    remembered(() => readJson(fetch, new URL(path, tiles), shape));
  return {
    panorama: remembered(async () => (await import('./baseCounts')).readPanorama(fetch, tiles)),
    planningCells: remembered(async () => (await import('./baseCounts')).readPlanningCells(fetch, tiles)),
    partitions: remembered(async () => (await import('./baseCounts')).readPartitions(fetch, tiles)),
    // Not kept: an import publishes another while the page is open.
    manifest: () => readJson(fetch, new URL('manifest.json', tiles), baseManifest),
    bridges: read(registers.bridges, z.array(bridgeRecord)),
    metro: read(registers.metro, metroRegister),
    compute: read(registers.compute, z.array(computeCentre)),
    landmarks: read(registers.landmarks, z.array(landmarkRecord)),
    districts: read(groundFiles.districts, districtOutlines),
    series: read(registers.series, seriesCatalogue),
  };
}

function remembered<T>(read: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  return () => {
    held ??= read().catch((cause: unknown) => {
      held = undefined;
      throw cause;
    });
    return held;
  };
}
