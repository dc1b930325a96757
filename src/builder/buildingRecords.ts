import type { Building } from './blocks/building';
import type { Partitions } from './partitions/partitions';
import { toLonLat } from './plane';
import { corners } from './rectangle';

/** One line a building: its properties, the names of its 街道 and 社区, and its plot's ring (closed, degrees). */
export const recordsIn = (partitions: Partitions): ((building: Building) => string) => {
  const names = new Map(partitions.subdistricts.map(({ code, name }) => [code, name.zh]));
  return ({ properties, centre, plot }) => {
    const ring = corners(plot).map((point) =>
      toLonLat(point).map((degrees) => Math.round(degrees * 1e6) / 1e6),
    );
    const community = partitions.communityAt(centre);
    const place = {
      streetName: names.get(properties.street) ?? '',
      community: community?.code ?? '',
      communityName: community?.name ?? '',
    };
    return `${JSON.stringify({ ...properties, ...place, ring: [...ring, ring[0]] })}\n`;
  };
};
