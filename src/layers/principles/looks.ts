import type { Theme } from '@/contracts/ids';

export interface PrincipleLook {
  /** Level 0, as it should be, to 4, the worst. */
  readonly levels: readonly string[];
  readonly none: string;
  readonly hatch: string;
  readonly frame: string;
  readonly rim: string;
}

/**
 * sRGB; the same stand in the page's style as `--swatch-principle-…`. Light grows with what falls short on dark ground and
 * falls on light ground, so that a grey print reads alike. No hue is one of a state's.
 */
export const principleLooks: Readonly<Record<Theme, PrincipleLook>> = {
  night: {
    levels: ['#26385c', '#4a4f8c', '#7f66ab', '#b184ab', '#dcb0a2'],
    none: 'rgba(150, 160, 175, 0.16)',
    hatch: 'rgba(170, 180, 198, 0.6)',
    frame: '#ffe27a',
    rim: 'rgba(10, 14, 24, 0.45)',
  },
  day: {
    levels: ['#dfe1ee', '#bdb6dc', '#937fc0', '#684c9e', '#3a2168'],
    none: 'rgba(110, 120, 135, 0.14)',
    hatch: 'rgba(70, 80, 98, 0.6)',
    frame: '#a34a00',
    rim: 'rgba(255, 255, 255, 0.5)',
  },
  contrast: {
    levels: ['#1d2f55', '#4c51a0', '#9277cf', '#dba7d0', '#ffffff'],
    none: 'rgba(0, 0, 0, 0.4)',
    hatch: '#b8c4d6',
    frame: '#ffe600',
    rim: '#000000',
  },
};
