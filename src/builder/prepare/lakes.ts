import type { LonLat } from '@/contracts/geo';
import { emptyField, joined, mapField, outlineDistance, shapesOf, type Field, type Shape } from './field';
import type { LakeSketch } from './lakeSketches';
import { segmentDistance, signedArea } from './line';
import { noise } from './noise';
import { toPlane, type Metres } from './plane';

/** The shore of a sketched lake; `dry` is the distance to water or hills it must keep away from (negative inside them). */
export function lakeShore(sketch: LakeSketch, seed: number, dry: (p: Metres) => number): Shape[] {
  const lobes = sketch.lobes.map((lobe) => roundedCorners(lobe.map(toPlane), 2));
  const step = sketch.km2 > 20 ? 15 : sketch.km2 > 1 ? 10 : 5;
  const size = Math.sqrt(sketch.km2) * 1000;
  const amplitude = Math.min(150, Math.max(10, size * 0.045)) * (sketch.ragged ?? 1);
  const wave = Math.min(900, Math.max(140, size * 0.22));
  const causeways = (sketch.causeways ?? []).map(({ line, width }) => ({
    line: roundedLine(line.map(toPlane)),
    width,
  }));
  const rough = mapField(emptyField(lobes.flat(), 900, step), (p) => {
    const plain = lobes.map((lobe) => outlineDistance(p, lobe)).reduce((a, b) => joined(a, b, 90));
    return plain + amplitude * (noise(p, wave, seed) + 0.4 * noise(p, wave * 0.4, seed + 1));
  });
  const cut = (level: number): Field =>
    mapField(rough, (p, value) =>
      causeways.reduce(
        (d, { line, width }) => Math.max(d, width / 2 - lineDistance(p, line)),
        Math.max(value - level, -dry(p)),
      ),
    );
  const level = levelFor(cut, sketch.km2 * 1e6);
  return shapesOf(cut(level), 0, step > 10 ? 3.5 : 2, Math.min(20_000, sketch.km2 * 1e5));
}

/** The level at which the field holds the wanted area, by bisection over ±400 m. */
export function levelFor(cut: (level: number) => Field, squareMetres: number): number {
  let [low, high] = [-400, 400];
  for (let round = 0; round < 14; round++) {
    const middle = (low + high) / 2;
    const field = cut(middle);
    const wet = field.values.reduce((n, value) => n + (value < 0 ? 1 : 0), 0) * field.step * field.step;
    if (wet < squareMetres) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A lake of the coarse extract: corners rounded, shore roughened below the extract's own resolution, area kept. */
export function extractShore(ring: readonly LonLat[], seed: number): Shape[] {
  const outline = roundedCorners(ring.slice(0, -1).map(toPlane), 3);
  const rough = mapField(
    emptyField(outline, 700, 40),
    (p) => outlineDistance(p, outline) + 160 * noise(p, 1500, seed),
  );
  const cut = (level: number): Field => mapField(rough, (_, value) => value - level);
  const area = Math.abs(signedArea(ring.map(toPlane)));
  return shapesOf(cut(levelFor(cut, area)), 0, 12, 500_000);
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
