import type { LonLat } from '@/contracts/geo';

const metresPerDegree = 111_195;
const steps = 128;

/** A closed ring of `radiusM` metres around a place, good to a few per mille over the city's width. */
export function ringAround([lon, lat]: LonLat, radiusM: number): readonly LonLat[] {
  const dLat = radiusM / metresPerDegree;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const turn = ((step % steps) / steps) * 2 * Math.PI;
    return [lon + dLon * Math.cos(turn), lat + dLat * Math.sin(turn)] as const;
  });
}
