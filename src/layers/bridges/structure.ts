import type { BridgeRecord } from '@/contracts/base';
import type { Text } from '@/contracts/text';

export type Structure = 'stayed' | 'suspension' | 'arch' | 'truss' | 'girder' | 'tunnel' | 'unstated';

export const structureTitles: Readonly<Record<Structure, Text>> = {
  stayed: { zh: '斜拉桥', en: 'Cable-stayed' },
  suspension: { zh: '悬索桥', en: 'Suspension' },
  arch: { zh: '拱桥', en: 'Arch' },
  truss: { zh: '钢桁梁', en: 'Truss' },
  girder: { zh: '梁桥', en: 'Girder' },
  tunnel: { zh: '隧道', en: 'Tunnel' },
  unstated: { zh: '来源未说明', en: 'not stated by the source' },
};

const words: readonly (readonly [RegExp, Structure])[] = [
  [/suspen|悬索/i, 'suspension'],
  [/stay|斜拉/i, 'stayed'],
  [/arch|拱/i, 'arch'],
  [/truss|桁/i, 'truss'],
  [/girder|beam|梁/i, 'girder'],
];

/** What the register's words for a structure mean for its drawing. */
export function structureOf({ kind, structure }: Pick<BridgeRecord, 'kind' | 'structure'>): Structure {
  if (kind === 'tunnel') return 'tunnel';
  return words.find(([pattern]) => pattern.test(structure))?.[1] ?? 'unstated';
}
