export { heldLevel, levels, pendingLevel, turn, type Level } from './latch';
export { isInputOf, planSigns, type Scope, type SignPlan, type SignTable } from './plan';
export { readSign, type SignLook } from './read';
export { traceSign } from './trace';
