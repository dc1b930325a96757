import type { Theme } from '@/contracts/ids';

/**
 * Low to high, sRGB hex: evenly spaced in OKLab lightness from blue over green to straw, so that the order survives
 * colour blindness and a grey print. On dark ground high is light; on light ground high is dark.
 */
export const rampColours: Readonly<Record<Theme, readonly string[]>> = {
  night: ['#41558e', '#0c7cae', '#13a2ae', '#3cc7a4', '#a3df96', '#f1f1a4'],
  day: ['#b5c77f', '#65b57a', '#089989', '#0a7587', '#065281', '#282e66'],
  contrast: ['#5166a1', '#288dbf', '#07b3bf', '#52d5ae', '#b2ea9e', '#fefaac'],
};

export const rampClasses = 6;

/** The colour token a class has in legends; classes count from 0. */
export function rampSwatch(index: number): string {
  return `ramp-${index + 1}`;
}
