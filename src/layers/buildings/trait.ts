import { buildingUses, type BuildingProperties } from '@/contracts/base';

function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/**
 * The four bytes every vertex of a building carries in every level of the tileset (`_TRAIT`): use, height in 2 m steps,
 * two bytes of the id's hash. Reckoned here as the builder does, so that a building is found again whichever tile draws it.
 */
export function traitOf(
  building: Pick<BuildingProperties, 'id' | 'use' | 'height'>,
): readonly [use: number, height: number, low: number, high: number] {
  const serial = Number(building.id.slice(2));
  // Ids of ours end in a number; any other (an import's) counts by its letters.
  const keys = Number.isSafeInteger(serial)
    ? [serial]
    : Array.from(building.id, (letter) => letter.charCodeAt(0));
  let hash = 0x811c9dc5;
  for (const key of [...keys, 31]) hash = mix(mix(hash, key), 0);
  return [
    buildingUses.indexOf(building.use),
    Math.min(255, Math.round(building.height / 2)),
    hash & 255,
    (hash >>> 8) & 255,
  ];
}
