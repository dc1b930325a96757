import type { SignMeasure } from '@/contracts/sign';
import { figure } from '@/state/wordsFormat';
import type { Change } from './signRow';

/** +0.40, −3 or 0: how far a measure is from another time. */
export function difference(by: number, { decimals }: SignMeasure): string {
  const size = figure(Math.abs(by), decimals);
  return by === 0 ? size : by > 0 ? `+${size}` : `−${size}`;
}

export const sizeOf = ({ by }: Change, { decimals }: SignMeasure) => figure(Math.abs(by), decimals);
