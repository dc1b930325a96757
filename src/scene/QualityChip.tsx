import { useState } from 'react';
import { useStore } from 'zustand';
import type { City } from '@/state/city';
import type { GovernorTold } from './governor';
import { qualitySteps } from './quality';
import styles from './scene.module.css';
import { sceneWords } from './sceneWords';

interface QualityChipProps {
  readonly city: City;
  readonly told: GovernorTold;
  readonly onHold: (full: boolean) => void;
}

/** Says what the governor lowered to keep the picture moving, and lets a person have the full one. */
export function QualityChip({ city, told, onHold }: QualityChipProps) {
  const language = useStore(city.preferences, (preferences) => preferences.language);
  const [held, setHeld] = useState(false);
  const { detail, resolution, shadows } = qualitySteps[told.step]!;
  const lowered = [
    ...(detail > 1 ? [sceneWords.lowered.detail[language]] : []),
    ...(resolution < 1 ? [sceneWords.lowered.resolution[language]] : []),
    ...(shadows ? [] : [sceneWords.lowered.shadows[language]]),
  ];
  if (!held && lowered.length === 0) return null;
  const joined = lowered.join(language === 'zh' ? '、' : ', ');
  return (
    <div className={styles['quality']} data-over-map data-quality-step={told.step}>
      <span role="status">
        {held ? sceneWords.heldFull[language] : sceneWords.loweredTo[language](joined)}
      </span>
      <button
        type="button"
        onClick={() => {
          setHeld(!held);
          onHold(!held);
        }}
      >
        {held ? sceneWords.automatic[language] : sceneWords.keepFull[language]}
      </button>
    </div>
  );
}
