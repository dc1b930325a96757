import * as z from 'zod/mini';
import { buildingUses } from './base';
import { text } from './text';

/** What a planner asks after in a cell: counted by the use of its buildings, or known by name from a register. */
export const facilityKinds = [
  'medical',
  'education',
  'metro',
  'bridge',
  'tunnel',
  'compute',
  'landmark',
] as const;
export type FacilityKind = (typeof facilityKinds)[number];

/** A facility a register of the base knows by name, and what it is picked as. */
export const namedFacility = z.object({
  /** Place of its cell in `cells`. */
  cell: z.int(),
  kind: z.enum(facilityKinds),
  name: text,
  layer: z.enum(['metro', 'bridges', 'compute', 'buildings']),
  feature: z.optional(z.string()),
});
export type NamedFacility = Readonly<z.infer<typeof namedFacility>>;

/** Rows of whole numbers, checked by hand: a hundred thousand of them through a schema each would hold the page up. */
const rows = z.custom<readonly (readonly number[])[]>(
  (given) =>
    Array.isArray(given) &&
    given.every((row) => Array.isArray(row) && row.every((number) => Number.isInteger(number))),
);

/**
 * `ground/cells.json`, 规划网格: squares of `stepM` metres of CGCS2000 / 3-degree Gauss-Krüger 114° E (EPSG:4547), whole
 * multiples of it, of which only those are listed in which a building, a facility or a device stands.
 *
 * A row of `cells` is column and row (easting and northing over `stepM`), place of its district in `districts` and of its
 * 街道 in `streets` (−1 where none is known), residents, and gross floor area in m² of each of `uses` with nothing said of
 * what follows the last that is not zero.
 */
export const planningCellsFile = z.object({
  version: z.literal(1),
  crs: z.literal('EPSG:4547'),
  stepM: z.int(),
  uses: z.array(z.enum(buildingUses)),
  districts: z.array(z.string()),
  /** Code (nine digits) and name of each 街道 or 镇 that has a cell. */
  streets: z.array(z.object({ code: z.string(), name: text })),
  /**
   * The count of residents that was spread: a district's over its residential floor area, to the person. Absent where only
   * a part of the city is laid out, of which nobody can say how many live there.
   */
  census: z.optional(z.object({ year: z.int(), source: text })),
  cells: rows,
  /** Of a cell on a border, how many of its residents are another district's: cell, district, residents. */
  across: rows,
  /** Buildings of a use that serves people: cell, place in `facilityKinds`, from a source, generated. */
  counted: rows,
  named: z.array(namedFacility),
});
export type PlanningCellsFile = Readonly<z.infer<typeof planningCellsFile>>;

/** Where the file lies in the base. */
export const planningCellsPath = 'ground/cells.json';

/** Side of a planning cell, metres. */
export const planningStepM = 500;
