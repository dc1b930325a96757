import * as z from 'zod/mini';
import { useWords, words } from '@/state/words';
import { clockTime } from '@/state/wordsFormat';
import { useAnswer } from '../useAnswer';
import css from './cityData.module.css';

const refusal = z.object({ at: z.string(), from: z.string(), topic: z.string(), reason: z.string() });
const refusals = z.object({ items: z.array(refusal), total: z.number() });

async function fetchRefusals(): Promise<z.infer<typeof refusals>> {
  const response = await fetch('./api/ingest/refused');
  // The panel tells in words what each status means.
  if (!response.ok) throw new Error(String(response.status));
  return refusals.parse(await response.json());
}

/** What the door refused and why, newest as the server orders it. */
export function Refusals() {
  const { say } = useWords();
  const w = words.records.data;
  const answer = useAnswer(fetchRefusals, 'refused');
  if (answer.kind === 'waiting') return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'failed') {
    return (
      <p className={css['hint']} role="alert">
        {say(w.refusedFailed(Number(answer.reason) || 0))}{' '}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  }
  const { items, total } = answer.value;
  if (total === 0) return <p className={css['hint']}>{say(w.refusedNone)}</p>;
  return (
    <table className={css['table']}>
      <caption>{say(w.refusedTotal(total))}</caption>
      <thead>
        <tr>
          <th scope="col">{say(w.when)}</th>
          <th scope="col">{say(w.from)}</th>
          <th scope="col">{say(w.topic)}</th>
          <th scope="col">{say(w.why)}</th>
        </tr>
      </thead>
      <tbody>
        {items.slice(0, 50).map((item, index) => (
          <tr key={index}>
            <td>{clockTime(Date.parse(item.at))}</td>
            <td>{item.from}</td>
            <td>{item.topic}</td>
            <td>{say(w.reason[item.reason] ?? { zh: item.reason, en: item.reason })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
