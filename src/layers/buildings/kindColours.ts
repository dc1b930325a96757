import type { Theme } from '@/contracts/ids';

/**
 * Thirteen kinds without an order, sRGB hex; neighbours in the list differ in lightness too, so that they are told apart
 * without hue.
 */
export const kindColours: Readonly<Record<Theme, readonly string[]>> = {
  night: [
    ...['#c9b79c', '#e0705a', '#4f8fd6', '#8d8f96', '#79b65b', '#e59ac0', '#b58be0'],
    ...['#3fb3b0', '#f2cf63', '#9c6b4f', '#a8d4f0', '#6a7fb8', '#d8e08a'],
  ],
  day: [
    ...['#d9b98a', '#c8452f', '#2d6fb8', '#73767d', '#5f9a3f', '#d46a9f', '#8559bd'],
    ...['#1f8f8c', '#d9a515', '#7c4a2d', '#7db9e0', '#435a99', '#a3b03a'],
  ],
  contrast: [
    ...['#d8c8ae', '#ff7d63', '#5aa5ff', '#a0a0a0', '#86d15f', '#ffadd6', '#c99bff'],
    ...['#45d1cd', '#ffe066', '#b97f5e', '#bfe6ff', '#7f98dd', '#e9f28f'],
  ],
};

/** The colour token a kind has in legends; kinds count from 0. */
export function kindSwatch(index: number): string {
  return `kind-${index + 1}`;
}
