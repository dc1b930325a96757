import type { SignReading, SignState } from '@/contracts/sign';
import { measureOf } from '@/domain/definitions';
import type { SignTable } from '@/domain/signs';
import { perHeadOf, type PerHead } from '@/domain/signs/perHead';
import type { CityParts } from '@/state/cityParts';
import { figure } from '@/state/wordsFormat';
import type { Text } from '@/contracts/text';
import type { Wish } from './wish';

/** How an area shows: by its state, or by a count set against its residents. */
export interface Face {
  readonly id: string;
  readonly state: SignState;
  /** The value that is shown, with its unit; a dash where there is none. */
  readonly said: Text;
  /** Where counts are set against residents. */
  readonly perHead?: PerHead;
}

export function faceOf(
  id: string,
  wish: Wish,
  { reader, scopes }: Pick<CityParts, 'reader' | 'scopes'>,
  table: SignTable,
  at: number,
): Face {
  const { sign } = wish;
  const reading = reader.read(id, sign.id, table, at, wish.perHead ? 'census' : 'all');
  const state = reading?.state ?? 'absent';
  if (!wish.perHead) return { id, state, said: saidOf(wish, reading) };
  const perHead = perHeadOf(sign, reading, scopes.residentsOf(id));
  const said = perHead.kind === 'value' ? headFigure(perHead.value) : undefined;
  const dash = { zh: figure(undefined), en: figure(undefined) };
  const perTen = { zh: `${said} /万人`, en: `${said} /10k` };
  return { id, state, said: said === undefined ? dash : perTen, perHead };
}

/** A count per ten thousand is small: three decimals, and none where there are none. */
export function headFigure(value: number): string {
  return value === 0 ? '0' : figure(value, 3);
}

function saidOf({ sign }: Wish, reading: SignReading | undefined): Text {
  const measure = measureOf(sign, reading?.measure);
  const value = figure(reading?.value, measure.decimals);
  return {
    zh: `${value} ${measure.unit.zh}`.trim(),
    en: `${value} ${measure.unit.en}`.trim(),
  };
}

/** Whether two faces are drawn and written alike. */
export function isSameFace(one: Face | undefined, other: Face): boolean {
  return isSameFill(one, other) && one?.said.zh === other.said.zh;
}

export function isSameFill(one: Face | undefined, other: Face): boolean {
  return (
    one !== undefined &&
    one.state === other.state &&
    one.perHead?.kind === other.perHead?.kind &&
    levelOf(one) === levelOf(other)
  );
}

export function levelOf({ perHead }: Face): number | undefined {
  return perHead?.kind === 'value' ? perHead.level : undefined;
}
