import type { CameraPose } from '@/contracts/briefing';

/** A round over the city that asks everything of it: high and low, along the river, over the towers, out and home. */
const stations: readonly CameraPose[] = [
  { lon: 114.243, lat: 30.503, height: 3500, heading: 40, pitch: -21 },
  { lon: 114.2735, lat: 30.5435, height: 700, heading: 48, pitch: -24 },
  { lon: 114.301, lat: 30.566, height: 420, heading: 20, pitch: -18 },
  { lon: 114.262, lat: 30.585, height: 900, heading: 300, pitch: -35 },
  { lon: 114.29, lat: 30.61, height: 15000, heading: 180, pitch: -60 },
  { lon: 114.365, lat: 30.476, height: 1500, heading: 62, pitch: -22 },
  { lon: 114.318, lat: 30.512, height: 2600, heading: 330, pitch: -24 },
  { lon: 114.243, lat: 30.503, height: 3500, heading: 400, pitch: -21 },
];

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Where the camera is at a share 0…1 of the round; the same share is the same place, however long a picture takes. */
export function flightAt(share: number): CameraPose {
  const at = (((share % 1) + 1) % 1) * (stations.length - 1);
  const leg = Math.min(stations.length - 2, Math.floor(at));
  const t = smooth(at - leg);
  const from = stations[leg]!;
  const to = stations[leg + 1]!;
  const between = (key: keyof CameraPose) => from[key] + (to[key] - from[key]) * t;
  return {
    lon: between('lon'),
    lat: between('lat'),
    // Heights are felt as ratios: halfway between 400 m and 15 km is 2.5 km.
    height: from.height * (to.height / from.height) ** t,
    heading: (((from.heading + (((to.heading - from.heading + 540) % 360) - 180) * t) % 360) + 360) % 360,
    pitch: between('pitch'),
  };
}
