import { useEffect, useState } from 'react';
import { useCity } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { clockTime, dayOf, weekdayOf } from '@/state/wordsFormat';
import css from './header.module.css';

/** The server's time in Shanghai, also while a replay shows another. */
export function Clock() {
  const city = useCity();
  const { language } = useWords();
  const [now, setNow] = useState(city.present);
  useEffect(() => {
    const beat = window.setInterval(() => setNow(city.present()), 1000);
    return () => window.clearInterval(beat);
  }, [city]);
  return (
    <time className={css['clock']} dateTime={new Date(now).toISOString()}>
      <span className={css['date']}>
        {dayOf(now, language)} {weekdayOf(now, language)}
      </span>{' '}
      <strong>{clockTime(now)}</strong>
    </time>
  );
}
