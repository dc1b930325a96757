/** A cell of a table for a spreadsheet; a missing number is an empty cell, never a zero. */
export type Cell = string | number | null | undefined;

/** What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const guarded = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** RFC 4180 with the mark by which spreadsheets know UTF-8; text that would be run as a formula is made plain text. */
export function csvOf(head: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [head, ...rows].map((cells) => cells.map(cellText).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Hands a file to the person; nothing leaves the page. */
export function offerFile(name: string, content: BlobPart, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it only after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** 2026-11-23T14:26:08+08:00: the city's own time, and it says so. */
export function cityTime(timeMs: number): string {
  return `${new Date(timeMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
