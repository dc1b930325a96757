import type { Language, Text } from '@/contracts/text';
import { useStore } from 'zustand';
import { useCity } from './CityContext';
import { briefWords } from './wordsBrief';
import { deviceWords } from './wordsDevice';
import { frameWords } from './wordsFrame';
import { healthWords } from './wordsHealth';
import { layerWords } from './wordsLayers';
import { operateWords } from './wordsOperate';
import { planWords } from './wordsPlan';
import { recordWords } from './wordsRecords';
import { sensorWords } from './wordsSensors';
import { timeWords } from './wordsTime';

/** Every text of the page that no definition carries itself, by area; both languages stand side by side. */
export const words = {
  frame: frameWords,
  layers: layerWords,
  sensors: sensorWords,
  device: deviceWords,
  health: healthWords,
  operate: operateWords,
  plan: planWords,
  brief: briefWords,
  records: recordWords,
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
