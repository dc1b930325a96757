import { useEffect, useState } from 'react';
import { useCity } from '@/state/CityContext';

/** The time asked about, Unix ms, once a second: the server's clock in live, the replayed instant in replay. */
export function useNow(): number {
  const city = useCity();
  const [now, setNow] = useState(() => city.now().at);
  useEffect(() => {
    const read = () => setNow(city.now().at);
    const beat = window.setInterval(read, 1000);
    // A jump, a step or a change of mode is seen at once; seconds are the beat's affair.
    const stop = city.time.subscribe((now, before) => {
      if (now.mode !== before.mode || Math.abs(now.at - before.at) >= 1000) read();
    });
    return () => {
      window.clearInterval(beat);
      stop();
    };
  }, [city]);
  return now;
}
