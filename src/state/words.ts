import type { Language, Text } from '@/contracts/text';
import { useStore } from 'zustand';
import { useCity } from './CityContext';
import { frameWords } from './wordsFrame';
import { layerWords } from './wordsLayers';
import { operateWords } from './wordsOperate';
import { planWords } from './wordsPlan';
import { timeWords } from './wordsTime';

/**
 * The texts of the page that no definition carries itself, by area; both languages stand side by side. Those of parts that
 * come later (a device's card, the data workspace) come with them.
 */
export const words = {
  frame: frameWords,
  layers: layerWords,
  operate: operateWords,
  plan: planWords,
  time: timeWords,
} as const;

export interface Words {
  readonly language: Language;
  /** Chooses the person's language, for our words and for a definition's own. */
  readonly say: (text: Text) => string;
}

export function useWords(): Words {
  const language = useStore(useCity().preferences, (preferences) => preferences.language);
  return { language, say: (text) => text[language] };
}
