import type { LonLat } from '@/contracts/geo';
import {
  cut,
  emptyField,
  joined,
  mapField,
  outlineDistance,
  shapesOf,
  type Field,
  type Shape,
} from './field';
import type { LakeSketch } from './lakeSketches';
import { segmentDistance } from './line';
import { noise } from './noise';
import { toPlane, type Metres } from './plane';

/** The shore of a sketched lake; `dry` is the distance to water or hills it must keep away from (negative inside them). */
export function lakeShore(sketch: LakeSketch, seed: number, dry: (p: Metres) => number): Shape[] {
  const lobes = sketch.lobes.map((lobe) => roundedCorners(lobe.map(toPlane), 2));
  const step = sketch.km2 > 20 ? 15 : sketch.km2 > 1 ? 10 : 5;
  const size = Math.sqrt(sketch.km2) * 1000;
  const ragged = sketch.ragged ?? 1;
  const wave = Math.min(800, Math.max(120, size * 0.2));
  const warp = wave * 0.4 * ragged;
  const causeways = (sketch.causeways ?? []).map(({ line, width }) => ({
    line: roundedLine(line.map(toPlane)),
    width,
  }));
  const grid = emptyField(lobes.flat(), 900, step);
  const rough = mapField(grid, (p) => {
    // Bending the plane before measuring gives bays and points where adding noise alone gives bumps.
    const bent: Metres = [
      p[0] + warp * octaves(p, wave * 1.5, seed + 2),
      p[1] + warp * octaves(p, wave * 1.5, seed + 3),
    ];
    const plain = lobes.map((lobe) => outlineDistance(bent, lobe)).reduce((a, b) => joined(a, b, 90));
    return plain + wave * 0.22 * ragged * octaves(p, wave, seed);
  });
  const land = mapField(grid, (p) =>
    causeways.reduce((d, { line, width }) => Math.max(d, width / 2 - lineDistance(p, line)), -dry(p)),
  );
  const level = levelFor(rough, land, sketch.km2 * 1e6);
  return shapesOf(cut(rough, land, level), 0, step > 10 ? 3.5 : 2, Math.min(20_000, sketch.km2 * 1e5));
}

/** Noise in about [−1.6, 1.6]: a wave with its second and fifth. */
export function octaves(p: Metres, wavelength: number, seed: number): number {
  return (
    noise(p, wavelength, seed) +
    0.45 * noise(p, wavelength * 0.43, seed + 31) +
    0.2 * noise(p, wavelength * 0.19, seed + 67)
  );
}

/** The widening at which the lake has the wanted area, by bisection over ±500 m. */
export function levelFor(rough: Field, land: Field, squareMetres: number): number {
  let [low, high] = [-500, 500];
  for (let round = 0; round < 14; round++) {
    const middle = (low + high) / 2;
    let wet = 0;
    rough.values.forEach((value, i) => {
      if (value < middle && land.values[i]! < 0) wet++;
    });
    if (wet * rough.step * rough.step < squareMetres) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The outline with a roughened shore and the wanted area; for what has no river or causeway to keep clear of. */
export function roughened(
  outline: readonly Metres[],
  area: number,
  shore: {
    readonly step: number;
    readonly metres: number;
    readonly wavelength: number;
    readonly seed: number;
  },
): Field {
  const rough = mapField(
    emptyField(outline, 700, shore.step),
    (p) => outlineDistance(p, outline) + shore.metres * noise(p, shore.wavelength, shore.seed),
  );
  const land = mapField(rough, () => -1);
  return cut(rough, land, levelFor(rough, land, area));
}

/** A dug channel of even width. */
export function canalBanks(line: readonly LonLat[], halfWidth: number): Shape[] {
  const course = roundedLine(line.map(toPlane));
  const field = mapField(emptyField(course, 100, 5), (p) => lineDistance(p, course) - halfWidth);
  return shapesOf(field, 0, 1, 1_000);
}

/** Chaikin's corner cutting on a closed outline. */
export function roundedCorners(outline: readonly Metres[], rounds: number): Metres[] {
  let line = [...outline];
  for (let round = 0; round < rounds; round++) {
    line = line.flatMap((a, i) => quarters(a, line[(i + 1) % line.length]!));
  }
  return line;
}

function roundedLine(line: readonly Metres[]): Metres[] {
  let out = [...line];
  for (let round = 0; round < 3; round++) {
    out = [out[0]!, ...out.slice(0, -1).flatMap((a, i) => quarters(a, out[i + 1]!)), out.at(-1)!];
  }
  return out;
}

function quarters(a: Metres, b: Metres): [Metres, Metres] {
  return [
    [0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]],
    [0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]],
  ];
}

export function lineDistance(p: Metres, line: readonly Metres[]): number {
  let nearest = Infinity;
  for (let i = 1; i < line.length; i++)
    nearest = Math.min(nearest, segmentDistance(p, line[i - 1]!, line[i]!));
  return nearest;
}
