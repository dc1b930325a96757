import type { Severity } from '@/contracts/alarm';
import type { Theme } from '@/contracts/ids';

/** What a thing on the map may need to say by colour; the shape beside it says the same to those who do not see colour. */
export type Signal = 'normal' | Severity | 'stale' | 'absent';

/** Shape + colour + word for every state; nothing stands before what is normal. */
export const signalGlyphs: Readonly<Record<Signal, string>> = {
  normal: '',
  attention: '●',
  warning: '◆',
  alarm: '■',
  stale: '○',
  absent: '–',
};

/** sRGB hex. Grey when normal; each state is told from its neighbours by lightness too, so that it survives a grey print. */
export const signalColours: Readonly<Record<Theme, Readonly<Record<Signal, string>>>> = {
  night: {
    normal: '#8ca3ba',
    attention: '#5aa9f5',
    warning: '#f59a3c',
    alarm: '#ff5a52',
    stale: '#a8b4c2',
    absent: '#6d7b8c',
  },
  day: {
    normal: '#52667c',
    attention: '#0f62b8',
    warning: '#b85600',
    alarm: '#c3161c',
    stale: '#6b7785',
    absent: '#8e99a6',
  },
  contrast: {
    normal: '#c8d3de',
    attention: '#63c1ff',
    warning: '#ffb000',
    alarm: '#ff4d4d',
    stale: '#ffffff',
    absent: '#b0b0b0',
  },
};

/** Drawn around a mark so that it stands on bright roofs and dark water alike. */
export const signalHalos: Readonly<Record<Theme, string>> = {
  night: '#06121f',
  day: '#ffffff',
  contrast: '#000000',
};
