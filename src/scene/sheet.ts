import type { Text } from '@/contracts/text';
import type { SheetRow } from './layer';

/** Words that read the same in both languages: names of things, codes, plain numbers. */
export function same(words: string | number): Text {
  const plain = String(words);
  return { zh: plain, en: plain };
}

/** One line of a sheet. */
export function row(label: Text, value: Text | string | number, unit?: string, note?: Text): SheetRow {
  return {
    label,
    value: typeof value === 'object' ? value : same(value),
    ...(unit === undefined ? {} : { unit }),
    ...(note === undefined ? {} : { note }),
  };
}

/** Longitude before latitude, WGS 84; five decimals are about a metre. */
export function placeRow(at: readonly [number, number, ...number[]], note?: Text): SheetRow {
  const words = `${at[0].toFixed(5)}°, ${at[1].toFixed(5)}°`;
  return row(
    { zh: '位置', en: 'Place' },
    words,
    undefined,
    note ?? { zh: 'WGS 84，经度在前', en: 'WGS 84, longitude first' },
  );
}
