import { useEffect, useState } from 'react';
import { useCity } from '@/state/CityContext';

/** The server's clock, Unix ms, once a second, whatever time is shown. */
export function usePresent(): number {
  const city = useCity();
  const [present, setPresent] = useState(city.present);
  useEffect(() => {
    const beat = window.setInterval(() => setPresent(city.present()), 1000);
    return () => window.clearInterval(beat);
  }, [city]);
  return present;
}
