import type { Building } from './blocks/building';
import { toLonLat } from './plane';
import { corners } from './rectangle';

/** One line per building: its properties and its plot's ring (closed, degrees). */
export const buildingRecords = (buildings: readonly Building[]): string =>
  buildings
    .map(({ properties, plot }) => {
      const ring = corners(plot).map((point) =>
        toLonLat(point).map((degrees) => Math.round(degrees * 1e6) / 1e6),
      );
      return `${JSON.stringify({ ...properties, ring: [...ring, ring[0]] })}\n`;
    })
    .join('');
