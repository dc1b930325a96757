import { useEffect, useRef, useState } from 'react';

/** A question put to the city: waiting, answered or failed with its reason and a way to ask again. */
export type Answer<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly reason: string; readonly again: () => void };

/** Asks once per `key`; an answer to an earlier key is dropped. */
export function useAnswer<T>(ask: () => Promise<T>, key: string): Answer<T> {
  const [round, setRound] = useState(0);
  const question = `${key}#${round}`;
  const [heard, setHeard] = useState<{ readonly question: string; readonly answer: Answer<T> }>();
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    let wanted = true;
    const hear = (answer: Answer<T>) => {
      if (wanted) setHeard({ question, answer });
    };
    latest.current().then(
      (value) => hear({ kind: 'answered', value }),
      (error: unknown) =>
        hear({
          kind: 'failed',
          reason: error instanceof Error ? error.message : String(error),
          again: () => setRound((round) => round + 1),
        }),
    );
    return () => {
      wanted = false;
    };
  }, [question]);
  return heard?.question === question ? heard.answer : { kind: 'waiting' };
}
