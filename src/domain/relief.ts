import { groundHeight } from '@/contracts/geo';
import type { Provenance } from '@/contracts/provenance';
import type { ReliefFile, ReliefGrid } from '@/contracts/relief';

/** The ground under the city: how high it lies anywhere. */
export interface Relief {
  /** Ellipsoidal metres at a place (degrees), bilinear between posts. */
  readonly heightAt: (lon: number, lat: number) => number;
  /** Whom the heights come from, and in which height system; absent where they were read from no file. */
  readonly provenance?: Provenance;
}

/** Level ground everywhere: what the city stands on while no relief is known. */
export const flatRelief: Relief = { heightAt: () => groundHeight };

interface Posts extends ReliefGrid {
  readonly units: Int16Array;
}

/**
 * Reads a relief file and its grids' bytes, in the file's order. Throws where a grid's bytes do not hold its columns and
 * rows, so that a torn file is never drawn as ground.
 */
export function reliefOf(file: ReliefFile, bytes: readonly ArrayBuffer[]): Relief {
  const grids = file.grids.map((grid, index): Posts => {
    const own = bytes[index];
    if (
      own === undefined ||
      own.byteLength !== grid.columns * grid.rows * 2 ||
      grid.columns < 2 ||
      grid.rows < 2
    )
      throw new Error(`${grid.file}: does not hold ${grid.columns} × ${grid.rows} heights`);
    return { ...grid, units: readUnits(own) };
  });
  return {
    provenance: file.provenance,
    heightAt: (lon, lat) => {
      for (const grid of grids) {
        const [west, south, east, north] = grid.box;
        if (lon >= west && lon <= east && lat >= south && lat <= north)
          return between(grid, lon, lat) * file.stepM;
      }
      return file.otherwiseM;
    },
  };
}

/** Little-endian whatever the machine. */
function readUnits(bytes: ArrayBuffer): Int16Array {
  const view = new DataView(bytes);
  return Int16Array.from({ length: bytes.byteLength / 2 }, (_, index) => view.getInt16(index * 2, true));
}

function between({ box, columns, rows, units }: Posts, lon: number, lat: number): number {
  const [west, south, east, north] = box;
  const u = ((lon - west) / (east - west)) * (columns - 1);
  const v = ((north - lat) / (north - south)) * (rows - 1);
  const i = Math.min(columns - 2, Math.floor(u));
  const j = Math.min(rows - 2, Math.floor(v));
  const at = j * columns + i;
  const [s, t] = [u - i, v - j];
  return (
    (units[at]! * (1 - s) + units[at + 1]! * s) * (1 - t) +
    (units[at + columns]! * (1 - s) + units[at + columns + 1]! * s) * t
  );
}
