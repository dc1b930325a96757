import { join } from 'node:path';
import type { BaseSource } from '@/contracts/base';
import type { Building } from '../blocks/building';
import { unnumbered, type AreaNumbers } from '../partitions/tones';
import { cellAt } from './cells';
import { tileCell } from './cellTileset';
import { tileCity, type MadeRegions, type TiledCell } from './cityTileset';
import type { Mass } from './massing';
import { createInk, readRecords, type Words } from './record';
import { openSpill } from './spill';
import { createTileMaker } from './tile';

export interface TileWorksOptions {
  /** For what does not fit in memory; made when it is needed, removed by `close`. */
  readonly folder: string;
  /** Those of the manifest; a building's `source` is the id of one. */
  readonly sources: readonly BaseSource[];
  /** What districts and 街道 are numbered by; without it each tile numbers those it holds. */
  readonly areas?: AreaNumbers;
  /** Bytes of buildings kept in memory before they are laid by on disk; 64 MB unless told. */
  readonly mostBytes?: number;
}

/** Writes a file of the base; `path` is relative to it, as `buildings/cells/3_-2/far.glb`. */
export type WriteFile = (path: string, bytes: Uint8Array) => Promise<void>;

export interface Published {
  /** All glTF files of the tileset, buildings in it, and bytes of its files, whether written now or before. */
  readonly tiles: number;
  readonly buildings: number;
  readonly bytes: number;
  /** Paths written now. */
  readonly changed: readonly string[];
  /** Paths written by an earlier publishing that are part of this one as they are. Any other file of before is not. */
  readonly kept: readonly string[];
}

/**
 * Footprints and heights in, 3D Tiles 1.1 out. The plane is cut into fixed cells; buildings are laid by cell by cell and
 * read back one cell at a time, so that memory stays bounded however many there are. The same buildings in the same order
 * give the same bytes.
 */
export interface TileWorks {
  /**
   * Lays a building by in the cell of its centre. Rings are open, outlines counter-clockwise, courts clockwise and inside,
   * none of them degenerate. Whoever replaces generated buildings by real ones leaves those out here.
   */
  readonly add: (building: Building) => void;
  readonly count: () => number;
  /**
   * Writes what changed since the last publishing: the cells that buildings were added to, their regions and the root.
   * `onTile` is told after each cell how many of the buildings to be written now are done. Throws where nothing was added.
   */
  readonly publish: (write: WriteFile, onTile: (done: number, of: number) => void) => Promise<Published>;
  readonly close: () => void;
}

interface KnownFile {
  readonly path: string;
  readonly size: number;
}

interface KnownCell extends TiledCell {
  /** How many buildings it was made of. */
  readonly count: number;
  readonly files: readonly KnownFile[];
}

interface Written {
  readonly cells: ReadonlyMap<string, KnownCell>;
  readonly regions: MadeRegions;
  /** Files of the root and the regions, by name. */
  readonly upper: ReadonlyMap<string, KnownFile>;
}

/** Throws what the file system throws. */
export const openTileWorks = async (options: TileWorksOptions): Promise<TileWorks> => {
  const { folder, sources, areas = unnumbered, mostBytes = 64 * 2 ** 20 } = options;
  const make = await createTileMaker(sources, areas);
  const spill = openSpill(join(folder, 'cells'), mostBytes);
  let written: Written = { cells: new Map(), regions: new Map(), upper: new Map() };
  const laidBy = createMassStore();
  let total = 0;
  return {
    add: (building) => {
      spill.add(cellAt(building.centre), building);
      total += 1;
    },
    count: () => total,
    publish: async (write, onTile) => {
      if (total === 0) throw new Error('there is no building to make tiles of');
      const cells = new Map(written.cells);
      const regions: MadeRegions = new Map(written.regions);
      const upper = new Map(written.upper);
      const changed: string[] = [];
      const kept: string[] = [];
      const names = spill.cells();
      const dirty = new Set(names.filter((cell) => cells.get(cell)?.count !== spill.count(cell)));
      const goal = [...dirty].reduce((sum, cell) => sum + spill.count(cell), 0);
      let done = 0;
      const put = async (path: string, bytes: Uint8Array): Promise<KnownFile> => {
        await write(path, bytes);
        changed.push(path);
        return { path, size: bytes.length };
      };
      for (const cell of dirty) {
        const buildings = spill.read(cell);
        const made = tileCell(cell, buildings, sources, make);
        const files: KnownFile[] = [];
        for (const { name, bytes } of made.files)
          files.push(await put(`buildings/cells/${cell}/${name}`, bytes));
        const masses = laidBy(made.masses);
        cells.set(cell, { region: made.region, masses, files, count: buildings.length });
        done += buildings.length;
        onTile(done, goal);
      }
      if (dirty.size > 0) {
        const sorted = new Map(names.map((cell) => [cell, cells.get(cell)!]));
        for (const { name, bytes } of tileCity(sorted, dirty, regions, sources, make))
          upper.set(name, await put(`buildings/${name}`, bytes));
      }
      // Only now: a publishing that fails leaves everything to be written again.
      written = { cells, regions, upper };
      const files = [...[...cells.values()].flatMap((each) => each.files), ...upper.values()];
      const now = new Set(changed);
      for (const { path } of files) if (!now.has(path)) kept.push(path);
      return {
        tiles: files.filter(({ path }) => path.endsWith('.glb')).length,
        buildings: total,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        changed,
        kept,
      };
    },
    close: () => spill.close(),
  };
};

/** Keeps the masses of a cell as bytes: a tenth of what they weigh as objects, for all cells at once. */
const createMassStore = (): ((masses: readonly Mass[]) => () => readonly Mass[]) => {
  const words: Words = { list: [], index: new Map() };
  const ink = createInk(words);
  return (masses) => {
    const bytes = Buffer.concat(masses.map(({ building }) => Buffer.from(ink(building))));
    const volumes = Float64Array.from(masses, (each) => each.volume);
    return () => readRecords(bytes, words).map((building, i) => ({ building, volume: volumes[i]! }));
  };
};
