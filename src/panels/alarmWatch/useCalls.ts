import { useEffect, useState } from 'react';
import type { Text } from '@/contracts/text';
import type { Alarm } from '@/contracts/alarm';
import { redsOf } from '@/domain/waiting';
import { useCity } from '@/state/CityContext';
import { alarmWatchWords } from '@/state/wordsAlarmWatch';

/** What comes within so long, ms, is told in one sentence. */
const gatherMs = 3_000;

/** What a screen reader is told: what newly waits for somebody, a burst in one sentence. */
export function useCalls(): Text | undefined {
  const city = useCity();
  const [said, setSaid] = useState<Text>();
  useEffect(() => {
    let known = new Set(city.alarms.getState().waiting.map(keyOf));
    let fresh: readonly Alarm[] = [];
    let timer: number | undefined;
    const tell = () => {
      timer = undefined;
      const still = new Set(city.alarms.getState().waiting.map(({ id }) => id));
      const told = fresh.filter(({ id }) => still.has(id));
      fresh = [];
      if (told[0] !== undefined)
        setSaid(alarmWatchWords.came(told.length, redsOf(told).length, told[0].title));
    };
    const stop = city.alarms.subscribe(({ waiting }) => {
      const came = waiting.filter((alarm) => !known.has(keyOf(alarm)));
      known = new Set(waiting.map(keyOf));
      if (came.length === 0) return;
      const ids = new Set([...fresh, ...came].map(({ id }) => id));
      // In the board's order: the worst first.
      fresh = waiting.filter(({ id }) => ids.has(id));
      timer ??= window.setTimeout(tell, gatherMs);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [city]);
  return said;
}

/** An alarm that became graver is told again. */
const keyOf = ({ id, severity }: Alarm) => `${id} ${severity}`;
