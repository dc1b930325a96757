/**
 * Districts as a raster of labels: whatever the source rings overlap, leave open or cross, every cell ends up in exactly one
 * district, so that borders traced from it are shared by construction.
 */
export interface LabelRaster {
  readonly cols: number;
  readonly rows: number;
  /** Row-major from the south-west; 0 is outside the city, n + 1 the n-th district. */
  readonly cells: Uint8Array;
}

type Ring = readonly (readonly [x: number, y: number])[];

const unset = 255;

/** Burns rings given in cell units. Where two districts overlap the earlier one keeps the cell. */
export function burn(cols: number, rows: number, districts: readonly (readonly Ring[])[]): LabelRaster {
  const cells = new Uint8Array(cols * rows);
  districts.forEach((rings, index) => {
    for (const ring of rings) fillRing(cells, cols, rows, ring, index + 1);
  });
  return { cols, rows, cells };
}

/** Scan-line fill by non-zero winding: the source's bow-ties and repeated corners then count as inside. */
function fillRing(cells: Uint8Array, cols: number, rows: number, ring: Ring, label: number): void {
  const crossings: [x: number, turn: number][][] = Array.from({ length: rows }, () => []);
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const [low, high, turn] = a[1] < b[1] ? [a, b, 1] : [b, a, -1];
    for (let row = Math.ceil(low[1] - 0.5); row + 0.5 < high[1]; row++) {
      const t = (row + 0.5 - low[1]) / (high[1] - low[1]);
      crossings[row]!.push([low[0] + t * (high[0] - low[0]), turn]);
    }
  });
  crossings.forEach((list, row) => {
    list.sort((a, b) => a[0] - b[0]);
    let winding = 0;
    list.forEach(([x, turn], i) => {
      winding += turn;
      const next = list[i + 1];
      if (winding === 0 || next === undefined) return;
      for (let col = Math.ceil(x - 0.5); col + 0.5 < next[0]; col++) {
        if (cells[row * cols + col] === 0) cells[row * cols + col] = label;
      }
    });
  });
}

/** Gives every enclosed gap, and every part of a district smaller than `smallest` cells, to what surrounds it. */
export function repair(
  raster: LabelRaster,
  smallest: number,
): { readonly gapCells: number; readonly sliverCells: number } {
  const { cells, cols, rows } = raster;
  const seen = new Uint8Array(cells.length);
  let [gapCells, sliverCells] = [0, 0];
  const stack: number[] = [];
  for (let start = 0; start < cells.length; start++) {
    if (seen[start] === 1) continue;
    const label = cells[start]!;
    const part: number[] = [];
    seen[start] = 1;
    stack.push(start);
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      // The outside is large and is never relabelled; do not collect it.
      if (label !== 0 || start !== 0) part.push(cell);
      for (const next of neighbours(cell, cols, rows)) {
        if (seen[next] === 0 && cells[next] === label) {
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    const gap = label === 0 && start !== 0;
    if (!gap && (label === 0 || part.length >= smallest)) continue;
    if (gap) gapCells += part.length;
    else sliverCells += part.length;
    for (const cell of part) cells[cell] = unset;
  }
  grow(raster);
  untieCorners(raster);
  return { gapCells, sliverCells };
}

function neighbours(cell: number, cols: number, rows: number): number[] {
  const col = cell % cols;
  const out: number[] = [];
  if (col > 0) out.push(cell - 1);
  if (col < cols - 1) out.push(cell + 1);
  if (cell >= cols) out.push(cell - cols);
  if (cell < cols * (rows - 1)) out.push(cell + cols);
  return out;
}

/** Neighbouring districts grow into unset cells one ring of cells at a time; the outside only takes what no district reaches. */
function grow({ cells, cols, rows }: LabelRaster): void {
  let open: number[] = [];
  cells.forEach((label, cell) => {
    if (label === unset) open.push(cell);
  });
  while (open.length > 0) {
    const taken = open.map((cell) => {
      const labels = neighbours(cell, cols, rows).map((n) => cells[n]!);
      return labels.find((label) => label !== unset && label !== 0) ?? unset;
    });
    const before = open.length;
    open.forEach((cell, i) => (cells[cell] = taken[i]!));
    open = open.filter((_, i) => taken[i] === unset);
    if (open.length === before) {
      for (const cell of open) cells[cell] = 0;
      return;
    }
  }
}

/** Cells of one label that touch only by a corner would make a border cross itself there: join them. */
function untieCorners({ cells, cols, rows }: LabelRaster): void {
  for (let changed = true; changed;) {
    changed = false;
    for (let row = 1; row < rows; row++) {
      for (let col = 1; col < cols; col++) {
        const [sw, se] = [(row - 1) * cols + col - 1, (row - 1) * cols + col];
        const [nw, ne] = [row * cols + col - 1, row * cols + col];
        const [a, b, c, d] = [cells[sw]!, cells[se]!, cells[nw]!, cells[ne]!];
        if (a === d && b !== a && c !== a) {
          cells[b === 0 ? nw : se] = a;
          changed = true;
        } else if (b === c && a !== b && d !== b) {
          cells[a === 0 ? ne : sw] = b;
          changed = true;
        }
      }
    }
  }
}
