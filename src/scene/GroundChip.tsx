import { useStore } from 'zustand';
import type { City } from '@/state/city';
import styles from './scene.module.css';
import { sceneWords } from './sceneWords';

interface GroundChipProps {
  readonly city: City;
  readonly onAgain: () => void;
}

/** Says that the ground's heights could not be read, why, and what it is shown as meanwhile; and asks for them again. */
export function GroundChip({ city, onAgain }: GroundChipProps) {
  const language = useStore(city.preferences, (preferences) => preferences.language);
  const { relief, trouble } = useStore(city.scene, ({ ground }) => ground);
  if (trouble === undefined) return null;
  const words = relief === undefined ? sceneWords.groundUnread : sceneWords.groundKept;
  return (
    <div className={`${styles['quality']} ${styles['ground']}`} data-over-map>
      <span role="status">▲ {words[language](trouble)}</span>
      <button type="button" onClick={onAgain}>
        {sceneWords.retry[language]}
      </button>
    </div>
  );
}
