import type { LonLat } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';

/** Over so many metres either way a slope is measured: about a block. */
const reachM = 60;
const metresPerDegree = 111_195;

/** Rise of the ground at a place, metres to a metre. */
export const steepness = (relief: Relief, [lon, lat]: LonLat): number => {
  const dLat = reachM / metresPerDegree;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  const east = relief.heightAt(lon + dLon, lat) - relief.heightAt(lon - dLon, lat);
  const north = relief.heightAt(lon, lat + dLat) - relief.heightAt(lon, lat - dLat);
  return Math.hypot(east, north) / (2 * reachM);
};
