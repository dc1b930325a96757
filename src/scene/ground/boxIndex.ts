import type { Box } from '@/contracts/geo';

/** Finds the boxes that touch a window without looking at the others. */
export interface BoxIndex {
  /** Indices in ascending order, so that what was given first is drawn first. */
  readonly search: (window: Box) => readonly number[];
}

const side = 192;

/** An even grid over all boxes: the ground's shapes are small and spread evenly, where a grid beats a tree. */
export function createBoxIndex(boxes: readonly Box[]): BoxIndex {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  const perLon = side / Math.max(east - west, 1e-9);
  const perLat = side / Math.max(north - south, 1e-9);
  const column = (lon: number) => Math.min(side - 1, Math.max(0, Math.floor((lon - west) * perLon)));
  const line = (lat: number) => Math.min(side - 1, Math.max(0, Math.floor((lat - south) * perLat)));
  const cells = new Map<number, number[]>();
  boxes.forEach((box, index) => {
    for (let y = line(box[1]); y <= line(box[3]); y += 1) {
      for (let x = column(box[0]); x <= column(box[2]); x += 1) {
        const cell = cells.get(y * side + x);
        if (cell === undefined) cells.set(y * side + x, [index]);
        else cell.push(index);
      }
    }
  });
  const seen = new Uint32Array(boxes.length);
  let search = 0;
  return {
    search: (window) => {
      if (window[0] > east || window[2] < west || window[1] > north || window[3] < south) return [];
      search += 1;
      const found: number[] = [];
      for (let y = line(window[1]); y <= line(window[3]); y += 1) {
        for (let x = column(window[0]); x <= column(window[2]); x += 1) {
          for (const index of cells.get(y * side + x) ?? []) {
            if (seen[index] === search) continue;
            seen[index] = search;
            const box = boxes[index]!;
            if (box[0] <= window[2] && box[2] >= window[0] && box[1] <= window[3] && box[3] >= window[1])
              found.push(index);
          }
        }
      }
      return found.sort((a, b) => a - b);
    },
  };
}
