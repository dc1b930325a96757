/** One thing as its file holds it: nothing about it is trusted yet. */
export interface RawFeature {
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly id: string | undefined;
  /** GeoJSON geometry where the file is sound; anything else where it is not. */
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Its text was not in the encoding the file claims, and was read in the one it is in. */
  readonly reencoded?: boolean;
  /** Why it cannot be read at all; geometry and properties are then empty. */
  readonly unreadable?: string;
}

/** Formats that are read in pieces wait for their file, the others need not. */
export type RawFeatures = AsyncIterable<RawFeature> | Iterable<RawFeature>;

/** A file opened for reading; `features` may be walked more than once. */
export interface FeatureSource {
  readonly format: string;
  /** The reference system as the file writes it, or nothing where it writes none. */
  readonly writtenCrs: string | undefined;
  readonly features: () => RawFeatures;
}

/** The file cannot be imported as a whole; the message is the one line a person reads. */
export class ImportRefused extends Error {}

export const unreadable = (index: number, why: string): RawFeature => ({
  index,
  id: undefined,
  geometry: undefined,
  properties: {},
  unreadable: why,
});
