export { planSigns, type SignPlan, type SignTable } from './plan';
export { readSign, type SignLook } from './read';
export { traceSign } from './trace';
