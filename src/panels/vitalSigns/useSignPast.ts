import { useEffect, useState } from 'react';
import { signHistoryStepMs } from '@/contracts/signHistory';
import type { City } from '@/state/city';
import { useCity, useSigns, useTime } from '@/state/CityContext';
import { dayMs, weekMs, type SignPast } from './signRow';

const halfHourMs = 30 * 60_000;
const retryMs = 15_000;
/** A quarter of an hour a part. */
export const dayParts = 96;
export const partMs = dayMs / dayParts;

/** What is known of the signs' past; the last answer stays while the next is on its way. */
export type PastAnswer =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'known'; readonly past: SignPast }
  | { readonly kind: 'none'; readonly why: 'static' | 'street' }
  | { readonly kind: 'failed'; readonly reason: string; readonly again: () => void };

const isStreet = (scope: string) => /^\d{9}$/.test(scope);

async function askPast(city: City, scope: string, sign: string | undefined): Promise<SignPast | undefined> {
  const time = city.now();
  const { at } = time;
  const of = { scope, time, ...(sign === undefined ? {} : { sign }) };
  const [day, week] = await Promise.all([
    city.query.signHistory({ ...of, from: at - dayMs, to: at + 1, px: dayParts }),
    city.query.signHistory({ ...of, from: at - weekMs - halfHourMs, to: at - weekMs + halfHourMs, px: 12 }),
  ]);
  return day === undefined || week === undefined ? undefined : { at, day, week };
}

/** The signs' past of the board's scope about the time shown, asked anew every five minutes of it; one sign's or all. */
export function useSignPast(sign?: string): PastAnswer {
  const city = useCity();
  const scope = useSigns((board) => board.scope);
  const [round, setRound] = useState(0);
  const mark = useTime((time) => Math.floor(time.at / signHistoryStepMs));
  const clocks = useTime((time) => `${time.mode} ${time.knowing}`);
  const about = `${scope} ${clocks} ${sign ?? ''}`;
  const [heard, setHeard] = useState<{ readonly about: string; readonly answer: PastAnswer }>();
  const street = isStreet(scope);
  useEffect(() => {
    if (street) return;
    let wanted = true;
    let retry: number | undefined;
    const hear = (answer: PastAnswer) => {
      if (wanted) setHeard({ about, answer });
    };
    askPast(city, scope, sign).then(
      (past) => hear(past === undefined ? { kind: 'none', why: 'static' } : { kind: 'known', past }),
      (error: unknown) => {
        // The database opens after the page; nobody should have to ask twice for that.
        if (wanted) retry = window.setTimeout(() => setRound((before) => before + 1), retryMs);
        hear({
          kind: 'failed',
          reason: error instanceof Error ? error.message : String(error),
          again: () => setRound((before) => before + 1),
        });
      },
    );
    return () => {
      wanted = false;
      window.clearTimeout(retry);
    };
  }, [city, scope, sign, about, mark, round, street]);
  if (street) return { kind: 'none', why: 'street' };
  return heard?.about === about ? heard.answer : { kind: 'waiting' };
}
