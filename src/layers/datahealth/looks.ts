import type { Theme } from '@/contracts/ids';

export interface HealthLook {
  /** Level 0 to 4: what is known well is nearly clear, what is not lies over the city like fog. */
  readonly levels: readonly (readonly [colour: string, alpha: number])[];
  readonly hatch: string;
  readonly frame: string;
}

/** sRGB. Light grows with what is not known on dark ground, and falls on light ground, so that a grey print reads alike. */
export const healthLooks: Readonly<Record<Theme, HealthLook>> = {
  night: {
    levels: [
      ['#33596b', 0.45],
      ['#4d7382', 0.55],
      ['#80949c', 0.62],
      ['#b3b6b3', 0.7],
      ['#e9dfcf', 0.8],
    ],
    hatch: '#0b0f16',
    frame: '#f59a3c',
  },
  day: {
    levels: [
      ['#b9d3db', 0.5],
      ['#93b0bd', 0.62],
      ['#6b8797', 0.7],
      ['#465d70', 0.78],
      ['#233243', 0.85],
    ],
    hatch: '#ffffff',
    frame: '#b85600',
  },
  contrast: {
    levels: [
      ['#1f5a6b', 0.6],
      ['#4f7f8c', 0.7],
      ['#8aa3ab', 0.8],
      ['#c4cdd0', 0.9],
      ['#ffffff', 0.95],
    ],
    hatch: '#000000',
    frame: '#ffb000',
  },
};
