import { useStore } from 'zustand';
import { flatRelief } from '@/domain/relief';
import type { City } from '@/state/city';
import styles from './underground.module.css';

const words = {
  title: { zh: '地下模式', en: 'Underground' },
  above: { zh: (m: number) => `相机高出地面 ${m} m`, en: (m: number) => `camera ${m} m above the ground` },
  below: { zh: (m: number) => `相机在地下 ${m} m`, en: (m: number) => `camera ${m} m below the ground` },
  scale: { zh: '埋深（示意），米', en: 'Depth below ground (indicative), metres' },
  leave: { zh: '返回地面', en: 'Back to the surface' },
} as const;
const ticks = [0, 20, 40, 60];

/** Says that one looks below the ground, how deep the camera is and what the tint by depth means; and leads out again. */
export function UndergroundChip({ city }: { readonly city: City }) {
  const language = useStore(city.preferences, (preferences) => preferences.language);
  const on = useStore(city.scene, ({ underground }) => underground.on);
  const height = useStore(city.scene, ({ camera, ground }) =>
    Math.round(camera.height - (ground.relief ?? flatRelief).heightAt(camera.lon, camera.lat)),
  );
  if (!on) return null;
  return (
    <div className={styles['chip']} data-over-map>
      <p role="status">
        <strong>{words.title[language]}</strong> {' · '}
        {height < 0 ? words.below[language](-height) : words.above[language](height)}
      </p>
      <div className={styles['scale']} role="img" aria-label={`${words.scale[language]}: 0–60`}>
        <span>{words.scale[language]}</span>
        <i />
        <ol>
          {ticks.map((tick) => (
            <li key={tick}>{tick}</li>
          ))}
        </ol>
      </div>
      <button type="button" onClick={() => city.scene.getState().setUnderground(false)}>
        {words.leave[language]}
      </button>
    </div>
  );
}
