import { useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { Clocks } from './Clocks';
import { Scrubber } from './Scrubber';
import css from './timeBar.module.css';
import { Transport } from './Transport';

/** Now, or any moment of what is kept, as it was or as it was known: and no doubt which of them is on. */
export function TimeBar() {
  const { say } = useWords();
  const mode = useTime((time) => time.mode);
  return (
    <section data-over-map className={css['bar']} data-mode={mode} aria-label={say(words.time.region)}>
      <Transport />
      <Scrubber />
      <Clocks />
    </section>
  );
}
