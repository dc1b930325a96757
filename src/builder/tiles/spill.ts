import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Building } from '../blocks/building';
import { createInk, readRecords, type Words } from './record';

/** Buildings laid by until their cell is written: in memory while there are few, on disk from then on. */
export interface Spill {
  readonly add: (cell: string, building: Building) => void;
  /** In the order they came. */
  readonly read: (cell: string) => Building[];
  readonly count: (cell: string) => number;
  readonly cells: () => readonly string[];
  readonly close: () => void;
}

interface Heap {
  bytes: Uint8Array;
  used: number;
  count: number;
  onDisk: boolean;
}

/** `folder` is made when it is needed and removed by `close`; throws what the file system throws. */
export const openSpill = (folder: string, mostBytes: number): Spill => {
  const heaps = new Map<string, Heap>();
  const words: Words = { list: [], index: new Map() };
  const ink = createInk(words);
  const fileOf = (cell: string): string => join(folder, `${cell}.spill`);
  let held = 0;
  const flush = (): void => {
    mkdirSync(folder, { recursive: true });
    for (const [cell, heap] of heaps) {
      if (heap.used === 0) continue;
      appendFileSync(fileOf(cell), heap.bytes.subarray(0, heap.used));
      heap.onDisk = true;
      heap.used = 0;
      heap.bytes = new Uint8Array(0);
    }
    held = 0;
  };
  return {
    add: (cell, building) => {
      const record = ink(building);
      let heap = heaps.get(cell);
      if (heap === undefined) {
        heap = { bytes: new Uint8Array(0), used: 0, count: 0, onDisk: false };
        heaps.set(cell, heap);
      }
      if (heap.used + record.length > heap.bytes.length) {
        const wider = new Uint8Array(Math.max(16_384, heap.bytes.length * 2, heap.used + record.length));
        wider.set(heap.bytes.subarray(0, heap.used));
        held += wider.length - heap.bytes.length;
        heap.bytes = wider;
      }
      heap.bytes.set(record, heap.used);
      heap.used += record.length;
      heap.count += 1;
      if (held > mostBytes) flush();
    },
    read: (cell) => {
      const heap = heaps.get(cell);
      if (heap === undefined) return [];
      const early = heap.onDisk ? readRecords(readFileSync(fileOf(cell)), words) : [];
      const late = readRecords(heap.bytes.subarray(0, heap.used), words);
      return early.length === 0 ? late : [...early, ...late];
    },
    count: (cell) => heaps.get(cell)?.count ?? 0,
    cells: () => [...heaps.keys()].sort(),
    close: () => {
      heaps.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
