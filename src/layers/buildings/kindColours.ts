import type { Theme } from '@/contracts/ids';

/**
 * Kinds without an order, sRGB hex, as many as there are districts; neighbours in the list differ in lightness too, so that they are told apart
 * without hue.
 */
export const kindColours: Readonly<Record<Theme, readonly string[]>> = {
  night: [
    ...['#c9b79c', '#e0705a', '#4f8fd6', '#8d8f96', '#79b65b'],
    ...['#e59ac0', '#b58be0', '#3fb3b0', '#f2cf63'],
    ...['#bfe0f5', '#a06a3c', '#5a68d0', '#dcecab'],
  ],
  day: [
    ...['#d9b98a', '#c8452f', '#2d6fb8', '#73767d', '#5f9a3f'],
    ...['#d46a9f', '#8559bd', '#1f8f8c', '#d9a515'],
    ...['#a3d0ee', '#7a4a1e', '#3a46a8', '#c2d67a'],
  ],
  contrast: [
    ...['#d8c8ae', '#ff7d63', '#5aa5ff', '#a0a0a0', '#86d15f'],
    ...['#ffadd6', '#c99bff', '#45d1cd', '#ffe066'],
    ...['#c8e9ff', '#c07a3e', '#7484ff', '#e8f7b0'],
  ],
};

/** The colour token a kind has in legends; kinds count from 0. */
export function kindSwatch(index: number): string {
  return `kind-${index + 1}`;
}
