import type { Text } from '@/contracts/text';
import file from '@data/principles.json';

/** The six principles of Article 10, in its order. */
export const principleIds = ['advance', 'ahead', 'layout', 'sharing', 'thrift', 'trust'] as const;
export type PrincipleId = (typeof principleIds)[number];

/** 0 is as it should be, 4 the worst class. */
export type PrincipleLevel = 0 | 1 | 2 | 3 | 4;

/** One principle as it is declared: what is counted, what is lacking, and where the classes part. Values are per cent. */
export interface Principle {
  readonly id: PrincipleId;
  readonly title: Text;
  readonly says: Text;
  readonly formula: Text;
  readonly inputs: readonly Text[];
  readonly lacks: readonly Text[];
  readonly better: 'more' | 'less';
  /** Where levels 1 to 4 begin, in per cent away from the best. */
  readonly starts: readonly number[];
  /** What a cell weighs in the city's value. */
  readonly weight: 'residents' | 'devices' | 'series';
}

/** An observed property that counts within so many metres. */
export interface Reach {
  readonly property: string;
  readonly withinM: number;
}

export interface PrincipleRules {
  readonly version: string;
  readonly effective: string;
  readonly clause: string;
  readonly source: Text;
  readonly principles: readonly Principle[];
  /** A series that reports this often or oftener is prompt, seconds. */
  readonly promptS: number;
  /** Devices nearer than this stand on one pole, metres. */
  readonly sameHostM: number;
  /** Devices of one kind nearer than this say the same, metres. */
  readonly doubleM: number;
  readonly computeReference: { readonly load: number; readonly pue: number };
  readonly needs: readonly Reach[];
  readonly loads: readonly Reach[];
}

export const principleRules = file as PrincipleRules;

export function principleOf(id: PrincipleId): Principle {
  const found = principleRules.principles.find((principle) => principle.id === id);
  if (found === undefined) throw new Error(`no principle ${id}`);
  return found;
}

/** How far a value is from the best, per cent. */
export function shortfallOf({ better }: Pick<Principle, 'better'>, value: number): number {
  return better === 'less' ? value : 100 - value;
}

export function levelOf(principle: Pick<Principle, 'better' | 'starts'>, value: number): PrincipleLevel {
  const short = shortfallOf(principle, value);
  return principle.starts.filter((start) => short >= start).length as PrincipleLevel;
}
