import { useEffect, useState } from 'react';
import { useCity } from '@/state/CityContext';

/** The time asked about, Unix ms, once a second: the server's clock in live, the replayed instant in replay. */
export function useNow(): number {
  const city = useCity();
  const [now, setNow] = useState(() => city.now().at);
  useEffect(() => {
    const beat = window.setInterval(() => setNow(city.now().at), 1000);
    return () => window.clearInterval(beat);
  }, [city]);
  return now;
}
