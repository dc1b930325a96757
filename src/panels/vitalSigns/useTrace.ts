import { useEffect, useRef, useState } from 'react';
import type { SignTrace } from '@/contracts/sign';
import { useCity, useSigns, useTime } from '@/state/CityContext';

/** Slow enough to read by. */
export const calmMs = 10_000;

/** An explanation as it stands on the page. */
export interface Explained {
  readonly trace: SignTrace;
  /** The one whose contributions the lines are ranked by: while somebody is among them, they stay where they are. */
  readonly ranking: SignTrace;
  /** Why the last update did not come; the explanation before it stands. */
  readonly late: string | undefined;
}

export type TraceAnswer =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'answered'; readonly value: Explained }
  | { readonly kind: 'failed'; readonly reason: string; readonly again: () => void };

/** Why the sign stands so, of the scope and time the board shows; asked anew at a calm pace until `paused`. */
export function useTrace(sign: string, paused: boolean, isAmong: () => boolean): TraceAnswer {
  const city = useCity();
  const scope = useSigns((board) => board.scope);
  const clock = useTime(({ mode, knowing, playing, at }) =>
    mode === 'live' ? 'live' : `${knowing} ${playing ? 'playing' : at}`,
  );
  const [round, setRound] = useState(0);
  const about = `${sign} ${scope} ${clock} ${round}`;
  const subject = `${sign} ${scope}`;
  const [heard, setHeard] = useState<{ readonly subject: string; readonly answer: TraceAnswer }>();
  const among = useRef(isAmong);
  const lastAsked = useRef('');
  useEffect(() => {
    among.current = isAmong;
  });
  const moves = clock === 'live' || clock.endsWith('playing');
  useEffect(() => {
    let wanted = true;
    let asking = false;
    const ask = () => {
      if (asking) return;
      asking = true;
      city.query
        .why(sign, city.now(), scope)
        .then(
          (trace) => wanted && setHeard((before) => explained(before, subject, trace, among.current())),
          (error: unknown) => {
            const reason = error instanceof Error ? error.message : String(error);
            const again = () => setRound((one) => one + 1);
            if (wanted) setHeard((before) => failed(before, subject, reason, again));
          },
        )
        .finally(() => {
          asking = false;
        });
    };
    // Paused, what stands is kept; something else asked about is asked all the same.
    if (!paused || about !== lastAsked.current) ask();
    lastAsked.current = about;
    const beat = moves && !paused ? window.setInterval(ask, calmMs) : undefined;
    return () => {
      wanted = false;
      window.clearInterval(beat);
    };
  }, [city, sign, scope, subject, about, moves, paused]);
  return heard?.subject === subject ? heard.answer : { kind: 'waiting' };
}

type Heard = { readonly subject: string; readonly answer: TraceAnswer } | undefined;

function explained(before: Heard, subject: string, trace: SignTrace, isAmong: boolean): Heard {
  const held =
    before?.subject === subject && before.answer.kind === 'answered' ? before.answer.value : undefined;
  const ranking = isAmong && held !== undefined ? held.ranking : trace;
  return { subject, answer: { kind: 'answered', value: { trace, ranking, late: undefined } } };
}

function failed(before: Heard, subject: string, reason: string, again: () => void): Heard {
  if (before?.subject === subject && before.answer.kind === 'answered')
    return { subject, answer: { kind: 'answered', value: { ...before.answer.value, late: reason } } };
  return { subject, answer: { kind: 'failed', reason, again } };
}
