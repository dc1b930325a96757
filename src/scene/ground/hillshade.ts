import type { Box } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';
import type { Look } from '../look';
import type { Painter } from './paint';
import { tileFrame } from './path';

/** Steps of the shading along a tile's side; between them it is smooth. */
const steps = 48;
/** Light from the north-west, as maps are shaded, 40° above the horizon. */
const light = { east: -0.54, north: 0.54, up: 0.64 } as const;
const metresPerDegree = 111_195;

/**
 * How much lighter (above 0) or darker (below) than level ground the ground at a place is, −1…1: the cosine to the light
 * less that of level ground. `reachM` is half the distance over which the slope is taken.
 */
export function shadeAt(relief: Relief, lon: number, lat: number, reachM: number): number {
  const dLat = reachM / metresPerDegree;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  const east = (relief.heightAt(lon + dLon, lat) - relief.heightAt(lon - dLon, lat)) / (2 * reachM);
  const north = (relief.heightAt(lon, lat + dLat) - relief.heightAt(lon, lat - dLat)) / (2 * reachM);
  const length = Math.hypot(east, north, 1);
  return (-east * light.east - north * light.north + light.up) / length - light.up;
}

/** The tile's shading as pixels, dark or light by alpha; nothing where the ground is level. */
export function shadeOf(relief: Relief, box: Box, look: Look): Uint8ClampedArray<ArrayBuffer> | undefined {
  const side = steps + 1;
  const pixels = new Uint8ClampedArray(side * side * 4);
  const reachM = Math.max(30, ((box[3] - box[1]) * metresPerDegree) / steps);
  let any = false;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const lon = box[0] + ((box[2] - box[0]) * (column + 0.5)) / side;
      const lat = box[3] - ((box[3] - box[1]) * (row + 0.5)) / side;
      const shade = shadeAt(relief, lon, lat, reachM);
      if (Math.abs(shade) < 0.012) continue;
      any = true;
      const at = (row * side + column) * 4;
      const tone = shade > 0 ? 255 : 0;
      pixels[at] = tone;
      pixels[at + 1] = tone;
      pixels[at + 2] = tone;
      pixels[at + 3] =
        255 * Math.min(1, Math.abs(shade) * (shade > 0 ? look.relief.light : look.relief.dark));
    }
  }
  return any ? pixels : undefined;
}

/** Slopes over the land: drawn small and stretched, so that a tile costs a few thousand heights and no edge shows. */
export function createHillshadePainter(relief: Relief): Painter {
  return {
    touches: () => true,
    paint: (pen, box, size, look) => {
      // Farther off the steps are wider than a mountain.
      if (tileFrame(box, size).metresPerPx > 900) return false;
      const pixels = shadeOf(relief, box, look);
      if (pixels === undefined) return false;
      const small = new OffscreenCanvas(steps + 1, steps + 1);
      const brush = small.getContext('2d');
      if (brush === null) return false;
      brush.putImageData(new ImageData(pixels, steps + 1), 0, 0);
      pen.drawImage(small, 0, 0, size, size);
      return true;
    },
  };
}
