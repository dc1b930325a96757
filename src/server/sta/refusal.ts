import { badField, type ProblemError } from '../problems';

/** A 400 that names the option and the character (from 1) where it stops making sense. */
export const refuse = (option: string, at: number, message: string): ProblemError =>
  badField(option, `${message}, at character ${String(at + 1)}`);

/** What one request may ask for at most; beyond it is a 400 that says so (decision 8). */
export const bounds = {
  /** Characters of the query as sent. */
  query: 8192,
  pathSteps: 10,
  /** Nested brackets, functions and operators of one expression, and its parts in all. */
  expressionDepth: 32,
  expressionParts: 300,
  expandDepth: 3,
  expandLinks: 12,
  orderKeys: 5,
  selected: 40,
  top: 1000,
  defaultTop: 100,
  /** How far a list may be skipped; further on one follows the paging links. */
  skip: 100_000,
  skipObservations: 10_000,
  /** Entities of one answer, those expanded included. */
  entities: 20_000,
  /** Parents whose Observations are looked up one by one in the history. */
  observationParents: 200,
} as const;
