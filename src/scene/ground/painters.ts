import { groundFiles } from '@/contracts/base';
import { flatRelief, type Relief } from '@/domain/relief';
import type { GroundPart } from '../layer';
import { createHillshadePainter } from './hillshade';
import { createLandPainter, createStreetPainter, createWaterPainter, type Painter } from './paint';
import { createRailPainter } from './rail';
import { readShapes, type GroundShape } from './shapes';

/** Below one another as they are drawn, the lowest first. */
export const groundParts: readonly GroundPart[] = ['land', 'shade', 'water', 'streets'];

/** Without these there is no map; a base whose heights cannot be read is drawn without its slopes. */
export const neededParts: readonly GroundPart[] = ['land', 'water', 'streets'];

export interface ReadPart {
  readonly painter: Painter;
  /** How many features the part draws. */
  readonly count: number;
  /** What it draws, where others ask for it. */
  readonly shapes?: readonly GroundShape[];
}

/** Gets a file of the base as JSON; rejects where it cannot be had. */
export type ReadFile = (path: string) => Promise<unknown>;

/**
 * Reads the ground's files and makes a painter of each part; a part whose file cannot be read rejects by itself.
 */
export function readPainters(
  read: ReadFile,
  relief: Promise<Relief> = Promise.resolve(flatRelief),
): Readonly<Record<GroundPart, Promise<ReadPart>>> {
  const shapes = async (path: string): Promise<readonly GroundShape[]> => readShapes(await read(path), path);
  return {
    land: Promise.all([
      shapes(groundFiles.districts),
      shapes(groundFiles.blocks),
      shapes(groundFiles.green),
    ]).then(([districts, blocks, green]) => ({
      painter: createLandPainter({ districts, blocks, green }),
      count: districts.length,
    })),
    shade: relief.then((heights) => ({ painter: createHillshadePainter(heights), count: 0 })),
    water: shapes(groundFiles.water).then((water) => ({
      painter: createWaterPainter(water),
      count: water.length,
      shapes: water,
    })),
    streets: Promise.all([
      shapes(groundFiles.streets),
      // A base of an earlier builder has no railways.
      shapes(groundFiles.rail).catch(() => []),
    ]).then(([streets, rail]) => ({
      painter: oneAboveOther(createStreetPainter(streets), createRailPainter(rail)),
      count: streets.length,
    })),
  };
}

const oneAboveOther = (lower: Painter, upper: Painter): Painter => ({
  touches: (box) => lower.touches(box) || upper.touches(box),
  paint: (pen, box, size, look) => {
    const drawn = lower.paint(pen, box, size, look);
    return upper.paint(pen, box, size, look) || drawn;
  },
});

/** Rejects with the file's name and the server's answer. */
export const readFrom =
  (base: string): ReadFile =>
  async (path) => {
    const answer = await fetch(new URL(path, base));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as unknown;
  };
