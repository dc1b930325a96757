import type { LonLat, Position } from '@/contracts/geo';

type HeightAt = (lon: number, lat: number) => number;

/** A line between two of its corners may be off the ground by so much, metres, and is halved so often at most. */
const offGroundM = 1.5;
const mostHalvings = 7;
/** Shorter pieces show no hill the grid of heights could hold, degrees. */
const shortest = 2e-4;

/**
 * A line laid over the ground, `above` metres over it, with corners put in where it would cut through a hill or hang over
 * a valley. `above` is told at each corner and runs evenly between them. Heights are ellipsoidal metres.
 */
export function draped(
  line: readonly LonLat[],
  heightAt: HeightAt,
  above: (corner: number) => number,
): readonly Position[] {
  const seat = ([lon, lat]: LonLat, up: number): Position => [lon, lat, heightAt(lon, lat) + up];
  const out: Position[] = [];
  const between = (from: LonLat, to: LonLat, [low, high]: readonly [number, number], halvings: number) => {
    const middle: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const chord = (heightAt(...from) + heightAt(...to)) / 2;
    // One level middle says little of a long piece: its quarters may stand on either side of a hill.
    const quarters = [0.25, 0.75].map((t) =>
      heightAt(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t),
    );
    const off = Math.max(...[heightAt(...middle), ...quarters].map((height) => Math.abs(height - chord)));
    const long = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));
    if (halvings === 0 || long < shortest || off <= offGroundM) return;
    const up = (low + high) / 2;
    between(from, middle, [low, up], halvings - 1);
    out.push(seat(middle, up));
    between(middle, to, [up, high], halvings - 1);
  };
  line.forEach((at, corner) => {
    const before = line[corner - 1];
    if (before !== undefined) between(before, at, [above(corner - 1), above(corner)], mostHalvings);
    out.push(seat(at, above(corner)));
  });
  return out;
}
