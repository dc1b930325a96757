import type { Language, Text } from '@/contracts/text';
import type { Knowing } from '@/contracts/time';
import { clockTime, dayTime } from './wordsFormat';
import { timeWords } from './wordsTime';

/** What counts as known, in words; the day is left out where it is clear from `near`. */
export function knowingText(knowing: Knowing, language: Language, near?: number): Text {
  if (knowing === 'now') return timeWords.knowNow;
  if (knowing === 'then') return timeWords.knowThen;
  const close = near !== undefined && Math.abs(knowing - near) < 12 * 3_600_000;
  return timeWords.knowAt(close ? clockTime(knowing) : dayTime(knowing, language));
}
