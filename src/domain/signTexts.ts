import type { SignText } from '@/contracts/sign';
import textsFile from '@data/sign-texts.json';

/** What a person reads of each sign when asking why: apart from the definitions, because a page needs it only then. */
export const signTexts = textsFile as readonly SignText[];

export function signTextOf(id: string): SignText {
  const text = signTexts.find((one) => one.id === id);
  if (text === undefined) throw new Error(`no text of the sign ${id}`);
  return text;
}
