import { useState } from 'react';
import { useCity, useTime } from '@/state/CityContext';
import { pointsOf, type ChartPoint } from '../chart/points';
import { useAnswer, type Answer } from '../useAnswer';

/** A stretch of a series' history that ends at the time asked about. Times are Unix ms. */
export interface Span {
  readonly points: readonly ChartPoint[];
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;
/** Replay at speed asks at most this often, in ms of a person's time. */
const askEveryMs = 5_000;

/**
 * The last `spanMs` of a series in `parts` parts, asked anew as time goes on; the last answer stays until the next is
 * here. Nothing after the time asked about is told.
 */
export function useSpan(series: number, spanMs: number, parts: number): Answer<Span> {
  const city = useCity();
  const mode = useTime((time) => time.mode);
  const knownAt = useTime((time) => time.knownAt);
  const speed = useTime((time) => (time.playing ? time.speed : 1));
  const step = mode === 'live' ? minute : Math.max(minute, speed * askEveryMs);
  const turn = useTime((time) => Math.floor(time.at / step));
  const era = `${series} ${spanMs} ${mode} ${knownAt ?? ''}`;
  const answer = useAnswer(async () => {
    const time = city.now();
    const from = time.at - spanMs;
    const told = await city.query.observations({ series, from, to: time.at, px: parts, time });
    return { era, span: { points: pointsOf(told), from, to: time.at } };
  }, `${era} ${step} ${turn}`);
  const [held, setHeld] = useState<{ readonly era: string; readonly span: Span }>();
  if (answer.kind === 'answered' && answer.value !== held) setHeld(answer.value);
  // What was true in another mode, or known at another time, is not kept in sight.
  if (held?.era === era && answer.kind !== 'failed') return { kind: 'answered', value: held.span };
  return answer.kind === 'answered' ? { kind: 'answered', value: answer.value.span } : answer;
}
