import type { Position } from '@/contracts/geo';
import type { SheetRow } from './layer';
import { row } from './sheet';
import { figure } from '@/state/wordsFormat';
import type { SceneGround } from '@/state/sceneStore';

const label = { zh: '离地高度', en: 'Above ground' };
const unread = { zh: '地形高程未读到', en: 'the heights of the ground are not read' };

/** How high a place stands over the ground below it; a dash where the ground's heights are not known. */
export function aboveGroundRow([lon, lat, height]: Position, { relief }: SceneGround): SheetRow {
  return relief === undefined
    ? row(label, '–', undefined, unread)
    : row(label, figure(height - relief.heightAt(lon, lat), 1), 'm');
}
