import { useScene } from '@/state/CityContext';
import { useWords } from '@/state/words';
import css from './inspector.module.css';

/** The short name beside the pointer. It repeats what the sheet says, so it is silent for those who hear the page. */
export function HoverName() {
  const { say } = useWords();
  const hovered = useScene((scene) => scene.hovered);
  if (hovered?.name === undefined) return null;
  return (
    <div
      className={css['hover']}
      aria-hidden="true"
      style={{ translate: `${hovered.x + 14}px ${hovered.y + 14}px` }}
    >
      {say(hovered.name)}
      {hovered.detail && <small>{say(hovered.detail)}</small>}
    </div>
  );
}
