import type { Point } from '../plane';

export type StreetClass = 'express' | 'arterial' | 'collector' | 'local';

/** Kerb to kerb, metres (Chinese red lines are wider: the block's own setback makes up the rest). */
export const streetWidths: Readonly<Record<StreetClass, number>> = {
  express: 46,
  arterial: 34,
  collector: 22,
  local: 12,
};

export interface Street {
  readonly class: StreetClass;
  readonly width: number;
  readonly line: readonly Point[];
  /** A deck over water: drawn, and kept free, but no side of a block. */
  readonly bridge?: true;
  /** As its signs write it, where a source says; ours have none. */
  readonly name?: string;
  /** The import it comes from, by its id; absent where it is generated. */
  readonly source?: string;
}
